"""Makes the workbooks that the tests read."""

from __future__ import annotations

import re
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
