"""Files people send: checked by content, pictures re-encoded without metadata, kept under the hash of their bytes."""

import hashlib
import io
import os
import re
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import filetype
from PIL import Image, ImageOps

from db.queues.messages import Attachment
from language.cleaning import clean

FILE_LIMIT = 20 * 1024 * 1024  # bytes
CHUNK = 256 * 1024  # bytes read at once
OVERLAP = 64
DIRECTORY_LIMIT = 1024 * 1024  # bytes; an office document has some twenty parts
SHORT_SIDE = 2000  # pixels that decoding at a fraction leaves at least
MAX_SIDE = 2560  # pixels of a stored picture: a page of a document stays readable
JPEG_PIXELS = 89_000_000  # libjpeg decodes it at a fraction; past this Pillow itself warns
OTHER_PIXELS = 24_000_000  # decoded whole, so this bounds memory (4 bytes a pixel)
JPEG_QUALITY = 85
NAME_LIMIT = 80
SHA256 = re.compile(r"[0-9a-f]{64}")

Kind = Literal["photo", "voice", "video", "document"]
Reason = Literal["empty", "large", "kind", "broken", "pixels", "heic", "macros"]

PICTURES = {"image/jpeg", "image/png", "image/apng", "image/gif", "image/webp", "image/bmp", "image/avif"}
PICTURE_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF")
AUDIO = {
    "audio/aac": "aac", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/x-wav": "wav",
    "audio/amr": "amr", "audio/webm": "webm",
}  # fmt: skip
VIDEO = {"video/mp4": "mp4", "video/webm": "webm", "video/3gpp": "3gp", "video/quicktime": "mov"}
OLD_OFFICE = {"application/msword": "doc", "application/vnd.ms-excel": "xls"}
DOCUMENTS = {
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    **OLD_OFFICE,
}
OFFICE_PARTS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FileRefused(Exception):
    """A file that is not taken; `reason` is a code, the words for it live in texts."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class _Checked:
    """`content` is what is kept: the file as it came, or the picture drawn anew."""

    kind: Kind
    mime: str
    extension: str
    content: BinaryIO


class FileStore:
    """A content-addressed folder: the file with hash abcd… lies at `ab/abcd…`. Large files never stand in memory whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._decoding = threading.Lock()  # one picture in memory at a time

    def store(self, source: BinaryIO | bytes, name: str = "") -> Attachment:
        """Checks and keeps one file; durable when this returns. Raises FileRefused; OSError where the disk is full."""
        file = io.BytesIO(source) if isinstance(source, bytes) else source
        file.seek(0, os.SEEK_END)
        if file.tell() == 0:
            raise FileRefused("empty")
        if file.tell() > FILE_LIMIT:
            raise FileRefused("large")
        checked = self._check(file)
        sha256, size = self._keep(checked.content)
        shown = _shown_name(name, checked.extension)
        return Attachment(kind=checked.kind, sha256=sha256, mime=checked.mime, size=size, name=shown)

    def remove(self, sha256: str) -> None:
        """Deletes a file that nothing may refer to any more."""
        self.path(sha256).unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where a file with this hash lies or would lie; ValueError where it is no hash."""
        if not SHA256.fullmatch(sha256):
            raise ValueError("not a sha256")
        return self.folder / sha256[:2] / sha256

    def _check(self, file: BinaryIO) -> _Checked:
        mime = _mime(file)
        if mime in PICTURES:
            with self._decoding:
                return _drawn_anew(file)
        if mime == "image/heic":
            raise FileRefused("heic")
        if mime in AUDIO:
            return _Checked("voice", mime, AUDIO[mime], file)
        if mime in VIDEO:
            return _Checked("video", mime, VIDEO[mime], file)
        if mime in DOCUMENTS:
            return _Checked("document", mime, DOCUMENTS[mime], file)
        raise FileRefused("kind")

    def _keep(self, content: BinaryIO) -> tuple[str, int]:
        """Writes beside, then moves into place: a crash leaves a whole file or none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                sha256, size = _copy(content, file)
                os.fsync(file.fileno())
            path = self.path(sha256)
            if not path.parent.exists():
                path.parent.mkdir(exist_ok=True)
                _sync_folder(self.folder)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
        return sha256, size


def _copy(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    """Hash and size of what was copied."""
    digest = hashlib.sha256()
    for chunk in _chunks(source):
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    return digest.hexdigest(), target.tell()


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# ---------------------------------------------------------------- what it is


def _mime(file: BinaryIO) -> str:
    """The kind by content; empty where nobody knows it (text, HTML, SVG among them)."""
    file.seek(0)
    head = file.read(CHUNK)
    if head[:4] == b"PK\x03\x04":
        return _office_mime(file)
    if head[4:8] == b"ftyp":
        return _container_mime(file, head)
    if head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head[:64]:
        return "video/webm" if re.search(rb"V_(VP8|VP9|AV1|MPEG)", head) else "audio/webm"
    kind = filetype.guess(head[:8192])
    mime: str = kind.mime if kind else ""
    if mime in OLD_OFFICE and _found(file, re.compile(rb"V\x00B\x00A\x00")):
        raise FileRefused("macros")
    return mime


def _container_mime(file: BinaryIO, head: bytes) -> str:
    """An ISO file by its brands and tracks: a phone's sound recording often calls itself a film."""
    brands = head[8 : min(int.from_bytes(head[:4], "big"), 256)]
    if b"avif" in brands:
        return "image/avif"
    if any(brand in brands for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1")):
        return "image/heic"
    tracks = _found(file, re.compile(rb"hdlr.{8}(?:vide|soun)", re.DOTALL))
    if any(track.endswith(b"vide") for track in tracks):
        return {b"3gp": "video/3gpp", b"qt ": "video/quicktime"}.get(head[8:11], "video/mp4")
    return "audio/mp4" if tracks else ""


def _found(file: BinaryIO, pattern: re.Pattern[bytes]) -> set[bytes]:
    """What the pattern (of at most OVERLAP bytes) matches anywhere in the file."""
    found: set[bytes] = set()
    rest = b""
    for chunk in _chunks(file):
        found.update(pattern.findall(rest + chunk))
        rest = chunk[-OVERLAP:]
    return found


def _office_mime(file: BinaryIO) -> str:
    if _directory_size(file) > DIRECTORY_LIMIT:
        raise FileRefused("kind")
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
                raise FileRefused("macros")
            if "mimetype" in names:
                with archive.open("mimetype") as declared:
                    return declared.read(100).decode("ascii", errors="replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        raise FileRefused("broken") from None
    return next((mime for part, mime in OFFICE_PARTS.items() if part in names), "application/zip")


def _directory_size(file: BinaryIO) -> int:
    """Bytes of an archive's table of contents, which `zipfile` reads whole; what cannot be told counts as endless."""
    file.seek(0, os.SEEK_END)
    file.seek(max(0, file.tell() - 65_557))  # the end record, behind the longest comment
    tail = file.read()
    record = tail[tail.rfind(b"PK\x05\x06") :]
    if b"PK\x06\x07" in tail:  # the long form may name another size
        return sys.maxsize
    return int.from_bytes(record[12:16], "little")


# ---------------------------------------------------------------- pictures


@contextmanager
def _opened(file: BinaryIO) -> Iterator[Image.Image]:
    try:
        file.seek(0)
        with Image.open(file, formats=PICTURE_FORMATS) as image:
            yield image
    except FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused("pixels") from None
    except Exception:  # noqa: BLE001 - decoders of foreign bytes raise whatever they like
        raise FileRefused("broken") from None


def _drawn_anew(file: BinaryIO) -> _Checked:
    with _opened(file) as probe:
        _refuse_bomb(probe)
        probe.verify()
    with _opened(file) as image:
        lossless = image.format in {"PNG", "GIF"}
        image.draft("RGB", (SHORT_SIDE, SHORT_SIDE))  # a huge JPEG is decoded at a fraction of its size
        _turn_upright(image)
        image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        return _encoded(image, lossless=lossless or image.has_transparency_data)


def _turn_upright(image: Image.Image) -> None:
    with suppress(Exception):  # a spoilt note about the camera is no reason to refuse the picture
        ImageOps.exif_transpose(image, in_place=True)


def _refuse_bomb(image: Image.Image) -> None:
    limit = JPEG_PIXELS if image.format in {"JPEG", "MPO"} else OTHER_PIXELS
    if image.width * image.height > limit:
        raise FileRefused("pixels")


def _encoded(image: Image.Image, *, lossless: bool) -> _Checked:
    output = io.BytesIO()
    clean_copy = image.convert("RGBA" if image.has_transparency_data else "RGB")
    clean_copy.info.clear()
    if lossless:
        clean_copy.save(output, "PNG")
        return _Checked("photo", "image/png", "png", output)
    clean_copy.save(output, "JPEG", quality=JPEG_QUALITY)
    return _Checked("photo", "image/jpeg", "jpg", output)


# ---------------------------------------------------------------- names


def _shown_name(name: str, extension: str) -> str:
    """The sender's name for it without folders and odd signs, ending as the content says."""
    base = re.split(r"[/\\]", clean(name, limit=1000))[-1]
    stem = re.sub(r"[<>:\"|?*\s]+", " ", base.rpartition(".")[0] or base).strip(" .")
    return f"{stem[:NAME_LIMIT]}.{extension}" if stem else ""
