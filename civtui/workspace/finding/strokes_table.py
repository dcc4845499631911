"""Makes `strokes.txt` anew: `python -m civtui.workspace.finding.strokes_table zh.xml`.

`zh.xml` is CLDR's `common/collation/zh.xml`; of its collation `stroke` the characters of the Basic
Multilingual Plane are kept, one line a count of strokes, in their order.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from civtui.workspace.finding.order import STROKES

HEAD = """\
# Characters by strokes: a line is the count, then its characters in the order of CLDR 41,
# common/collation/zh.xml, collation "stroke". Made by civtui.workspace.finding.strokes_table.
#
# UNICODE, INC. LICENSE AGREEMENT - DATA FILES AND SOFTWARE
# Copyright (c) 1991-2022 Unicode, Inc. All rights reserved.
# Distributed under the Terms of Use in https://www.unicode.org/copyright.html.
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode data
# files and any associated documentation (the "Data Files") or Unicode software and any associated
# documentation (the "Software") to deal in the Data Files or Software without restriction,
# including without limitation the rights to use, copy, modify, merge, publish, distribute, and/or
# sell copies of the Data Files or Software, and to permit persons to whom the Data Files or
# Software are furnished to do so, provided that either (a) this copyright and permission notice
# appear with all copies of the Data Files or Software, or (b) this copyright and permission notice
# appear in associated Documentation.
#
# THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
# IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR
# PURPOSE AND NONINFRINGEMENT OF THIRD PARTY RIGHTS. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
# HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL
# DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
# ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE
# USE OR PERFORMANCE OF THE DATA FILES OR SOFTWARE.
#
# Except as contained in this notice, the name of a copyright holder shall not be used in
# advertising or otherwise to promote the sale, use or other dealings in these Data Files or
# Software without prior written authorization of the copyright holder.
"""
LOW, HIGH = 0x3400, 0x9FFF


def table(xml: str) -> str:
    """Return the content of `strokes.txt` from CLDR's Chinese collations."""
    begin = xml.index("<collation type='stroke'>")
    body = xml[begin : xml.index("</collation>", begin)]
    found: dict[int, str] = {}
    for chars, count in _lines(body):
        kept = "".join(c for c in chars if LOW <= ord(c) <= HIGH or c == "〇")
        found[count] = found.get(count, "") + kept
    return HEAD + "".join(f"{count} {chars}\n" for count, chars in sorted(found.items()) if chars)


def _lines(body: str) -> list[tuple[str, int]]:
    """Return (characters, count of strokes); a line without a count has that of the head above."""
    found, count = [], 0
    for line in body.splitlines():
        head = re.search(r"# INDEX ([0-9]+)", line)
        if head:
            count = int(head[1])
        chars = re.match(r"\s*<\*([^#]*)", line)
        if chars:
            found.append((chars[1].strip(), count))
    return found


if __name__ == "__main__":
    STROKES.write_text(table(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")
