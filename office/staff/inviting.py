"""Who works here: invited by a code that is shown once, away for a while."""

import hashlib
import secrets
from datetime import date

from cases.routing import ROLES
from db.stores import groups, people
from office.errand import Errand


class UnknownPlace(Exception):
    """No commune of today, or no body, has this name; says which word it was."""

    def __init__(self, authority: str = "", body: str = "") -> None:
        super().__init__("unknown place")
        self.authority, self.body = authority, body


class UnknownRole(Exception):
    """There is no such role."""


class NameNeeded(Exception):
    """Citizens and colleagues must know whom they deal with."""


def check(role: str, name: str) -> None:
    """Raises UnknownRole, NameNeeded."""
    if role not in ROLES:
        raise UnknownRole
    if not name.strip():
        raise NameNeeded


def invite(errand: Errand, *, unit: str, role: str, name: str) -> str:
    """The code with which one officer takes up a post at `van-tuong` or `van-tuong/kinh-te-xa`. Raises UnknownPlace,
    UnknownRole, NameNeeded."""
    check(role, name)
    authority, body = _authority_and_body(errand, unit)
    code = secrets.token_urlsafe(12)
    people.invite(
        errand.uow.session,
        authority=authority,
        body=body,
        role=role,
        name=name.strip(),
        code_hash=code_hash(code),
        now=errand.now,
    )
    return code


def invite_group(errand: Errand, *, unit: str) -> str:
    """The code that links a group chat to a commune or a body in it. Raises UnknownPlace."""
    authority, body = _authority_and_body(errand, unit)
    code = secrets.token_urlsafe(12)
    groups.invite_group(errand.uow.session, authority=authority, body=body, code_hash=code_hash(code), now=errand.now)
    return code


def set_absent(errand: Errand, post_id: int, until: date) -> bool:
    """Its holder is away up to and including that day; False where no such post is held."""
    return people.set_absent(errand.uow.session, post_id, until)


def _authority_and_body(errand: Errand, unit: str) -> tuple[str, str | None]:
    """Authority and body of `van-tuong`, or of `van-tuong/kinh-te-xa`."""
    authority, slash, body = unit.partition("/")
    locality = errand.desk.locality
    if authority not in [one.id for one in locality.communes(errand.today)]:
        raise UnknownPlace(authority=unit)
    if slash and body not in locality.bodies:
        raise UnknownPlace(body=body)
    return authority, body or None


def code_hash(code: str) -> str:
    return hashlib.sha256(f"invitation:{code}".encode()).hexdigest()
