"""Tells what a file is by its content, whatever its name says: a web page may be called .xls."""

from __future__ import annotations

import io
import re
import zipfile

from civtui.exchange import compound
from civtui.exchange.encodings import MARKS, likeliest

HEAD = 4096
NOTHING = b"\0 \t\r\n"
ZIP, EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
BEGINNINGS = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"\x1f\x8b", "packed"),
    # a workbook of Excel 2 to 4 has no folder around it
    (b"\x09\x00\x04\x00", "old"),
    (b"\x09\x02\x06\x00", "old"),
    (b"\x09\x04\x06\x00", "old"),
)
MARKUP = (
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet"), "xml-table"),
    (re.compile(rb"(?i)<!doctype\s+html|<(?:html|head|body|table|meta|style|script|div)\b"), "web"),
    (re.compile(rb"(?i)\A\s*(?:mime-version|from|content-type):"), "web"),
    (re.compile(rb"\A\s*<\?xml"), "xml"),
)
INSIDE = (
    ("xl/workbook.bin", "binary"),
    ("word/", "word"),
    ("ppt/", "slides"),
    ("index/document.iwa", "numbers"),
)
OPEN_DOCUMENTS = ((b".spreadsheet", "ods"), (b".text", "word"), (b".presentation", "slides"))
STREAMS = (
    ("encryptedpackage", "locked"),
    ("worddocument", "word"),
    ("powerpoint document", "slides"),
    ("workbook", "xls"),
    ("book", "xls"),
)

# what a file is instead of a table, and what to do with it
OTHER = {
    "empty": "exchange.is-empty",
    "text": "exchange.is-text",
    "web": "exchange.is-web",
    "xml-table": "exchange.is-xml-table",
    "xml": "exchange.is-xml",
    "binary": "exchange.is-binary",
    "old": "exchange.is-old",
    "locked": "exchange.is-locked",
    "word": "exchange.is-word",
    "slides": "exchange.is-slides",
    "numbers": "exchange.is-numbers",
    "pdf": "exchange.is-pdf",
    "picture": "exchange.is-picture",
    "packed": "exchange.is-packed",
}
HINTS = {
    "empty": "exchange.ask-anew",
    "text": "exchange.name-csv",
    "web": "exchange.save-xlsx",
    "xml-table": "exchange.save-xlsx",
    "xml": "exchange.ask-table",
    "binary": "exchange.save-xlsx",
    "old": "exchange.save-xlsx",
    "locked": "exchange.unlock",
    "word": "exchange.copy-table",
    "slides": "exchange.copy-table",
    "numbers": "exchange.save-xlsx",
    "pdf": "exchange.ask-table",
    "picture": "exchange.ask-table",
    "packed": "exchange.unpack",
}
OTHER_SUFFIXES = {
    ".et": "binary",
    ".ett": "binary",
    ".xlsb": "binary",
    ".xlt": "binary",
    ".xltx": "binary",
    ".fods": "binary",
    ".sxc": "binary",
    ".dbf": "binary",
    ".numbers": "numbers",
    ".htm": "web",
    ".html": "web",
    ".mht": "web",
    ".mhtml": "web",
    ".xml": "xml-table",
    ".doc": "word",
    ".docx": "word",
    ".wps": "word",
    ".rtf": "word",
    ".odt": "word",
    ".ppt": "slides",
    ".pptx": "slides",
    ".dps": "slides",
    ".pdf": "pdf",
    ".ofd": "pdf",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".png": "picture",
    ".bmp": "picture",
    ".zip": "packed",
    ".rar": "packed",
    ".7z": "packed",
    ".gz": "packed",
}


def kind_of(content: bytes) -> str:
    """Return the kind of a file.

    `xlsx`, `ods`, `xls` and `text` can be read; the others say what it is instead (`web`,
    `xml-table`, `locked`, `pdf`, …), "" where it is nothing known.
    """
    if not content.strip(NOTHING):
        return "empty"
    if content.startswith((ZIP, EMPTY_ZIP)):
        return _packed(content)
    if content.startswith(compound.MAGIC):
        names = compound.names(content) or {"workbook"}  # damaged: its reader says how
        return next((kind for name, kind in STREAMS if name in names), "")
    begun = next((kind for start, kind in BEGINNINGS if content.startswith(start)), "")
    return begun or _markup(content) or ("text" if _textual(content) else "")


def is_text(content: bytes) -> bool:
    """Return whether a file called a text is to be read as one; only its beginning is looked at."""
    if not content.strip(NOTHING):
        return False
    others = (ZIP, EMPTY_ZIP, compound.MAGIC, *(start for start, _ in BEGINNINGS))
    return not content.startswith(others) and not _markup(content)


def _packed(content: bytes) -> str:
    found = ""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name.lower().replace("\\", "/") for name in archive.namelist()]
        if "mimetype" in archive.namelist():
            said = archive.read("mimetype")[:HEAD]
            found = next((kind for end, kind in OPEN_DOCUMENTS if end in said), "packed")
        manifest = "META-INF/manifest.xml"
        if manifest in archive.namelist() and b":encryption-data" in archive.read(manifest):
            found = "locked"
    if found:
        return found
    for start, kind in INSIDE:
        if any(name.startswith(start) for name in names):
            return kind
    if "content.xml" in names:
        return "ods"
    parts = ("[content_types].xml", "xl/")
    return "xlsx" if any(name.startswith(parts) for name in names) else "packed"


def _markup(content: bytes) -> str:
    head = content[:HEAD]
    if head.startswith(tuple(mark for mark, name in MARKS if name == "utf-16")):
        head = head.decode("utf-16", "ignore").encode()
    elif head[1:2] == b"\0":
        head = head.replace(b"\0", b"")
    head = head.removeprefix(MARKS[0][0]).lstrip()
    if not head.startswith(b"<") and not MARKUP[2][0].match(head):
        return ""
    return next((kind for pattern, kind in MARKUP if pattern.search(head)), "")


def _textual(content: bytes) -> bool:
    """Return whether a file is text in an encoding that can be told."""
    marked = content.startswith(tuple(mark for mark, _ in MARKS))
    return marked or (b"\0" not in content and bool(likeliest(content)))
