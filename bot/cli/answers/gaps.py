"""`nghedan faq gaps`: what citizens asked and did not get. Words only of those who agreed, and masked."""

import json
from datetime import timedelta
from typing import Annotated

import typer

from bot.cli.loading import installation, looked_into
from bot.installation.content import content, shipped
from db.engine.storing import in_session
from db.stores import editions, questions
from faq.gaps import Gap, Missed, as_json, group
from language.masking import mask
from texts.vi.operator import content as operator_content
from texts.vi.operator.help import content as help_content


def gaps(
    json_wanted: Annotated[bool, typer.Option("--json", help=help_content.gaps_json())] = False,
    days: Annotated[int, typer.Option("--days", min=1, help=help_content.gaps_days())] = 90,
) -> None:
    here = installation()
    start = here.clock.now() - timedelta(days=days)
    with looked_into(here) as database:
        rows = database.read(in_session(lambda session: questions.since(session, start))) if database else ()
        edited = database.read(in_session(editions.current)) if database else ()
    found = group(
        (Missed(one.outcome, one.nearest, one.words) for one in rows), content(edited, shipped(here.places)).on(here.today)
    )
    for gap in found:
        gap.examples = [mask(one) for one in gap.examples]
    if json_wanted:
        typer.echo(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    elif not found:
        typer.echo(operator_content.no_gaps())
    for gap in () if json_wanted else found:
        typer.echo("\n".join(_lines(gap)))


def _lines(gap: Gap) -> list[str]:
    examples = (
        [operator_content.gap_example(one) for one in gap.examples] if gap.has_words else [operator_content.gap_without_words()]
    )
    return [operator_content.gap_line(gap.count, gap.outcomes.most_common(), gap.nearest), *examples]
