"""Entries made up for a test."""

from datetime import date

from faq.entries import parse
from faq.entry import Entry

TEXT = """---
id: {id}
title: {title}
phrasings:
{phrasings}
handled_by: UBND xã
fee: {fee}
time: 3 ngày
documents:
  - Tờ khai
steps: n/a
where: UBND xã
mistakes: null
legal_basis: null
portal:
  code: null
  url: null
source:
  - UBND xã
as_of: 2026-01-02
confidence: medium
evidence: memory
valid_to: {valid_to}
review: unreviewed
related: []
scam_warning: false
---
{body}
"""


def markdown(
    entry_id: str = "doi-ten", *phrasings: str, title: str = "Đổi tên", fee: str = "Miễn phí", body: str = "Ông/bà đến UBND xã.",
    valid_to: date | None = None,
) -> str:  # fmt: skip
    said = phrasings or (f"muốn hỏi {entry_id}",)
    return TEXT.format(
        id=entry_id, title=title, phrasings="\n".join(f"  - {one}" for one in said), fee=fee, body=body,
        valid_to=valid_to or "null",
    )  # fmt: skip


def entry(entry_id: str = "doi-ten", *phrasings: str, valid_to: date | None = None) -> Entry:
    return parse(markdown(entry_id, *phrasings, valid_to=valid_to), name=entry_id, group="civil-status", place=entry_id).entry
