"""`nghedan check`: looks at everything a start needs, and says what it found in one line each. Changes nothing."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, text

from bot.channels.kit import Kit
from bot.channels.registry import CHANNELS, TRAITS
from bot.clock import Clock
from bot.engine.presence import strangers
from bot.errors import CallerMistake
from bot.findings import Finding
from bot.installation import backup_schedule, keys
from bot.installation.content import known_content
from bot.installation.database_faults import FAULTS, database_fault
from bot.installation.half_restored import refuse_half_restored
from bot.installation.local import Installation
from bot.settings import Settings, open_to_others, unknown_names
from cases.routing import CASE_ROLES
from db.engine.database import Database, open_database
from db.engine.storing import in_session
from db.queues import inbox, leases, outbox, timers
from db.stores import editions, groups, people
from office import gate
from office.answers import terms
from office.answers.expiry import expired
from office.errand import SYSTEM
from office.traits import read_here
from texts.vi.operator import checks, entry_faults, file_faults, starting
from web.health import ROOM

REMEMBERED = timedelta(days=30)  # what reached no officer about a case that has ended
CLOCKS_SECONDS = 2.0  # leases run for 15 seconds by each machine's own clock


def look(here: Installation) -> Iterator[Finding]:
    """Every finding."""
    for what, looked_at in _PARTS.items():
        try:
            yield from looked_at(here)
        except CallerMistake as mistake:
            yield Finding("broken", what, str(mistake))
        except OSError as error:  # somebody else's folder: other parts can be looked at all the same
            place = str(error.filename or here.settings.data_dir)
            yield Finding("broken", what, file_faults.unusable(place, error.strerror or ""))


def _settings(here: Installation) -> Iterator[Finding]:
    yield Finding("ok", "settings", here.settings.address)
    if slips := unknown_names():
        yield Finding("note", "settings", checks.unknown_settings(", ".join(slips)))
    if here.clock.shifted:
        yield Finding("note", "settings", starting.clock_is_set(here.clock.now().isoformat(timespec="seconds")))


def _folders(here: Installation) -> Iterator[Finding]:
    yield from dict.fromkeys(_folder(one) for one in dict.fromkeys((here.settings.data_dir, here.settings.files)))
    if exposed := _exposed(here.settings):
        yield Finding("broken", "folder", checks.open_to_others(exposed))


def _folder(folder: Path) -> Finding:
    there = _nearest(folder)
    if not _is_writable(folder):
        return Finding("broken", "folder", file_faults.unusable(str(there), ""))
    if shutil.disk_usage(there).free < ROOM:
        return Finding("broken", "folder", checks.disk_full(str(there)))
    return Finding("ok", "folder", str(folder))


def _nearest(folder: Path) -> Path:
    """It, or where it will be made."""
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


def _is_writable(folder: Path) -> bool:
    there = _nearest(folder)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _exposed(settings: Settings) -> str:
    """The commands that close what others on this machine may read."""
    file = settings.database_file
    beside = [file.with_name(file.name + end) for end in ("", "-wal", "-shm")] if file else []
    modes = {"700": dict.fromkeys((settings.data_dir, settings.home)), "600": dict.fromkeys(beside)}
    open_ones = {mode: [str(one) for one in paths if one.exists() and open_to_others(one)] for mode, paths in modes.items()}
    return "; ".join(f"chmod {mode} {' '.join(paths)}" for mode, paths in open_ones.items() if paths)


def _keys(here: Installation) -> Iterator[Finding]:
    """Keys that are set, or made already; they are made at the first start, not here."""
    if missing := here.settings.missing_keys():
        yield Finding("note", "keys", checks.keys_at_first_start(", ".join(map(str, missing))))
        return
    secret, files = here.settings.secret(), here.settings.key_files()
    here.settings.seals()
    if files and files[0].name == keys.SECRET and secret != secret.strip():  # of the others blanks at the ends do not count
        yield Finding("note", "keys", checks.key_with_blanks(str(files[0])))
    exposed = [str(path) for path in files if open_to_others(path)]
    yield Finding("broken", "keys", checks.key_open_to_others(" ".join(exposed))) if exposed else Finding("ok", "keys", "0600")


def _backups(here: Installation) -> Iterator[Finding]:
    """Of the embedded database; a running program makes one a night, and one before an upgrade, which must wait without."""
    settings = here.settings
    if not settings.embedded or not settings.backup_keep:
        yield Finding("note", "backups", checks.no_automatic_backups())
    elif not _is_writable(settings.backups):
        yield Finding("broken", "backups", checks.backups_unwritable(str(settings.backups)))
    elif made := backup_schedule.kept(settings):
        days = (here.clock.now().timestamp() - made[-1].stat().st_mtime) / 86_400
        yield Finding("note" if days > 2 else "ok", "backups", checks.last_backup(str(made[-1])))
    elif here.settings.database_file and here.settings.database_file.exists():
        yield Finding("note", "backups", checks.no_backup_yet(str(settings.backups)))


def _channels(here: Installation) -> Iterator[Finding]:
    yield Finding("ok", "channels", ", ".join(read_here(TRAITS)))
    for name, channel in CHANNELS.items():
        channel.demand(here.settings)
        if channel.is_wanted(here.settings):
            yield from here.loaders.kits[name]().check(here.settings)
        else:
            yield Finding("ok", "channels", checks.channel_off(name))


def _content(here: Installation) -> Iterator[Finding]:
    """What ships, with what editors did; each fault, and each entry that has stopped answering."""
    try:
        content = known_content(here)
    except CallerMistake:  # the database cannot be read, which is told where it is looked at
        content = known_content(here, files_only=True)
    for fault in content.faults:
        yield Finding("broken", "content", str(fault))
    for entry in content.entries.values():
        for _, rule in terms.unknown(entry.model_dump_json()):
            yield Finding("broken", "content", entry_faults.at_place(entry.id, None, None, entry_faults.unknown_term(rule)))
    for entry in expired(content, here.today):
        assert entry.valid_to is not None, "it expired"
        yield Finding("note", "content", checks.expired_entry(entry.id, entry.valid_to))
    state: Literal["ok", "broken"] = "ok" if content.entries else "broken"
    yield Finding(state, "content", checks.entries_checked(len(content.entries), len(content.edited), len(content.withdrawn)))


def _locality(here: Installation) -> Iterator[Finding]:
    communes = here.locality.communes(here.today)
    state: Literal["ok", "broken"] = "ok" if communes else "broken"
    yield Finding(state, "locality", checks.communes_found(here.locality.name, len(communes)))


def _deadlines(here: Installation) -> Iterator[Finding]:
    promises = here.locality.promises_of(here.locality.default_authority)
    lengths = (promises.transfer, promises.first_answer, promises.resolve, promises.resolve_after_visit)
    yield Finding("ok", "deadlines", checks.rules_found(len(here.deadlines), lengths))


# ---------------------------------------------------------------- what needs the database


def _database(here: Installation) -> Iterator[Finding]:
    file = here.settings.database_file
    if file is not None:
        refuse_half_restored(file.parent)
    if file is not None and not file.exists():
        yield Finding("note", "database", checks.database_at_first_start(str(file)))
        return
    with closing(open_database(here.settings.url)) as database:
        try:
            yield from _in_database(here, database)
        except FAULTS as error:
            yield Finding("broken", "database", database_fault(error))


def _in_database(here: Installation, database: Database) -> Iterator[Finding]:
    state = database.schema_state()
    if state in ("old", "current"):
        yield from _keys_of(here.settings, database)
    if state == "newer":
        yield Finding("broken", "database", starting.schema_too_new())
    elif state != "current":
        yield Finding("note", "database", checks.schema_old())
    else:
        yield Finding("ok", "database", database.dialect)
        if not here.settings.embedded:
            yield from _several_processes(here, database)
        yield from _lines(here, database)
        for draft in database.read(in_session(editions.drafts)):
            yield Finding("note", "content", checks.waiting_draft(draft.entry_id, draft.made_by, draft.made_at))
        yield from _officers(here, database)
        yield from _groups(database)
        for authority, number in database.read(in_session(lambda session: gate.nobodys(session, SYSTEM))):
            yield Finding("note", "officers", checks.nobodys_cases(here.locality.units[authority].full_name, number))
        since = here.clock.now() - REMEMBERED
        for authority, number in database.read(in_session(lambda session: gate.unheard(session, SYSTEM, since))):
            yield Finding("note", "officers", checks.unheard_cases(here.locality.units[authority].full_name, number))
        yield from _queues(database)


def _keys_of(settings: Settings, database: Database) -> Iterator[Finding]:
    """Whether the keys are those under which the database was filled."""
    if not database.read(in_session(keys.are_known)):
        return
    if missing := settings.missing_keys():
        yield Finding("broken", "keys", starting.keys_are_missing(", ".join(map(str, missing))))
        return
    try:
        ours = keys.fingerprints(settings)
    except CallerMistake:  # no keys, or broken ones: told where keys are looked at
        return
    if strange := database.read(in_session(lambda session: keys.strange_keys(session, ours))):
        yield Finding("broken", "keys", starting.strange_keys(strange))


def _several_processes(here: Installation, database: Database) -> Iterator[Finding]:
    """Whether all that run keep their files in this very folder, and whether leases can be trusted."""
    now, folder = here.clock.now(), here.settings.files
    running = database.read(lambda connection: leases.holders(connection, leases.NODE, now))
    if not running:
        yield Finding("note", "folder", checks.nobody_runs(str(folder)))
    elif others := strangers(folder, running):
        yield Finding("broken", "folder", checks.not_shared(str(folder), ", ".join(others)))
    else:
        yield Finding("ok", "folder", checks.shared_folder(str(folder), len(running)))
    behind = (database.read(lambda connection: connection.execute(_THEIR_TIME).scalar_one()) - Clock().now()).total_seconds()
    if abs(behind) > CLOCKS_SECONDS:
        yield Finding("note", "database", checks.clocks_differ(behind))


_THEIR_TIME = text("SELECT clock_timestamp()")


def _lines(here: Installation, database: Database) -> Iterator[Finding]:
    """How the channels fare, as the program that runs noted it."""
    for name, channel in CHANNELS.items():
        if channel.is_wanted(here.settings):
            kit = here.loaders.kits[name]()
            yield from database.read(partial(_health, kit, here.clock.now()))


def _health(kit: Kit, now: datetime, connection: Connection) -> list[Finding]:
    return list(kit.health(connection, now))


def _officers(here: Installation, database: Database) -> Iterator[Finding]:
    communes = here.locality.communes(here.today)
    manned = in_session(lambda session: {one.id for one in communes if _is_manned(people.staff(session, one.id, here.today))})
    there = database.read(manned)
    missing = [unit.full_name for unit in communes if unit.id not in there]
    yield Finding("note", "officers", checks.nobody_in(", ".join(missing))) if missing else Finding("ok", "officers", "")


def _is_manned(staff: people.Staff) -> bool:
    """Whether somebody who works on cases is present and can be reached."""
    return any(post.role in CASE_ROLES and staff.chats.get(post.person_id) for post in staff.posts)


def _groups(database: Database) -> Iterator[Finding]:
    """Groups that the bot was removed from, or may not write to."""
    for one, reason in database.read(in_session(groups.broken_groups)):
        yield Finding("note", "officers", checks.broken_group("/".join(filter(None, (one.authority, one.body))), reason))


def _queues(database: Database) -> Iterator[Finding]:
    depths: dict[str, Callable[[Connection], dict[str, int]]] = {
        "inbox": inbox.depths,
        "outbox": lambda connection: outbox.depths(connection, read_here(TRAITS)),
        "timers": timers.depths,
    }
    for name, depth in depths.items():
        found = database.read(depth)
        stuck = found.get("parked", 0) + found.get("dead", 0)
        yield Finding("note" if stuck else "ok", name, ", ".join(f"{state} {number}" for state, number in found.items()))


_PARTS: dict[str, Callable[[Installation], Iterator[Finding]]] = {
    "settings": _settings, "folder": _folders, "keys": _keys, "backups": _backups, "channels": _channels, "content": _content,
    "locality": _locality, "deadlines": _deadlines, "database": _database,
}  # fmt: skip
