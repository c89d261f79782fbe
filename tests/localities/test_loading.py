import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from localities.fields import FIELD_IDS
from localities.loading import PACKS, LocalityError, load

LOCALITY = load("binh-son")
ON = date(2026, 11, 23)
Break = Callable[[str, str, str], Path]


def test_five_communes_took_over_23_units() -> None:
    assert [unit.id for unit in LOCALITY.communes(ON)] == ["binh-son", "van-tuong", "dong-son", "binh-minh", "binh-chuong"]
    former = LOCALITY.former()
    assert len(former) == 23
    assert [len(unit.predecessors) for unit in LOCALITY.communes(ON)] == [7, 6, 5, 3, 2]
    assert all(LOCALITY.today(unit.id, ON).exists(ON) for unit in former)


@pytest.mark.parametrize(
    ("unit", "today"),
    [
        ("binh-thanh-nang", "binh-son"),
        ("binh-thanh-ngang", "dong-son"),
        ("tinh-hoa", "dong-son"),
        ("binh-minh-truoc-2025", "binh-minh"),
        ("van-tuong", "van-tuong"),
    ],
)
def test_today(unit: str, today: str) -> None:
    assert LOCALITY.today(unit, ON).id == today


def test_before_the_merger_the_units_were_communes() -> None:
    last_day = date(2025, 6, 30)
    assert len(LOCALITY.communes(last_day)) == 23
    assert LOCALITY.today("binh-hai", last_day).id == "binh-hai"


def test_every_field_is_routed_on_every_day() -> None:
    assert set(LOCALITY.fields) == FIELD_IDS
    days = [date(2025, 7, 1) + timedelta(days=step) for step in range(0, 1000, 37)]
    for commune in LOCALITY.communes(ON):
        assert all(LOCALITY.body_for(field, commune.id, day) in LOCALITY.bodies for field in FIELD_IDS for day in days)


def test_no_body_without_field_or_commune() -> None:
    assert LOCALITY.body_for("an-ninh-trat-tu", "dong-son", ON) == "cong-an-xa"
    assert LOCALITY.body_for(None, "dong-son", ON) is None
    assert LOCALITY.body_for("dien", "binh-chau", ON) is None


def test_unknown_facts_stay_unknown() -> None:
    assert all(LOCALITY.office_hours(unit.id) is None for unit in LOCALITY.communes(ON))
    assert all(LOCALITY.hotline(unit.id) is None for unit in LOCALITY.communes(ON))
    assert [number for number, _ in LOCALITY.emergency] == ["113", "114", "115", "112", "111"]


@pytest.fixture
def broken(tmp_path: Path) -> Break:
    """A copy of the pack in which one text of one file is replaced."""

    def replace(file: str, old: str, new: str) -> Path:
        shutil.copytree(PACKS / "binh-son", tmp_path / "binh-son")
        path = tmp_path / "binh-son" / file
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return replace


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("units.yaml", "id: binh-hai", "id: binh-tri", "units.yaml: id binh-tri stands 2 times"),
        ("units.yaml", "successor: van-tuong", "successor: nowhere", "units.yaml: binh-thuan: successor nowhere does not exist"),
        ("units.yaml", "    successor: binh-son\n", "", "units.yaml: chau-o ends on 2025-06-30 without a successor"),
        (
            "units.yaml",
            "valid_to: 2025-06-30",
            "valid_to: 2025-06-29",
            "units.yaml: chau-o: its successor binh-son does not begin the day after it ends",
        ),
        ("units.yaml", "valid_to: 2025-06-30", "valid_to: soon", "units.yaml: entry chau-o: valid_to must be a date or empty"),
        ("units.yaml", "valid_to: 2025-06-30", "valid_to: 2025-06-31", "binh-son/units.yaml: no valid YAML"),
        ("units.yaml", "kind: thị trấn", "sort: thị trấn", "units.yaml: entry chau-o: "),
        ("units.yaml", "namesakes: [word, wish]", "namesakes: [planet]", "units.yaml: binh-an: namesake planet must be one of "),
        ("units.yaml", "units:", "units: [", "binh-son/units.yaml: no valid YAML"),
        (
            "routing.yaml",
            "field: dien, body: kinh-te-xa",
            "field: dien, body: nobody",
            "routing.yaml: field dien: body nobody is not listed",
        ),
        ("routing.yaml", "field: dien,", "field: gas,", "routing.yaml: field gas is not in fields.yaml"),
        (
            "routing.yaml",
            "  - {field: y-te, body: vhxh-xa, valid_from: 2025-07-01}\n",
            "",
            "routing.yaml: field y-te: no rule on 2025-07-01",
        ),
        (
            "routing.yaml",
            "body: vhxh-xa, valid_from: 2025-07-01",
            "body: vhxh-xa, valid_from: 2025-07-02",
            "routing.yaml: field y-te: no rule on 2025-07-01",
        ),
        (
            "routing.yaml",
            "body: vhxh-xa, valid_from: 2025-07-01",
            "body: vhxh-xa, valid_from: 2025-07-01, valid_to: 2026-01-31",
            "routing.yaml: field y-te: no rule on 2026-02-01",
        ),
        (
            "routing.yaml",
            "  - {field: y-te, body: vhxh-xa, valid_from: 2025-07-01}\n",
            "  - {field: y-te, body: vhxh-xa, valid_from: 2025-07-01, valid_to: 2026-01-31}\n"
            "  - {field: y-te, body: tram-y-te, valid_from: 2026-01-31}\n",
            "routing.yaml: field y-te: two rules on 2026-01-31",
        ),
        (
            "routing.yaml",
            "default_authority: binh-son",
            "default_authority: binh-hai",
            "routing.yaml: default_authority must name a commune",
        ),
        ("offices.yaml", "binh-son: {", "atlantis: {", "offices.yaml: atlantis is no unit"),
        ("offices.yaml", 'number: "113", ', "", "offices.yaml: entry "),
        ("fields.yaml", "id: giao-thong", "id: traffic", "fields.yaml: traffic is none of the 17 fields"),
    ],
)
def test_a_broken_pack_is_refused_in_one_line(broken: Break, file: str, old: str, new: str, problem: str) -> None:
    packs = broken(file, old, new)
    with pytest.raises(LocalityError) as caught:
        load("binh-son", packs)
    assert str(caught.value).startswith(problem)
    assert "\n" not in str(caught.value)


def test_a_rule_that_changes_on_a_day(broken: Break) -> None:
    packs = broken(
        "routing.yaml",
        "  - {field: y-te, body: vhxh-xa, valid_from: 2025-07-01}\n",
        "  - {field: y-te, body: vhxh-xa, valid_from: 2025-07-01, valid_to: 2026-01-31}\n"
        "  - {field: y-te, body: tram-y-te, valid_from: 2026-02-01}\n"
        "  - {field: y-te, body: vp-xa, valid_from: 2026-03-01, authority: dong-son}\n",
    )
    locality = load("binh-son", packs)
    assert locality.body_for("y-te", "binh-son", date(2026, 1, 31)) == "vhxh-xa"
    assert locality.body_for("y-te", "binh-son", date(2026, 2, 1)) == "tram-y-te"
    assert locality.body_for("y-te", "dong-son", date(2026, 3, 1)) == "vp-xa"


@pytest.mark.parametrize("name", ["", "nowhere", "../localities", ".."])
def test_an_unknown_locality(name: str) -> None:
    with pytest.raises(LocalityError):
        load(name)
