"""The Chinese that is data of the demo: names, titles without English, what people wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from civtui.workspace.session import open_workspace
from tests.words.heard import OTHER, WRONG

# what the refusals type; the language that F2 changes to, in its own words
TYPED = {*WRONG.values(), OTHER, "中文"}
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff01-\uff60]+")


def texts(value: Any) -> Iterator[str]:
    """Yield every text of a value, of what has English beside it none."""
    if isinstance(value, dict):
        for key, part in value.items():
            if not (key == "zh" and value.get("en")):
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


@cache
def of_city(city: Path) -> str:
    """Return all Chinese of a city's data as one text."""
    with closing(open_workspace(city)) as ws:
        found = [str(ws.settings["name"])]
        for (payload,) in ws.ledger.connection.execute("SELECT payload FROM fact"):
            found += texts(json.loads(payload))
        for column in ("name FROM person", "why FROM fact"):
            rows = ws.ledger.connection.execute(f"SELECT {column}")
            found += [str(row[0] or "") for row in rows]
        found += texts(ws.profile().document())
    return "\n".join(found)


# where a cell joins names of data, in `--json` too: the sign between them is of the data
JOINED = re.compile(
    r"civtui (activity leaders|exemplar spread|inspection bulletin|duty leads)|(screen|list) .*"
)
# a plugin's own figures, made of what an agency entered
MADE_BY_PLUGINS = re.compile(r"civtui culture show .*|screen culture.*")


def strangers(city: Path, place: str, text: str) -> list[str]:
    """Return the Chinese in English text that is no data of the city.

    The wording of a rule (F12) is quoted as it was decreed, so it is data too.

    What a test types wrongly (`WRONG`, `OTHER`) is no word of the program either.
    """
    known, found = of_city(city), list[str]()
    if place.endswith(" wording"):
        return found
    for run in CHINESE.findall(text):
        parts = [run]
        if JOINED.fullmatch(place):
            parts = [part for part in re.split("[、；]", run) if part]
        elif MADE_BY_PLUGINS.fullmatch(place):
            parts = [part for part in re.split("：", run) if part]
        found += [part for part in parts if part not in known and part not in TYPED]
    return found
