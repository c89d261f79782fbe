"""Backup and restore of an embedded installation: the database and the files, never the keys."""

import gzip
import io
import json
import lzma
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.engine.supervisor import hold_folder
from bot.errors import CallerMistake
from bot.installation import keys
from bot.installation.half_restored import NEW, OLD, STAGE, is_half_restored, refuse_half_restored
from bot.settings import Settings
from db.engine.database import copy_embedded, open_database
from db.engine.storing import in_session
from texts.vi.operator import backups, starting

DATABASE, FILES, MANIFEST = "nghedan.sqlite3", "files", "manifest.json"
MOVED = (f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE, FILES)  # what a restore takes out of the data folder
BROUGHT = (DATABASE, FILES)  # and what it puts there


def back_up(settings: Settings, target: Path, now: datetime, build: str) -> int:
    """Writes one tar file while the program may be running; returns its size in bytes. The database is copied first:
    a file is stored before the row that names it, so none of the copied rows misses its file."""
    source = database_path(settings)
    refuse_half_restored(source.parent)
    try:
        if target.exists():
            raise CallerMistake(backups.exists(str(target)))
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            whole, copy = Path(folder) / "backup", Path(folder) / DATABASE
            _copy_database(source, copy)
            with tarfile.open(whole, "w:gz", compresslevel=1) as archive:
                _add_bytes(archive, MANIFEST, json.dumps({"build": build, "at": now.isoformat()}).encode())
                archive.add(copy, DATABASE)
                if settings.files.is_dir():
                    archive.add(settings.files, FILES)
            whole.chmod(0o600)
            whole.rename(target)
    except OSError as error:
        raise CallerMistake(backups.failed(str(target), error.strerror or "")) from None
    return target.stat().st_size


def restore(settings: Settings, source: Path, now: datetime, tell: Callable[[str], None], *, without_keys: bool = False) -> Path:
    """Puts a backup in the place of database and files, which are kept in a folder beside it; returns that. The data folder
    itself stays, with its keys: it may be a mount point, or lie where nothing else may be made. A restore that was interrupted
    is undone before this one begins. `without_keys`: the old keys are lost, and those at hand will do. `tell`: says what has
    to be looked at before the next start."""
    place = database_path(settings).parent
    if place != settings.data_dir or settings.files != settings.data_dir / FILES:
        raise CallerMistake(backups.restore_needs_default_places())
    _open(source).close()
    if not without_keys and (missing := settings.missing_keys()):
        raise CallerMistake(backups.keys_before_restore(", ".join(map(str, missing))))
    with hold_folder(place, starting.already_running(str(place)), 0):
        try:
            known = _prepare(settings, source, place, without_keys)
            kept = _exchange(place, now)
        finally:
            if not is_half_restored(place):
                shutil.rmtree(place / STAGE, ignore_errors=True)
    if not (known or without_keys):
        tell(backups.keys_unknown())
    return kept


def _prepare(settings: Settings, source: Path, place: Path, without_keys: bool) -> bool:
    """The backup lies unpacked beside what is there, and fits; whether it knows its keys."""
    try:
        _undo(place)
        _unpack(source, place / STAGE / NEW)
        return _compare_keys(settings, source, place / STAGE / NEW / DATABASE, without_keys)
    except OSError as error:
        raise CallerMistake(backups.restore_cannot_write(str(place), error.strerror or "")) from None


def _undo(place: Path) -> None:
    """Back to what was there before; where nothing was exchanged yet, only the traces go."""
    if is_half_restored(place):
        for name in MOVED:
            if name in BROUGHT and not (place / STAGE / NEW / name).exists():
                (place / name).rename(place / STAGE / NEW / name)
            if (place / STAGE / OLD / name).exists():
                (place / STAGE / OLD / name).rename(place / name)
        (place / STAGE / OLD).rmdir()
    if (place / STAGE).exists():
        shutil.rmtree(place / STAGE)


def _unpack(source: Path, new: Path) -> None:
    """Raises OSError where it cannot be written."""
    new.mkdir(mode=0o700, parents=True)
    with _open(source) as packed:
        try:
            with tarfile.open(fileobj=packed) as archive:
                _take_out(archive, new)
        except (tarfile.TarError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError):
            raise CallerMistake(backups.not_ours(str(source))) from None
    if not (new / DATABASE).is_file():
        raise CallerMistake(backups.not_ours(str(source)))
    (new / FILES).mkdir(mode=0o700, exist_ok=True)


def _take_out(archive: tarfile.TarFile, new: Path) -> None:
    """What belongs to a backup, as plain files; Debian 12's Python cannot filter what `extractall` takes out."""
    for member in archive:
        path = PurePosixPath(member.name)
        content = archive.extractfile(member) if member.isfile() else None
        if content is None or path.parts[0] not in BROUGHT or ".." in path.parts:
            continue
        (new / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with content, (new / path).open("xb") as file:
            shutil.copyfileobj(content, file)
        (new / path).chmod(0o600)


def _open(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise CallerMistake(backups.unreadable(str(source), error.strerror or "")) from None


def _compare_keys(settings: Settings, source: Path, file: Path, without_keys: bool) -> bool:
    """Whether there was something to compare them with."""
    with closing(open_database(f"sqlite:///{file}")) as database:
        try:
            if without_keys:
                database.write(in_session(keys.forget)).result()
            else:
                ours = keys.fingerprints(settings)
                strange = database.write(in_session(lambda session: keys.strange_keys(session, ours))).result()
                if strange:
                    raise CallerMistake(backups.keys_of_another(strange))
            return database.write(in_session(keys.are_known)).result()
        except SQLAlchemyError:
            raise CallerMistake(backups.not_ours(str(source))) from None


def _give_to_owner(place: Path) -> None:
    """Whoever restores for the account of the program leaves nothing that it cannot use."""
    if os.geteuid() == 0:
        owner = place.stat()
        for path in (place / "lock", place / STAGE, *(place / STAGE).rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)


def _exchange(place: Path, now: datetime) -> Path:
    """Interrupted in here, nothing is lost: `_undo` puts it back."""
    stage, kept = place / STAGE, place / f"truoc-phuc-hoi-{now:%Y%m%d-%H%M%S}"
    os.sync()
    try:
        (stage / OLD).mkdir(mode=0o700)
        _give_to_owner(place)
        for name in MOVED:
            if (place / name).exists():
                (place / name).rename(stage / OLD / name)
            if name in BROUGHT:
                (stage / NEW / name).rename(place / name)
        (stage / OLD).rename(kept)
    except OSError as error:
        _undo_or_tell(place)
        raise CallerMistake(backups.cannot_exchange(str(error.filename), error.strerror or "")) from None
    return kept


def _undo_or_tell(place: Path) -> None:
    try:
        _undo(place)
    except OSError:
        raise CallerMistake(backups.restore_unfinished(str(place))) from None


def database_path(settings: Settings) -> Path:
    """The file of the embedded database; PostgreSQL has its own tools."""
    if not settings.embedded:
        raise CallerMistake(backups.only_embedded())
    return Path(make_url(settings.url).database or "")


def _copy_database(source: Path, target: Path) -> None:
    if not source.exists():
        raise CallerMistake(backups.nothing_to_back_up(str(source)))
    copy_embedded(source, target)


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))
