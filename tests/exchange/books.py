"""Makes the workbooks that the tests read."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from civtui.exchange.uscc import check_character

AGENCY_HEADS = [
    "序号",
    "机关名称",
    "简称",
    "统一社会信用代码",
    "处室数",
    "现有称号",
    "命名时间",
    "联系电话",
]
OFFICE_HEADS = ["机关", "处室名称", "负责人", "在编人数", "处室称号", "命名时间"]
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)


def code(number: int) -> str:
    """Return a sound social credit code."""
    body = f"11350200{number:09}"
    return body + check_character(body)


def book(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write an xlsx with the sheets given by name."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def ods(path: Path, rows: Sequence[Sequence[str]], extra: str = "") -> Path:
    """Write an ods of one sheet of texts; `extra` is XML of more rows."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<?xml version="1.0"?>{ODS_HEAD}<table:table table:name="机关名册">{lines}{extra}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def edited(path: Path, part: str, old: str, new: str) -> Path:
    """Change a part inside an xlsx by hand (`old` is a pattern), as other programs write it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode("utf-8")
    changed, times = re.subn(old, new, text)
    assert times, text
    parts[part] = changed.encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def xls(path: Path, cells: bytes, *, before: bytes = b"") -> Path:
    """Write an xls of one sheet.

    Args:
        cells: records of the sheet, made by `record`.
        before: records of the workbook before its sheets, such as styles.
    """
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    sheet += cells + record(0x000A)
    name = struct.pack("<BB", 1, 1) + "甲".encode("utf-16-le")
    head = record(0x0809, begin) + record(0x0042, struct.pack("<H", 1200)) + before
    start = len(head) + 4 + 6 + len(name) + 4
    bound = record(0x0085, struct.pack("<IH", start, 0) + name)
    book = (head + bound + record(0x000A) + sheet).ljust(4096, b"\0")
    path.write_bytes(compound({"Workbook": book}))
    return path


def record(kind: int, data: bytes = b"") -> bytes:
    """Return a record of an xls."""
    return struct.pack("<HH", kind, len(data)) + data


def compound(streams: dict[str, bytes]) -> bytes:
    """Return the container of Office before 2007, each of its streams empty or of 4 KB and more."""
    last, free, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    table, data, entries = [0xFFFFFFFD, last], b"", b""
    named = [("Root Entry", 5, b""), *((name, 2, content) for name, content in streams.items())]
    for name, kind, content in named:
        start = len(table) if content else last
        sectors = -(-len(content) // 512)
        table += [*range(start + 1, start + sectors), last] if content else []
        data += content.ljust(sectors * 512, b"\0")
        text = name.encode("utf-16-le").ljust(64, b"\0")
        child = 1 if kind == 5 else none
        entries += text + struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, none, none, child)
        entries += b"\0" * 36 + struct.pack("<IQ", start, len(content))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, last, 0, last, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    table += [free] * (128 - len(table))
    return head + struct.pack("<128I", *table) + entries.ljust(512, b"\0") + data
