"""Recordings of a browser as Ogg: the same packets, in pages with right checksums and times."""

import struct
from dataclasses import dataclass

import filetype
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.opus import as_ogg

UNKNOWN = b"\x01" + b"\xff" * 7  # a recorder does not know how long it will be
HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48000, 0, 0)


def element(identifier: str, content: bytes) -> bytes:
    return bytes.fromhex(identifier) + struct.pack(">Q", len(content) | 1 << 56) + content


def recording(packets: list[bytes], codec: bytes = b"A_OPUS", flags: int = 0x80, head: bytes = HEAD) -> bytes:
    """A WebM file as MediaRecorder makes it, a cluster for every ten packets."""
    track = bytes.fromhex("ae") + UNKNOWN + element("d7", b"\x01") + element("86", codec) + element("63a2", head)
    clusters = b""
    for start in range(0, len(packets), 10):
        clusters += bytes.fromhex("1f43b675") + UNKNOWN + element("e7", b"\x00")
        clusters += b"".join(element("a3", b"\x81\x00\x00" + bytes([flags]) + packet) for packet in packets[start : start + 10])
    start_of_file = element("1a45dfa3", element("4282", b"webm"))
    return start_of_file + bytes.fromhex("18538067") + UNKNOWN + bytes.fromhex("1654ae6b") + UNKNOWN + track + clusters


@dataclass(frozen=True)
class Page:
    mark: int
    samples: int
    number: int
    packets: tuple[bytes, ...]


def pages(ogg: bytes) -> list[Page]:
    """Read back by the letter of RFC 3533."""
    found = []
    while ogg:
        magic, version, mark, samples, _, number, checksum, count = struct.unpack("<4sBBqIIIB", ogg[:27])
        assert (magic, version) == (b"OggS", 0)
        sizes, packets, at, length = ogg[27 : 27 + count], list[bytes](), 27 + count, 0
        for size in sizes:
            length += size
            if size < 255:
                packets.append(ogg[at : at + length])
                at, length = at + length, 0
        assert length == 0
        assert checksum == crc(ogg[:22] + bytes(4) + ogg[26:at])
        found.append(Page(mark, samples, number, tuple(packets)))
        ogg = ogg[at:]
    return found


def crc(data: bytes) -> int:
    """Bit by bit."""
    value = 0
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value >> 31 else 0)) & 0xFFFFFFFF
    return value


@given(st.lists(st.binary(min_size=1, max_size=600).map(lambda rest: b"\x78" + rest), min_size=1, max_size=130))
def test_packets_stay_as_they_are(packets: list[bytes]) -> None:
    ogg = as_ogg(recording(packets))
    assert ogg is not None
    first, tags, *others = pages(ogg)
    assert (first.mark, first.packets, first.samples) == (2, (HEAD,), 0)
    assert tags.packets[0].startswith(b"OpusTags")
    assert [packet for page in others for packet in page.packets] == packets
    assert [page.number for page in others] == list(range(2, 2 + len(others)))
    assert [page.mark for page in others] == [0] * (len(others) - 1) + [4]
    assert others[-1].samples == 960 * len(packets)  # 20 ms each


@pytest.mark.parametrize(
    ("packet", "milliseconds"),
    [(b"\x00", 10), (b"\x18", 60), (b"\x60", 10), (b"\x80", 2.5), (b"\xf8", 20), (b"\xf9", 40), (b"\xfb\x03", 60)],
)
def test_how_long_a_packet_sounds(packet: bytes, milliseconds: float) -> None:
    ogg = as_ogg(recording([packet]))
    assert ogg is not None
    assert pages(ogg)[-1].samples == milliseconds * 48


def test_it_is_taken_for_what_it_is() -> None:
    assert filetype.guess(as_ogg(recording([b"\x78abc"])) or b"").mime == "audio/ogg"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00", b"\x1aE\xdf\xa3", b"not a film at all", recording([]), recording([b"\x78"], codec=b"A_VORBIS"),
        recording([b"\x78"], flags=0x82), recording([b"\x78"], head=b""),
    ],
)  # fmt: skip
def test_what_holds_no_plain_opus_is_left_alone(data: bytes) -> None:
    assert as_ogg(data) is None


def test_a_recording_that_breaks_off_keeps_what_is_whole() -> None:
    ogg = as_ogg(recording([b"\x78abc", b"\x78def"])[:-2])
    assert ogg is not None
    assert pages(ogg)[-1].packets == (b"\x78abc",)


@given(st.binary(max_size=300))
def test_it_never_fails(data: bytes) -> None:
    start = recording([])
    for anything in (data, start + data):
        as_ogg(anything)
