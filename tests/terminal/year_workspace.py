"""What both tellings of the year stand on: the files that came by mail, the day, the ledger."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from tests.building.pictures import picture
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book, code
from tests.rounds.small import STANDARD

CITY, BOSS = "小市", "zhang"
NAMES = ("市发展和改革局", "市财政局", "市教育局", "市贸易发展局")
SHORTS = ("发改局", "财政局", "教育局", "贸发局")
OFFICES = ("办公室", "法规处", "业务处", "人事处")
HELD = {0: "市直机关文明单位", 1: "市级文明单位", 2: "市直机关文明单位"}
TITLE = ("文明处室", date(2025, 12, 20))
WITHOUT = (2, 3)  # places of agencies whose offices hold no title to begin with


SAMPLE = tuple((a, office) for a in (0, 1, 2) for office in OFFICES[:2])
SECOND = (
    ("3", "3", "是"),
    ("2", "3", "是"),
    ("4", "3", "是"),
    ("3", "2", "否"),
    ("2", "2", "是"),
    ("1", "2", "否"),
)


def files(folder: Path) -> None:
    """Write the files that come by mail, once for both tellings."""
    agencies = [
        [
            n + 1,
            name,
            SHORTS[n],
            code(n + 1),
            len(OFFICES),
            HELD.get(n, ""),
            date(2024, 12, 20) if n in HELD else "",
            f"592-{n}",
        ]
        for n, name in enumerate(NAMES)
    ]
    offices = [
        [
            name,
            office,
            "王伟" if office == OFFICES[0] else "",
            5,
            *(TITLE if n not in WITHOUT and office != OFFICES[-1] else ("", "")),
        ]
        for n, name in enumerate(NAMES)
        for office in OFFICES
    ]
    sheets = {"机关": [AGENCY_HEADS, *agencies], "处室": [OFFICE_HEADS, *offices]}
    book(folder / "名册.xlsx", **sheets)
    picture(folder / "读书会.jpg", "2026-03-20")
    heads = ["处室", "理论学习", "工作作风", "处室环境"]
    rows = [[f"{SHORTS[a]}/{o}", *SECOND[n]] for n, (a, o) in enumerate(SAMPLE)]
    book(folder / "评分.xlsx", 评分=[heads, *rows])


def furnish(city: Path) -> None:
    """Put into a new workspace what no verb makes: the standard of its offices, the inbox."""
    (city / "standards").mkdir()
    (city / "standards" / "small.toml").write_text(STANDARD, "utf-8")
    (city / "inbox").mkdir(exist_ok=True)


def on_day(city: Path, day: date) -> None:
    """Let it be `day` in the city."""
    settings = city / "civtui.toml"
    text = re.sub(r"(?m)^today = .*\n", "", settings.read_text("utf-8"))
    settings.write_text(f"{text}today = {day}\n", "utf-8")


def facts(city: Path) -> list[tuple[Any, ...]]:
    """Return what happened: who did what, from which day, why; persons by their names.

    Left out is what is made up anew: salts, tokens of persons, the id of a ledger, and the day on
    which a workspace is made, which is the machine's.
    """
    with closing(sqlite3.connect(city / "civtui.db")) as ledger:
        persons = {
            token: [*rest]
            for token, *rest in ledger.execute("SELECT token, name, phone, address FROM person")
        }
        rows = ledger.execute(
            "SELECT seq, kind, v, who, effective, why, evidence, payload FROM fact ORDER BY seq"
        ).fetchall()

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items() if key not in ("salt", "ledger")}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return persons.get(value, value) if isinstance(value, str) else value

    return [
        (seq, kind, v, who, day if seq > 1 else "", why, evidence, plain(json.loads(payload)))
        for seq, kind, v, who, day, why, evidence, payload in rows
    ]
