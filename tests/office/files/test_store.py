import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from office.files.store import CHUNK, FILE_LIMIT, MAX_SIDE, FileRefused, FileStore


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    output = io.BytesIO()
    Image.new(mode, size, "red").save(output, kind, **options)
    return output.getvalue()


def archive(*names: str, mimetype: str = "") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return output.getvalue()


def mp4(brand: bytes, *tracks: bytes) -> bytes:
    handlers = b"".join(b"hdlr" + bytes(8) + track + bytes(12) for track in tracks)
    return struct.pack(">I", 20) + b"ftyp" + brand + bytes(4) + brand + handlers + bytes(4000)


def refusal(store: FileStore, data: bytes, name: str = "x.jpg") -> str:
    with pytest.raises(FileRefused) as caught:
        store.store(data, name)
    return caught.value.reason


# ---------------------------------------------------------------- kept


def test_a_file_lies_under_the_hash_of_what_is_kept(store: FileStore) -> None:
    kept = store.store(io.BytesIO(picture()), "duong hong.jpeg")
    data = store.path(kept.sha256).read_bytes()
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert store.path(kept.sha256) == store.folder / kept.sha256[:2] / kept.sha256
    assert (kept.kind, kept.mime, kept.size, kept.name) == ("photo", "image/jpeg", len(data), "duong hong.jpg")


def test_the_same_file_twice_is_kept_once_and_leaves_nothing_beside_it(store: FileStore) -> None:
    first, second = store.store(picture(), "a.jpg"), store.store(picture(), "b.jpg")
    assert first.sha256 == second.sha256
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1


def test_a_path_is_only_given_for_a_hash(store: FileStore) -> None:
    with pytest.raises(ValueError, match="not a sha256"):
        store.path("../../etc/passwd")


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("GIF", "image/png"),
                                            ("WEBP", "image/jpeg"), ("BMP", "image/jpeg"), ("AVIF", "image/jpeg")])  # fmt: skip
def test_pictures_of_every_taken_kind_become_jpeg_or_png(store: FileStore, kind: str, mime: str) -> None:
    assert store.store(picture(kind), "x").mime == mime


def test_metadata_is_gone_and_the_picture_stands_upright(store: FileStore) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif[0x010E] = "Nhà ông Nguyễn Văn Thử"
    exif.get_ifd(0x8825)[2] = (15.0, 18.0, 0.0)  # GPS latitude
    source = picture(size=(40, 20), exif=exif.tobytes(), comment=b"marked")
    assert b"Exif" in source
    kept = store.path(store.store(source, "x.jpg").sha256)
    with Image.open(kept) as image:
        assert image.size == (20, 40)
        assert dict(image.getexif()) == {}
    assert not any(mark in kept.read_bytes() for mark in (b"Exif", b"marked", "Nguyễn".encode()))


def test_metadata_of_a_png_is_gone_too(store: FileStore) -> None:
    source = picture("PNG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00")  # spoilt, as some cameras write it
    assert b"eXIf" in source
    assert b"eXIf" not in store.path(store.store(source, "x.png").sha256).read_bytes()


def test_a_large_picture_is_made_smaller(store: FileStore) -> None:
    kept = store.store(picture(size=(6000, 3000)), "x.jpg")
    with Image.open(store.path(kept.sha256)) as image:
        assert image.size == (MAX_SIDE, MAX_SIDE // 2)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "I;16", "1"])
def test_pictures_of_every_colour_mode_are_taken(store: FileStore, mode: str) -> None:
    source = io.BytesIO()
    Image.new(mode, (8, 8)).save(source, "PNG")
    assert store.store(source.getvalue(), "x.png").mime == "image/png"


def test_a_picture_in_print_colours_is_taken(store: FileStore) -> None:
    assert store.store(picture(mode="CMYK"), "x.jpg").mime == "image/jpeg"


@pytest.mark.parametrize(
    ("data", "kind", "mime"),
    [
        (b"OggS" + bytes(5000), "voice", "audio/ogg"),
        (b"#!AMR\n" + bytes(500), "voice", "audio/amr"),
        (b"ID3\x03" + bytes(500), "voice", "audio/mpeg"),
        (b"\xff\xf1" + bytes(500), "voice", "audio/aac"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(500), "voice", "audio/x-wav"),
        (b"\x1aE\xdf\xa3" + b"webm" + b"A_OPUS" + bytes(5000), "voice", "audio/webm"),
        (b"\x1aE\xdf\xa3" + b"webm" + b"V_VP8 A_OPUS" + bytes(5000), "video", "video/webm"),
        (mp4(b"M4A ", b"soun"), "voice", "audio/mp4"),
        (mp4(b"mp42", b"soun"), "voice", "audio/mp4"),  # what a phone's recorder writes
        (mp4(b"mp42", b"vide", b"soun"), "video", "video/mp4"),
        (mp4(b"3gp4", b"soun"), "voice", "audio/mp4"),
        (mp4(b"qt  ", b"vide"), "video", "video/quicktime"),
        (b"%PDF-1.7\n" + bytes(500), "document", "application/pdf"),
    ],
)
def test_sound_film_and_documents_are_told_by_their_content(store: FileStore, data: bytes, kind: str, mime: str) -> None:
    kept = store.store(data, "x.exe")
    assert (kept.kind, kept.mime) == (kind, mime)
    assert store.path(kept.sha256).read_bytes() == data


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), ".docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
        (archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"), ".odt"),
    ],
)
def test_office_documents_are_taken(store: FileStore, data: bytes, ending: str) -> None:
    assert store.store(data, "Đơn đề nghị.bin").name == f"Đơn đề nghị{ending}"


# ---------------------------------------------------------------- refused


def test_an_executable_is_refused_whatever_its_name(store: FileStore) -> None:
    for data in (b"MZ" + bytes(500), b"\x7fELF" + bytes(500), b"#!/bin/sh\nrm x", archive("a.exe"), b"\x00asm" + bytes(50)):
        assert refusal(store, data, "anh.jpg") == "kind"


def test_markup_is_refused_whatever_its_name(store: FileStore) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for data in (svg, b'<?xml version="1.0"?>' + svg, b"<html><script>1</script></html>", b"plain words"):
        assert refusal(store, data, "anh.png") == "kind"


def test_a_picture_bomb_is_refused_before_it_is_decoded(store: FileStore) -> None:
    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(2_000_000))) + chunk(b"IEND", b"")
    assert refusal(store, bomb) == "pixels"
    assert refusal(store, picture("PNG", (6000, 5000), "1")) == "pixels"


def test_a_picture_that_ends_early_is_refused(store: FileStore) -> None:
    whole = picture(size=(400, 400), quality=100)
    assert refusal(store, whole[: len(whole) // 3]) == "broken"
    assert refusal(store, b"\x89PNG\r\n\x1a\n" + bytes(100)) == "broken"
    assert refusal(store, b"PK\x03\x04" + bytes(100)) == "broken"


def test_what_cannot_be_freed_of_metadata_is_refused(store: FileStore) -> None:
    assert refusal(store, b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)) == "heic"


def test_an_archive_with_endless_contents_is_refused_unread(store: FileStore) -> None:
    assert refusal(store, archive("word/document.xml", *(f"{number}{'x' * 200}" for number in range(5000)))) == "kind"
    assert refusal(store, archive("word/document.xml") + b"PK\x06\x07" + bytes(20)) == "kind"


def test_documents_with_programs_in_them_are_refused(store: FileStore) -> None:
    assert refusal(store, archive("word/document.xml", "word/vbaProject.bin"), "don.docx") == "macros"


def test_empty_and_too_large_files_are_refused(store: FileStore) -> None:
    assert refusal(store, b"") == "empty"
    assert refusal(store, bytes(FILE_LIMIT + 1)) == "large"


def test_a_refused_file_leaves_nothing(store: FileStore) -> None:
    refusal(store, b"MZ" + bytes(500))
    assert list(store.folder.rglob("*")) == []


def test_tracks_and_programs_are_found_deep_in_a_file(store: FileStore) -> None:
    late = struct.pack(">I", 20) + b"ftypmp42" + bytes(8) + bytes(CHUNK - 27) + b"hdlr" + bytes(8) + b"vide"
    assert store.store(late).kind == "video"
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5\xc1\x00" + bytes(CHUNK - 519) + b"V\x00B\x00A\x00"
    assert refusal(store, office) == "macros"
    assert store.store(office[:-6]).kind == "document"


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Anh\\duong.JPG", "duong.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("<b>\x00x</b>.jpg", "b.jpg"),
        ("", ""),
        ("...", ""),
        ("x" * 300, "x" * 80 + ".jpg"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(store: FileStore, given: str, shown: str) -> None:
    assert store.store(picture(), given).name == shown
