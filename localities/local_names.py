"""What the names of one place are like: worked out from its units, and from what its pack says of them in names.yaml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from language.folding import fold, vocabulary
from localities.elsewhere import Elsewhere, elsewhere
from localities.look_alikes import LookAlike
from localities.units import Unit

CUES = vocabulary("xa x o tai thon xom ap ben ve khuc doan cho thuoc dan ubnd vung khu duoi tren trong ra vo vao tu nga tran tt")
SURE = vocabulary("xa x o tai thon xom ap ben khuc doan thuoc dan ubnd vung khu tu")  # those of CUES that no wish has
AT_PLACE = vocabulary("xa x o tai thuoc ubnd thon tu")
SHARED_BY = 3  # names with the same first word: a pattern of the place


@dataclass(frozen=True)
class Spelled:
    """What a pack says of its names beside listing them (names.yaml)."""

    neighbours: tuple[str, ...] = ()  # districts and towns round about: named behind a commune, it is theirs
    compounds: tuple[str, ...] = ()  # words that end with the first word of our names: "thương binh"
    no_slips: tuple[str, ...] = ()  # near to a name of ours, but no slip of it
    look_alikes: tuple[LookAlike, ...] = ()
    not_asked_about: tuple[str, ...] = ()  # places beside the units that say nothing about what is asked
    asked_about: tuple[str, ...] = ()  # units whose name may be what is asked about, or fold to it
    spots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # concept of understanding/matters/words.py → local words


@dataclass(frozen=True)
class LocalNames:
    """All folded. `heads`: first words that several names share; `kinds`: what units are called, in one word."""

    heads: frozenset[str]
    initials: frozenset[str]
    kinds: frozenset[str]
    cues: frozenset[str]
    sure: frozenset[str]
    at_place: frozenset[str]
    compounds: frozenset[str]
    no_slips: frozenset[str]
    crowded: frozenset[str]  # names that are another name and "đông": "binh thanh dong nguoi"
    look_alikes: Mapping[str, LookAlike]
    elsewhere: Elsewhere


def local_names(units: Iterable[Unit], spelled: Spelled, district: str, province: str) -> LocalNames:
    units = list(units)
    names = [*(name for unit in units for name in (unit.name, *unit.former_names)), district]
    folded = {fold(name) for name in names}
    heads = shared_heads(units)
    kinds = frozenset(kind for unit in units if " " not in (kind := fold(unit.kind)))
    return LocalNames(
        heads=heads,
        initials=frozenset(head[0] for head in heads),
        kinds=kinds,
        cues=CUES | kinds,
        sure=SURE | kinds,
        at_place=AT_PLACE | kinds,
        compounds=frozenset(map(fold, spelled.compounds)),
        no_slips=frozenset(map(fold, spelled.no_slips)),
        crowded=frozenset(name for name in folded if name.endswith(" dong") and name.removesuffix(" dong") in folded),
        look_alikes={fold(one.name): one for one in spelled.look_alikes},
        elsewhere=elsewhere(names, province, spelled.neighbours),
    )


def shared_heads(units: Iterable[Unit]) -> frozenset[str]:
    """ "bình", where the communes are called Bình Hải, Bình Trị, Bình Hòa…"""
    owners: dict[str, set[str]] = {}
    for unit in units:
        for name in (unit.name, *unit.former_names):
            head, _, rest = fold(name).partition(" ")
            if rest:
                owners.setdefault(head, set()).add(unit.id)
    return frozenset(head for head, ids in owners.items() if len(ids) >= SHARED_BY)
