"""Files people send: checked by content, pictures re-encoded without metadata, kept under the hash of their bytes."""

import hashlib
import io
import os
import re
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import filetype
from PIL import Image, ImageOps

from db.messages import Attachment
from language.cleaning import clean

FILE_LIMIT = 20 * 1024 * 1024  # bytes
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
    kind: Kind
    mime: str
    extension: str
    data: bytes


class FileStore:
    """A content-addressed folder: the file with hash abcd… lies at `ab/abcd…`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._decoding = threading.Lock()  # one picture in memory at a time

    def store(self, source: BinaryIO | bytes, name: str = "") -> Attachment:
        """Checks and keeps one file; durable when this returns. Raises FileRefused; OSError where the disk is full."""
        checked = self._check(_read(source))
        sha256 = hashlib.sha256(checked.data).hexdigest()
        self._keep(sha256, checked.data)
        shown = _shown_name(name, checked.extension)
        return Attachment(kind=checked.kind, sha256=sha256, mime=checked.mime, size=len(checked.data), name=shown)

    def path(self, sha256: str) -> Path:
        """Where a file with this hash lies or would lie; ValueError where it is no hash."""
        if not SHA256.fullmatch(sha256):
            raise ValueError("not a sha256")
        return self.folder / sha256[:2] / sha256

    def remove(self, sha256: str) -> None:
        """Deletes a file that nothing may refer to any more."""
        self.path(sha256).unlink(missing_ok=True)

    def _check(self, data: bytes) -> _Checked:
        mime = _mime(data)
        if mime in PICTURES:
            with self._decoding:
                return _reencoded(data)
        if mime == "image/heic":
            raise FileRefused("heic")
        if mime in AUDIO:
            return _Checked("voice", mime, AUDIO[mime], data)
        if mime in VIDEO:
            return _Checked("video", mime, VIDEO[mime], data)
        if mime in DOCUMENTS:
            return _Checked("document", mime, DOCUMENTS[mime], data)
        raise FileRefused("kind")

    def _keep(self, sha256: str, data: bytes) -> None:
        path = self.path(sha256)
        if path.exists():
            return
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(self.folder)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(source: BinaryIO | bytes) -> bytes:
    data = source if isinstance(source, bytes) else source.read(FILE_LIMIT + 1)
    if not data:
        raise FileRefused("empty")
    if len(data) > FILE_LIMIT:
        raise FileRefused("large")
    return data


# ---------------------------------------------------------------- what it is


def _mime(data: bytes) -> str:
    """The kind by content; empty where nobody knows it (text, HTML, SVG among them)."""
    if data[:4] == b"PK\x03\x04":
        return _office_mime(data)
    if data[4:8] == b"ftyp":
        return _container_mime(data)
    if data[:4] == b"\x1aE\xdf\xa3" and b"webm" in data[:64]:
        return "video/webm" if re.search(rb"V_(VP8|VP9|AV1|MPEG)", data[:65536]) else "audio/webm"
    kind = filetype.guess(data[:8192])
    mime: str = kind.mime if kind else ""
    if mime in OLD_OFFICE and b"V\x00B\x00A\x00" in data:
        raise FileRefused("macros")
    return mime


def _container_mime(data: bytes) -> str:
    """An ISO file by its brands and tracks: a phone's sound recording often calls itself a film."""
    brands = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    if b"avif" in brands:
        return "image/avif"
    if any(brand in brands for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1")):
        return "image/heic"
    tracks = set(re.findall(rb"hdlr.{8}(vide|soun)", data, re.DOTALL))
    if b"vide" in tracks:
        return {b"3gp": "video/3gpp", b"qt ": "video/quicktime"}.get(data[8:11], "video/mp4")
    return "audio/mp4" if tracks else ""


def _office_mime(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
                raise FileRefused("macros")
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    return file.read(100).decode("ascii", errors="replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        raise FileRefused("broken") from None
    return next((mime for part, mime in OFFICE_PARTS.items() if part in names), "application/zip")


# ---------------------------------------------------------------- pictures


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as probe:
            probe.verify()
        with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as image:
            yield image
    except FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused("pixels") from None
    except Exception:  # noqa: BLE001 - decoders of foreign bytes raise whatever they like
        raise FileRefused("broken") from None


def _reencoded(data: bytes) -> _Checked:
    with _opened(data) as image:
        lossless = image.format in {"PNG", "GIF"}
        _refuse_bomb(image)
        image.draft("RGB", (MAX_SIDE, MAX_SIDE))  # a huge JPEG is decoded at a fraction of its size
        upright = _upright(image)
        upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        return _encoded(upright, lossless=lossless or upright.has_transparency_data)


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - a spoilt note about the camera is no reason to refuse the picture
        return image


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
        return _Checked("photo", "image/png", "png", output.getvalue())
    clean_copy.save(output, "JPEG", quality=JPEG_QUALITY)
    return _Checked("photo", "image/jpeg", "jpg", output.getvalue())


# ---------------------------------------------------------------- names


def _shown_name(name: str, extension: str) -> str:
    """The sender's name for it without folders and odd signs, ending as the content says."""
    base = re.split(r"[/\\]", clean(name, limit=1000))[-1]
    stem = re.sub(r"[<>:\"|?*\s]+", " ", base.rpartition(".")[0] or base).strip(" .")
    return f"{stem[:NAME_LIMIT]}.{extension}" if stem else ""
