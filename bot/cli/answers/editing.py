"""`nghedan faq edit|approve|withdraw|preview|history`: entries changed without a programmer; who did it is written down."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import click
import typer

from bot.cli.answers.desktop import Desktop, Source
from bot.cli.loading import installation
from bot.cli.options import who
from bot.errors import CallerMistake
from bot.installation.opening import opened
from bot.installation.reading import looked_into
from faq.entries import FOLDER, Written
from faq.entry_format import add_phrasings
from faq.sections import available, section, short_answer
from language.folding import fold
from office.answers import terms
from texts.vi.citizen import greeting, questions
from texts.vi.operator import content as operator_content
from texts.vi.operator import file_faults
from texts.vi.operator.help import content as help_content

Id = Annotated[str, typer.Argument(metavar="ID", help=help_content.entry())]
By = Annotated[str, typer.Option("--by", help=help_content.by())]
Force = Annotated[bool, typer.Option("--force", help=help_content.force())]
TEMPLATE = Path(__file__).with_name("new_entry.md")
GROUPS = tuple(sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir()))


def edit(
    entry_id: Id,
    file: Annotated[str, typer.Option("--file", help=help_content.edit_file())] = "",
    add_phrasing: Annotated[list[str] | None, typer.Option("--add-phrasing", help=help_content.add_phrasing())] = None,
    group: Annotated[str, typer.Option("--group", help=help_content.group())] = "",
    publish: Annotated[bool, typer.Option("--publish", help=help_content.publish())] = False,
    force: Force = False,
    by: By = "",
) -> None:
    with _desktop(entry_id) as desk:
        now = desk.draft or desk.published
        group = _group(now, group)
        if add_phrasing:
            text = add_phrasings(_known(desk, now).text, _new(desk, add_phrasing))
            written = desk.check(text, group, entry_id)
        elif file or not sys.stdin.isatty():
            written = desk.check(_read(file), group, file if file not in ("", "-") else entry_id)
        else:
            written = _in_editor(desk, group, now.text if now else TEMPLATE.read_text(encoding="utf-8").format(id=entry_id))
        if now is not None and written.text.strip() == now.text.strip() and not (publish or desk.is_withdrawn):
            typer.echo(operator_content.nothing_changed())
            return
        if publish:
            _publish(desk, written, group, who(by), force=force)
        else:
            typer.echo(operator_content.draft_saved(entry_id, desk.keep("draft", written.text, group, who(by))))
        _warn_of_past(desk, written)


def approve(entry_id: Id, force: Force = False, by: By = "") -> None:
    with _desktop(entry_id) as desk:
        now = _known(desk, desk.draft or desk.published)
        written = desk.check(now.text, now.group, entry_id)
        _publish(desk, written, now.group, who(by), force=force)
        _warn_of_past(desk, written)


def withdraw(entry_id: Id, by: By = "") -> None:
    with _desktop(entry_id) as desk:
        now = _known(desk, desk.published or desk.draft)
        if desk.is_withdrawn:
            typer.echo(operator_content.already_withdrawn(entry_id))
            return
        desk.keep("withdrawn", now.text, now.group, who(by))
        typer.echo(operator_content.withdrawn(entry_id))


def preview(
    entry_id: Id, published: Annotated[bool, typer.Option("--published", help=help_content.published())] = False
) -> None:  # fmt: skip
    with _seen(entry_id) as desk:
        now = _known(desk, desk.published if published else desk.draft or desk.published)
        entry = desk.check(now.text, now.group, entry_id).entry
        one = now.edition
        made = (one.act, one.number, one.made_by, one.made_at) if one else ("file", None, "", None)
        typer.echo(operator_content.preview_head(*made))
        shown = [short_answer(entry, desk.today), *(section(entry, name) or "" for name, _ in available(entry))]
        first, *others = (terms.fill(text, desk.locality, desk.today) for text in shown)
        labels = [*(label for _, label in available(entry)), greeting.ask_officer(), questions.not_what_i_meant()]
        typer.echo("\n".join([first, *map(operator_content.preview_button, labels)]))
        for text in others:
            typer.echo(f"\n{text}")


def history(
    entry_id: Id, number: Annotated[int, typer.Option("--text", help=help_content.text_of())] = 0
) -> None:  # fmt: skip
    with _seen(entry_id) as desk:
        _known(desk, desk.published or desk.draft)
        if not number:
            for one in desk.history:
                typer.echo(operator_content.version_line(one.number, one.act, one.made_by, one.made_at))
            return
        found = next((one.text for one in desk.history if one.number == number), None)
        if found is None:
            raise CallerMistake(operator_content.no_such_version(entry_id, number))
        typer.echo(found)


# ---------------------------------------------------------------- parts


@contextmanager
def _desktop(entry_id: str) -> Iterator[Desktop]:
    with opened(installation()) as office:
        yield Desktop(office.installation, office.database, entry_id, office)


@contextmanager
def _seen(entry_id: str) -> Iterator[Desktop]:
    """For who only reads. The files answer where there is no database."""
    here = installation()
    with looked_into(here) as database:
        yield Desktop(here, database, entry_id)


def _known(desk: Desktop, found: Source | None) -> Source:
    if found is None:
        raise CallerMistake(
            operator_content.unknown_entry(desk.entry_id, get_close_matches(desk.entry_id, desk.content.entries, 3))
        )
    return found


def _group(now: Source | None, group: str) -> str:
    if group and group not in GROUPS:
        raise CallerMistake(operator_content.unknown_group(group, ", ".join(GROUPS)))
    if not (group or now):
        raise CallerMistake(operator_content.group_needed(", ".join(GROUPS)))
    return group or (now.group if now else "")


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file in ("", "-") else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise CallerMistake(file_faults.cannot_read(file or "-")) from None


def _new(desk: Desktop, phrasings: Sequence[str]) -> list[str]:
    """Without those that the entry has already; the same ones given twice count once."""
    entry = desk.content.entries.get(desk.entry_id)
    known = {fold(said) for said in entry.phrasings} if entry else set()
    return list({fold(said): said.strip() for said in phrasings if fold(said) not in known}.values())


def _in_editor(desk: Desktop, group: str, text: str) -> Written:
    """Until the text will do, or the editor gives up; what was typed is never thrown away unasked."""
    while True:
        try:
            typed = click.edit(text, extension=".md")
        except click.ClickException:
            raise CallerMistake(operator_content.no_editor()) from None
        text = typed if typed is not None else text
        try:
            return desk.check(text, group, desk.entry_id)
        except CallerMistake as mistake:
            typer.echo(str(mistake), err=True)
            if not typer.confirm(operator_content.edit_again(), default=True):
                raise


def _publish(desk: Desktop, written: Written, group: str, by: str, *, force: bool) -> None:
    found = desk.compare(written.text, group)
    if found.worse and not force:
        raise CallerMistake(
            operator_content.made_worse([(operator_content.figure(name), before, after) for name, before, after in found.worse])
        )
    number = desk.keep("published", written.text, group, by)
    typer.echo(operator_content.published(desk.entry_id, number))
    if found.figures:
        typer.echo(
            operator_content.figures([(operator_content.figure(name), before, after) for name, before, after in found.figures])
        )


def _warn_of_past(desk: Desktop, written: Written) -> None:
    last_day = written.entry.valid_to
    if last_day is not None and last_day < desk.today:
        typer.echo(operator_content.already_over(last_day))
