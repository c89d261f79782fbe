"""A browser's recording as a voice message: the Opus packets of a WebM file, untouched, in an Ogg file (RFC 7845).

Browsers record WebM; Telegram plays a voice message only where it is Ogg.
"""

import struct
from collections.abc import Iterator

MASTERS = {0x18538067, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0}  # Segment, Tracks, TrackEntry, Cluster, BlockGroup: looked into
CODEC, HEAD = 0x86, 0x63A2
BLOCKS = {0xA3, 0xA1}
LACING = 0x06
PAGE_PACKETS = 50  # about a second
SERIAL = 1
FIRST, LAST = 2, 4  # marks of the first and the last page
TAGS = b"OpusTags" + struct.pack("<I", 7) + b"nghedan" + struct.pack("<I", 0)


def as_ogg(webm: bytes) -> bytes | None:
    """None where there is no plain Opus in it."""
    try:
        head, packets = _opus_in(webm)
    except (IndexError, struct.error):  # cut off in the middle of an element
        return None
    if not head.startswith(b"OpusHead") or not packets:
        return None
    return b"".join(_pages(head, packets))


# ---------------------------------------------------------------- WebM


def _opus_in(webm: bytes) -> tuple[bytes, list[bytes]]:
    """Codec header and packets; nothing where another codec or lacing is used."""
    head, packets = b"", list[bytes]()
    for element, content in _elements(webm):
        if element == CODEC and content.rstrip(b"\0") != b"A_OPUS":
            return b"", []
        if element == HEAD:
            head = content
        elif element in BLOCKS:
            _, start = _number(content, 0)
            if content[start + 2] & LACING:
                return b"", []
            packets.append(content[start + 3 :])
    return head, [packet for packet in packets if packet]


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """All elements but the ones looked into. Their sizes, which a recorder often does not know, are not needed."""
    at = 0
    while at < len(data):
        element, at = _identifier(data, at)
        size, at = _number(data, at)
        if element in MASTERS:
            continue
        if at + size > len(data):
            return  # the recording ended in the middle of it
        yield element, data[at : at + size]
        at += size


def _identifier(data: bytes, at: int) -> tuple[int, int]:
    end = at + 9 - data[at].bit_length()
    return int.from_bytes(data[at:end], "big"), end


def _number(data: bytes, at: int) -> tuple[int, int]:
    length = 9 - data[at].bit_length()
    value = int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1)
    return value, at + length


# ---------------------------------------------------------------- Ogg


def _pages(head: bytes, packets: list[bytes]) -> Iterator[bytes]:
    yield _page([head], FIRST, 0, 0)
    yield _page([TAGS], 0, 0, 1)
    samples, number, page = 0, 2, list[bytes]()
    for index, packet in enumerate(packets):
        page.append(packet)
        samples += _samples(packet)
        last = index == len(packets) - 1
        if last or len(page) == PAGE_PACKETS or _segments([*page, packets[index + 1]]) > 255:
            yield _page(page, LAST if last else 0, samples, number)
            number, page = number + 1, []


def _segments(packets: list[bytes]) -> int:
    return sum(len(packet) // 255 + 1 for packet in packets)


def _page(packets: list[bytes], mark: int, samples: int, number: int) -> bytes:
    table = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    header = struct.pack("<4sBBqIIIB", b"OggS", 0, mark, samples, SERIAL, number, 0, len(table))
    page = bytearray(header + table + b"".join(packets))
    page[22:26] = struct.pack("<I", _checksum(page))
    return bytes(page)


def _samples(packet: bytes) -> int:
    """How long a packet sounds, in 48,000ths of a second (RFC 6716, section 3.1)."""
    kind = packet[0] >> 3
    if kind < 12:
        frame = (480, 960, 1920, 2880)[kind & 3]
    elif kind < 16:
        frame = (480, 960)[kind & 1]
    else:
        frame = (120, 240, 480, 960)[kind & 3]
    count = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 1)[packet[0] & 3]
    return frame * count


def _table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return table


_TABLE = _table()


def _checksum(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ _TABLE[(value >> 24) ^ byte]
    return value
