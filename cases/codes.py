"""Case codes: PA-26-00042-K is kind, year, number, check letter."""

import hashlib
import hmac
import re
from collections.abc import Iterator

from cases.kinds import PREFIX, Kind

LETTERS = "ACEFHJKMNPRTUVWXY"  # 17, a prime; none looks like a digit, none like another when spoken of as a letter
BASE = 3  # a primitive root of 17: neighbouring places always weigh differently
YEAR_PLACE = 8  # apart from the number, which may outgrow five digits
OFFSET = 4  # so that the example in the documents, PA-26-00042-K, is a true code
NUMBER_DIGITS, MAX_DIGITS = 5, 8

_PREFIXES = tuple(PREFIX.values())
_SEPARATOR = r"[\s\-‐‑‒–—−._/]*"
_CODE = re.compile(
    rf"(?<![^\W_])(?P<prefix>{'|'.join(_PREFIXES)}){_SEPARATOR}(?P<digits>\d(?:{_SEPARATOR}\d){{2,11}}){_SEPARATOR}"
    rf"(?P<check>[{LETTERS}])(?![^\W_])",
    re.ASCII,
)
_READ = 4000  # characters


def format_code(kind: Kind, year: int, number: int) -> str:
    """The code of the `number`-th submission of that kind in `year` (four digits)."""
    if not 0 < number < 10**MAX_DIGITS:
        raise ValueError("the number of a code is 1 to 99,999,999")
    return _code(PREFIX[kind], year % 100, number)


def parse_code(text: str) -> str | None:
    """The canonical code if `text` is one with the right check letter; case, blanks, dashes, leading zeros do not matter."""
    match = _CODE.fullmatch(_upper(text[:_READ]).strip())
    return next(_readings(match), None) if match else None


def find_codes(text: str) -> list[str]:
    """The canonical codes inside a text, each once, in order."""
    found = (next(_readings(match), None) for match in _CODE.finditer(_upper(text[:_READ])))
    return list(dict.fromkeys(code for code in found if code))


def _upper(text: str) -> str:
    return text.upper().replace("Đ", "D")


def _code(prefix: str, year: int, number: int) -> str:
    return f"{prefix}-{year:02d}-{number:0{NUMBER_DIGITS}d}-{_check_letter(prefix, year, number)}"


def _check_letter(prefix: str, year: int, number: int) -> str:
    total = OFFSET + _PREFIXES.index(prefix)
    for place, digit in enumerate(reversed(str(number))):
        total += int(digit) * BASE**place
    total += (year % 10) * BASE**YEAR_PLACE + (year // 10) * BASE ** (YEAR_PLACE + 1)
    return LETTERS[total % len(LETTERS)]


def _readings(match: re.Match[str]) -> Iterator[str]:
    """Codes that the typed digits may be, the year with two or four digits."""
    groups = re.findall(r"\d+", match["digits"])
    digits = "".join(groups)
    splits = [(digits[:2], digits[2:])]
    if len(groups) > 1 and len(groups[0]) == 4 and groups[0].startswith("20"):
        splits = [(digits[2:4], digits[4:])]
    for year, typed in splits:
        number = int(typed)
        if 0 < number < 10**MAX_DIGITS:
            code = _code(match["prefix"], int(year), number)
            if code.endswith(match["check"]):
                yield code


def pin_hash(secret: bytes, code: str, pin: str) -> str:
    """What is kept of a code's PIN; `secret` is the installation's."""
    return hmac.new(secret, f"{code}:{pin}".encode(), hashlib.sha256).hexdigest()
