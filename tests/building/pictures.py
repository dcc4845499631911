"""Makes small pictures that say when they were taken."""

from __future__ import annotations

import struct
from pathlib import Path


def picture(path: Path, taken: str = "", shade: int = 0) -> Path:
    """Write a JPEG with an EXIF day (`2026-03-01`), or without one; `shade` makes it differ."""
    parts = [b"\xff\xd8"]
    if taken:
        text = f"{taken.replace('-', ':')} 10:00:00".encode() + b"\0"
        ifd0 = struct.pack("<HHHIII", 1, 0x8769, 4, 1, 26, 0)
        exif = struct.pack("<HHHIII", 1, 0x9003, 2, len(text), 44, 0) + text
        tiff = b"II*\0" + struct.pack("<I", 8) + ifd0 + exif
        body = b"Exif\0\0" + tiff
        parts.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
    note = f"shade {shade}".encode()
    parts.append(b"\xff\xfe" + struct.pack(">H", len(note) + 2) + note)
    parts.append(b"\xff\xd9")
    path.write_bytes(b"".join(parts))
    return path
