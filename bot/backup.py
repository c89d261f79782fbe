"""Backup and restore of an embedded installation: the database and the files, never the keys."""

import io
import json
import shutil
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from bot.errors import CallerMistake
from bot.settings import Settings
from bot.supervisor import AlreadyRunning, lock_folder
from db.engine import copy_embedded
from texts.vi import operator as texts

DATABASE, FILES, MANIFEST = "nghedan.sqlite3", "files", "manifest.json"
KEYS = ("secret_key", "seal_keys")


def back_up(settings: Settings, target: Path, now: datetime, build: str) -> int:
    """Writes one tar file while the program may be running; returns its size in bytes. The database is copied first:
    a file is stored before the row that names it, so none of the copied rows misses its file."""
    source = database_path(settings)
    if target.exists():
        raise CallerMistake(texts.backup_exists(str(target)))
    try:
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
        raise CallerMistake(texts.backup_failed(str(target), error.strerror or "")) from None
    return target.stat().st_size


def restore(settings: Settings, source: Path, now: datetime) -> Path:
    """Puts a backup in the place of the data folder, which is kept beside it; returns where. Keys are taken over from it."""
    place = database_path(settings).parent
    if place != settings.data_dir or settings.files != settings.data_dir / FILES:
        raise CallerMistake(texts.restore_needs_default_places())
    try:
        lock = lock_folder(place, 0)
    except AlreadyRunning:
        raise CallerMistake(texts.already_running(str(place))) from None
    with lock:
        return _swap(source, place, now)


def _swap(source: Path, place: Path, now: datetime) -> Path:
    kept = place.with_name(f"{place.name}.truoc-{now:%Y%m%d-%H%M%S}")
    fresh = place.with_name(f"{place.name}.dang-phuc-hoi")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _extract(source, fresh)
        (fresh / MANIFEST).unlink(missing_ok=True)
        (fresh / DATABASE).chmod(0o600)
        for key in KEYS:
            if (place / key).exists():
                shutil.copy2(place / key, fresh / key)
        place.rename(kept)
        fresh.rename(place)
    except (OSError, tarfile.TarError):
        shutil.rmtree(fresh, ignore_errors=True)
        raise CallerMistake(texts.restore_failed(str(source))) from None
    return kept


def database_path(settings: Settings) -> Path:
    """The file of the embedded database; PostgreSQL has its own tools."""
    if not settings.embedded:
        raise CallerMistake(texts.backup_is_embedded())
    return Path(make_url(settings.url).database or "")


def _copy_database(source: Path, target: Path) -> None:
    if not source.exists():
        raise CallerMistake(texts.nothing_to_back_up(str(source)))
    copy_embedded(source, target)


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _extract(source: Path, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    with tarfile.open(source) as archive:
        if DATABASE not in archive.getnames():
            raise tarfile.TarError
        archive.extractall(folder, filter="data")
