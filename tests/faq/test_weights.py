"""The weights that are shipped belong to this program and its content."""

from pathlib import Path

import numpy as np

from faq.deciding import RESERVED, Facts
from faq.entries import load
from faq.features import features, fingerprint, pieces
from faq.matching import load_other_topics
from faq.weights import FILE, NO_ENTRY, Model, shipped
from faq.wording import read_wording

REMEDY = "run `make faq-model`"


def test_the_weights_were_trained_on_messages_read_as_they_are_now() -> None:
    assert shipped().fingerprint == fingerprint(), REMEDY


def test_every_topic_is_an_entry_or_another_topic() -> None:
    known = set(load()) | {NO_ENTRY + topic for topic in load_other_topics()}
    assert len(known) > 100
    assert set(shipped().topics) == known, REMEDY
    assert set(load()) >= RESERVED


def test_the_parts_fit_together_and_stay_small() -> None:
    model = shipped()
    assert model.weights.shape == (len(model.vocabulary), len(model.topics))
    assert model.weights.dtype == np.int8
    assert len(model.sure) == len(Facts._fields) + 1
    assert FILE.stat().st_size < 2_500_000


def test_lines_that_were_read_before_are_read_the_same_now() -> None:
    lines = shipped().lines
    assert len(lines) > 3000
    for text, (said, words) in list(lines.items())[::13]:
        wording = read_wording(text)
        assert (wording.folded, " ".join(wording.words)) == (said, words), REMEDY


def test_saved_and_loaded_again(tmp_path: Path) -> None:
    model = shipped()
    model.save(tmp_path / "again.npz")
    again = Model.load(tmp_path / "again.npz")
    wording = read_wording("làm hộ chiếu ở đâu vậy")
    scores, before = again.scores(wording), model.scores(wording)
    assert scores is not None
    assert before is not None
    assert np.array_equal(scores, before)
    assert again.topics[int(scores.argmax())] == "passport-ordinary"


def test_what_citizens_write_is_kept_nowhere() -> None:
    model = shipped()
    model.scores(read_wording("Bí mật xyzzyq của tui"))
    assert "xyzzyq" not in model.spelled
    assert model.scores(read_wording("")) is None


def test_scores_are_of_all_features() -> None:
    model, wording = shipped(), read_wording("đăng ký tạm trú cho con ở đâu")
    ids = sorted({model.vocabulary[one] for one in features(wording) if one in model.vocabulary})
    rarity = model.rarity[ids] / np.linalg.norm(model.rarity[ids])
    expected = rarity @ (model.weights[ids] * model.steps) + model.bias
    scores = model.scores(wording)
    assert scores is not None
    assert np.allclose(scores, expected, atol=1e-4)


def test_pieces_of_a_word_are_no_words() -> None:
    assert pieces("ab") == ["<AB", "AB>", "<AB>"]
    assert max(map(len, pieces("x" * 500))) <= 5
    assert len(pieces("x" * 500)) < 60
