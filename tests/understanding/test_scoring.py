"""The model as shipped: small, of this locality's fields, right about the rows it was trained on; its file, and its sums."""

from datetime import date
from pathlib import Path

import numpy as np

from localities.loading import load as load_locality
from tests.model.examples import Example, development
from tests.model.train_triage import figures
from understanding.message import Understanding, understand
from understanding.scoring import FILE, KINDS, load, save

LOCALITY = load_locality("binh-son")
ON = date(2026, 11, 23)


def test_the_file_is_small_and_speaks_of_the_fields() -> None:
    assert FILE.stat().st_size < 2_000_000
    scores = load().score({})
    assert set(scores.fields) == set(LOCALITY.fields)
    assert tuple(scores.kinds) == KINDS


def test_shares_add_up() -> None:
    scores = load().score({"w duong": 0.5, "c:road": 1.0})
    assert 0 < scores.feedback < 1
    assert abs(sum(scores.kinds.values()) - 1) < 1e-9
    assert abs(sum(scores.fields.values()) - 1) < 1e-9


def test_weights_come_back_nearly_as_they_were(tmp_path: Path) -> None:
    rows, columns = 3, 2 + len(KINDS) + 2
    weights = np.linspace(-2, 2, rows * columns).reshape(rows, columns)
    save(tmp_path / "m.npz", ["a", "b", "c"], weights, np.zeros(columns), ["dien", "nuoc"])
    scores = load(tmp_path / "m.npz").score({"a": 1.0, "b": 0.5, "unknown": 9.0})
    sums = weights[0] + 0.5 * weights[1]
    assert abs(scores.feedback - 1 / (1 + np.exp(-sums[0]))) < 0.01
    assert scores.fields["nuoc"] > scores.fields["dien"]


def test_what_it_was_trained_on_it_knows() -> None:
    """Guards the shipped file against code that no longer fits it; how good it is on unseen messages says `make triage-model`."""
    found: list[tuple[Example, Understanding]] = [(row, understand(row.text, LOCALITY, ON)) for row in development()]
    shares = {name: share for name, (share, _) in figures(found).items()}
    assert shares["recognised"] >= 0.98
    assert shares["falsely"] <= 0.03
    assert shares["kind"] >= 0.95
    assert shares["field"] >= 0.95
    assert shares["denunciations found"] == 1
    assert shares["accuses_officer F1"] >= 0.95
    assert shares["people_count"] >= 0.98


def test_the_same_text_is_always_understood_alike() -> None:
    text = "25 hộ chúng tôi ở xã Bình Thanh đề nghị làm xong khu tái định cư"
    assert understand(text, LOCALITY, ON) == understand(text, LOCALITY, ON)
