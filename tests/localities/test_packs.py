"""A pack with anything wrong in it is told in lines, never in a crash."""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from localities.fields import FIELD_IDS
from localities.loading import Examined, examine, load, national_fields
from understanding.matters.signature import sign
from understanding.scoring import load as load_model

PACK = Path(__file__).parent / "packs" / "ngoc-giang"
ON = date(2026, 11, 23)
FILES = sorted(path.name for path in PACK.glob("*.yaml"))
ODD: tuple[Any, ...] = (None, True, "?!", [5], {"a": 1})


def _spots(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a value stands; of a list only the first and the last."""
    keys = list(data) if isinstance(data, dict) else {0, len(data) - 1} if isinstance(data, list) and data else ()
    for name in keys:
        yield (*path, name)
        yield from _spots(data[name], (*path, name))


def _with(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = deepcopy(data)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return changed


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACK, tmp_path / PACK.name))


def _examined(pack: Path, file: str, data: Any) -> Examined:
    (pack / file).write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
    return examine(pack)


@pytest.mark.parametrize("file", FILES)
def test_odd_values_are_named_in_one_line_each(pack: Path, file: str) -> None:
    data = yaml.safe_load((PACK / file).read_text(encoding="utf-8"))
    changes = [(path, value) for path in _spots(data) for value in ODD]
    assert len(changes) > 20
    refused = 0
    for path, value in changes:
        found = _examined(pack, file, _with(data, path, value))
        assert (found.locality is None) is bool(found.faults)
        assert all("\n" not in line and len(line) < 400 for line in found.faults)
        refused += bool(found.faults)
        if found.locality is not None:
            sign("đường ở Ngọc Hải hư", found.locality, ON)
    assert refused > len(changes) / 2


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_not_there_is_named_where_a_pack_needs_it(pack: Path, file: str) -> None:
    (pack / file).unlink()
    faults = examine(pack).faults
    assert faults == (() if file in ("fields.yaml", "names.yaml") else (f"ngoc-giang/{file}: No such file or directory",))


def test_all_faults_are_told_at_once(pack: Path) -> None:
    units = yaml.safe_load((PACK / "units.yaml").read_text(encoding="utf-8"))
    units["units"][0]["kind"], units["units"][1]["successor"], units["example"] = "làng", "nowhere", "nowhere"
    faults = _examined(pack, "units.yaml", units).faults
    assert [line.split(": ")[1].split()[0] for line in faults] == ["ngoc-lam", "ngoc-thanh-dau", "example"]


def test_a_slip_in_a_key_is_named(pack: Path) -> None:
    names = yaml.safe_load((PACK / "names.yaml").read_text(encoding="utf-8"))
    names["neighbors"] = names.pop("neighbours")
    names["look_alikes"][0]["never_afer"] = ["o"]
    first, second = _examined(pack, "names.yaml", names).faults
    assert first.startswith("names.yaml: entry Láng Mới: never_afer is unknown")
    assert second.startswith("names.yaml: neighbors is unknown")


def test_the_fields_are_those_that_the_model_was_trained_on() -> None:
    assert set(national_fields()) == FIELD_IDS == set(load_model().score({}).fields)
    assert set(load("binh-son").fields) == FIELD_IDS


@pytest.mark.parametrize("key", ["neighbours", "not_asked_about"])
def test_a_word_without_letters_would_fit_anywhere(pack: Path, key: str) -> None:
    assert _examined(pack, "names.yaml", {key: ["Trà Khê", " ?"]}).faults[-1] == f"names.yaml: {key}: a word without letters"
