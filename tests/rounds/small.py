"""A small city with a standard of three items, for the rules of a panel."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.titles.city import City
from tests.titles.small import TODAY, small_city

STANDARD = """
id = "small"
version = "1"
title = { zh = "小标准", en = "small" }
total = "10"
item = [
  { id = "study", title = "理论学习", kind = "points", points = "4" },
  { id = "style", title = "工作作风", kind = "points", points = "4" },
  { id = "place", title = "处室环境", kind = "yes-no", points = "2" },
]
"""
ITEMS = ("study", "style", "place")


class Boss(City):
    """A city whose commands are the admin's, or somebody else's with `--as`."""

    def run(self, *words: str) -> tuple[int, Any]:
        """Run a command (see `City.run`)."""
        return super().run(*(words if words[0] == "--as" else ("--as", "boss", *words)))

    def judge(self, round_: str, id_: str) -> dict[str, Any]:
        """Return a judge of a round as `round show` has it."""
        panel = self.do("round", "show", round_)["assessors"]
        return next(a for a in panel if a["id"] == id_)


def scored_city(folder: Path, *, titles: tuple[tuple[str, str], ...] = ()) -> Boss:
    """Return a `panel_city` with the round `r`: two offices of two agencies, judges k1 and k2."""
    city = panel_city(folder, titles=titles)
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--office",
        "o-1-1",
        "--office",
        "o-2-1",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
    )
    return city


def panel_city(
    folder: Path, *, titles: tuple[tuple[str, str], ...] = (), today: date = TODAY
) -> Boss:
    """Return a small city with an admin, a clerk and the assessors `jia` (k1) and `yi` (k2)."""
    small_city(folder, titles=titles, today=today).close()
    (folder / "standards").mkdir(exist_ok=True)
    (folder / "standards" / "small.toml").write_text(STANDARD, encoding="utf-8")
    city = Boss(folder)
    City(folder).do("user", "set", "boss", "admin")
    for user, judge in (("jia", "k1"), ("yi", "k2")):
        city.do("user", "set", user, "assessor", "--assessor", judge)
    city.do("user", "set", "clerk", "clerk")
    return city
