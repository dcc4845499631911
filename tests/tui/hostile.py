"""A workspace whose every name is hostile: markup, escapes, directions, joiners, marks, lengths."""

from __future__ import annotations

from pathlib import Path

import tomli_w

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.facts.titles import Carded
from civtui.model.roles import Right
from civtui.workspace.building.activities import log_activity
from civtui.workspace.files.creating import init
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.marks.remarks import note, skip
from civtui.workspace.rounds import round_life
from civtui.workspace.session import Workspace

MARKUP = "[2024] [/] [bold red]甲[/bold red] \\[x] [@click=app.quit]退[/]"
ESCAPES = "\x1b[31m红\x1b]8;;http://x\x07\x9b2J\x07\x08\r\n\tb\x7f"
DIRECTIONS = "a\u202eb\u2066c\u200fد\u200b\u200d\ufeff\u00ad\u2028e"
JOINED = "👨\u200d👩\u200d👧🇨🇳👍🏽e\u0301\u0300\u20dd각ｶﾞक्षि\ufe0f"
LONG = "长名" * 100
AMBIGUOUS = "①…½·“”—±×αБ│█℃Ⅷ"
NAMES = (MARKUP, ESCAPES, DIRECTIONS, JOINED, LONG, AMBIGUOUS)


def standard(folder: Path) -> Path:
    """Write a standard with hostile titles and rules, one item a name."""
    items = [
        {
            "id": f"x.{n}",
            "title": {"zh": name, "en": name},
            "kind": "points",
            "points": "10",
            "step": "0.5",
            "rule": {"zh": name, "en": name},
        }
        for n, name in enumerate(NAMES)
    ]
    document = {
        "id": "hostile",
        "version": "1",
        "title": {"zh": MARKUP, "en": MARKUP},
        "total": str(10 * len(NAMES)),
        "level": "office",
        "combine": {"method": "mean"},
        "item": [
            {
                "id": "x",
                "title": {"zh": JOINED, "en": JOINED},
                "points": str(10 * len(NAMES)),
                "item": items,
            }
        ],
    }
    path = folder / "hostile.toml"
    path.write_text(tomli_w.dumps(document), "utf-8")
    return path


def hostile(folder: Path) -> Workspace:
    """Make the workspace and return it, open."""
    ws = init(folder, profile="standard", name=ESCAPES, lang="zh", user="tester")
    agencies = [
        AgencyRecord(id=f"a-{n}", name=name, short=name, order=n + 1)
        for n, name in enumerate(NAMES)
    ]
    offices = [
        OfficeRecord(id=f"o-{a.id}-{n}", agency=a.id, name=name, order=n + 1)
        for a in agencies
        for n, name in enumerate(NAMES)
    ]
    titles = [OpeningTitle(holder=office.id, honor="civilized-office") for office in offices]
    body = Registered(agencies=tuple(agencies), offices=tuple(offices), titles=tuple(titles))
    ws.write(body, right=Right.KEEP, why=MARKUP)
    judges = [
        {"id": f"j{n}", "name": name, "agency": None, "related": []} for n, name in enumerate(NAMES)
    ]
    round_life.open_round(
        ws,
        "r",
        name=MARKUP + ESCAPES,
        standard=str(standard(folder)),
        subjects=[office.id for office in offices[:12]],
        assessors=judges,
    )
    for item in range(len(NAMES)):
        set_mark(ws, "r", offices[0].id, f"x.{item}", "5", "j0")
    skip(ws, "r", offices[1].id, "x.1", why=MARKUP + ESCAPES, assessor="j0")
    for item, name in enumerate(NAMES):
        note(ws, "r", offices[0].id, name, item=f"x.{item}", assessor="j0")
        log_activity(ws, f"a-{item}", name[:80], venue=name, leaders=name)
    cards = [
        Carded(card=f"c-{n}", agency=f"a-{n}", decision=name, cause=name, demands=name)
        for n, name in enumerate(NAMES)
    ]
    ws.write(*cards, right=Right.DECIDE, why=ESCAPES)
    return ws
