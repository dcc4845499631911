"""Reads streams out of a compound file, the folder in which Office kept documents before 2007.

Source: MS-CFB, Compound File Binary File Format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY, LEAST_STREAM = 128, 4096
LAST = 0xFFFFFFFA  # this number and those above name no sector
HEADER, IN_HEADER = 512, 109  # bytes; sectors of the table that the header itself names
STREAM, ROOT = 2, 5


class Entry(NamedTuple):
    """One entry of the directory: where its first sector is and how many bytes it has."""

    name: str
    kind: int
    start: int
    size: int


def names(content: bytes) -> set[str]:
    """Return the names of all streams in small letters, none where the file is damaged."""
    try:
        return {entry.name.casefold() for entry in _File(content).entries}
    except (ValueError, struct.error, IndexError):
        return set()


def stream(content: bytes, *wanted: str) -> bytes:
    """Return the first stream that has one of the names.

    Raises:
        ValueError, struct.error, IndexError: there is none, or the file is damaged.
    """
    file = _File(content)
    for name in wanted:
        for entry in file.entries:
            if entry.kind == STREAM and entry.name.casefold() == name:
                return file.read(entry)
    raise ValueError(f"no stream {wanted[0]}")


class _File:
    def __init__(self, content: bytes) -> None:
        self.content = content
        power, small = struct.unpack_from("<HH", content, 30)
        if power not in (9, 12) or small > 12:
            raise ValueError("sectors of no known size")
        self.size, self.small_size = 1 << power, 1 << small
        directory, _, _, small_table, _, more, _ = struct.unpack_from("<7I", content, 48)
        sectors = list(struct.unpack_from(f"<{IN_HEADER}I", content, 76))
        seen: set[int] = set()
        while more < LAST and more not in seen:
            seen.add(more)
            *some, more = self._numbers(self._sector(more))
            sectors += some
        self.table: list[int] = []
        for sector in sectors:
            if sector < LAST:
                self.table += self._numbers(self._sector(sector))
        self.entries = list(self._directory(b"".join(map(self._sector, self._chain(directory)))))
        if not self.entries:
            raise ValueError("no directory")
        small_sectors = self._chain(small_table)
        self.small_table = [n for one in small_sectors for n in self._numbers(self._sector(one))]

    def read(self, entry: Entry) -> bytes:
        """Return the content of a stream; short ones lie together in the root's."""
        if entry.size >= LEAST_STREAM:
            return b"".join(map(self._sector, self._chain(entry.start)))[: entry.size]
        root = b"".join(map(self._sector, self._chain(self.entries[0].start)))
        pieces: list[bytes] = []
        sector, size = entry.start, self.small_size
        while sector < LAST and len(pieces) * size < entry.size:
            pieces.append(root[sector * size : (sector + 1) * size])
            sector = self.small_table[sector]
        return b"".join(pieces)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = HEADER + number * self.size if self.size == HEADER else (number + 1) * self.size
        return self.content[start : start + self.size]

    def _numbers(self, sector: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])

    def _chain(self, sector: int) -> Iterator[int]:
        most = len(self.content) // self.size + 1
        while sector < LAST and most:
            yield sector
            sector, most = self.table[sector], most - 1

    def _directory(self, content: bytes) -> Iterator[Entry]:
        for start in range(0, len(content) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", content, start + 64)
            first, size = struct.unpack_from("<II", content, start + 116)
            if kind in (STREAM, ROOT) and 2 <= length <= 64:
                name = content[start : start + length - 2].decode("utf-16-le", "replace")
                yield Entry(name, kind, first, size)
