"""A small city on the road from mark to title, with every gate at its strict choice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from civtui.rules.policies import CHOICES, GATES
from tests.rounds.small import ITEMS, STANDARD
from tests.titles.city import City
from tests.titles.small import OFFICES, START, small_city

BEST = {"study": "4", "style": "4", "place": "yes"}
LINE = "6"  # points that a civilized office needs here
SCORES: dict[str, dict[str, str]] = {
    "o-1-1": BEST,
    "o-1-2": {**BEST, "style": "3"},
    "o-1-3": {**BEST, "study": "2"},
    "o-1-4": {"study": "1", "style": "1", "place": "no"},
}


def office_honors() -> list[dict[str, Any]]:
    """Return the standard profile's honors with a line of points for civilized offices."""
    import tomllib

    from civtui.profile.places import builtin

    text = (builtin() / "standard.toml").read_text("utf-8")
    honors: list[dict[str, Any]] = tomllib.loads(text)["honor"]
    for honor in honors:
        if honor["id"] == "civilized-office":
            words = {"zh": f"{LINE} 分以上", "en": f"{LINE} points or more"}
            honor["gate"] = [{"rule": "score-at-least", "points": LINE, "wording": words}]
    return honors


class Road(City):
    """A city that is walked from a mark to a title, day by day."""

    def at(self, day: str) -> None:
        """Let it be `day`."""
        file = self.folder / "civtui.toml"
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"today = [0-9-]+", f"today = {day}", text), "utf-8")

    def declared(self, *agencies: str) -> None:
        """Let agencies have declared their building on the day that the city began."""
        today = re.findall(r"today = ([0-9-]+)", (self.folder / "civtui.toml").read_text("utf-8"))
        self.at(START.isoformat())
        for agency in agencies:
            self.do("agency", "set", agency, "--program", "--conditions")
        self.at(today[0])

    def round(
        self,
        id_: str = "r1",
        *,
        day: str = "2026-02-01",
        close: bool = True,
        skip: tuple[str, str] | None = None,
    ) -> None:
        """Hold the round of a-1 over its offices, and close it on `day`.

        Args:
            skip: (office, item) that gets no mark.
        """
        self.at(day)
        offices = [word for office in OFFICES["a-1"] for word in ("--office", office)]
        self.do(
            "round",
            "new",
            id_,
            "--standard",
            "small",
            "--organizer",
            "a-1局",
            *offices,
            "--assessor",
            "k1:甲",
        )
        for office in OFFICES["a-1"]:
            for item in ITEMS:
                if (office, item) != skip:
                    self.do("mark", "set", id_, office, item, SCORES[office][item])
        if close:
            self.do("round", "close", id_)

    def sit(self, sitting: str, day: str, *items: str) -> None:
        """Call a sitting with `items` and hold it, on its day."""
        self.at(day)
        super().sit(sitting, day, *items)

    def inside(self, *offices: str, day: str = "2026-02-10") -> Any:
        """Let the party group of a-1 decide on civilized offices; return the decision."""
        self.at(day)
        return self.do(*self.inside_words(*offices))

    def inside_words(self, *offices: str) -> list[str]:
        """Return the command of `inside`."""
        return ["decide", "inside", "a-1局", "grant", *offices, "--session", "党组会"]

    def civilized(self, *offices: str) -> None:
        """Hold the round, decide, and grant the title to `offices` of a-1."""
        self.round()
        made = self.inside(*offices)
        self.do("honor", "grant", "civilized-office", *offices, "--decision", made["id"])

    def carded(self, *, day: str) -> None:
        """Give a-1 a yellow card."""
        self.at(day)
        ruled = self.decided("card", day, "card=a-1")
        self.do("card", "add", "a-1局", "停滞不前", "--demands", "整改", "--decision", ruled)


def strict_road(folder: Path, *, line: bool = True, **choices: str) -> Road:
    """Return a small city whose gates all bar, but for `choices`; it declares its building.

    Args:
        line: whether its profile has a line of points for civilized offices.
        choices: policy -> choice; one that is empty is not named in its profile.
    """
    policies = {gate: CHOICES[gate][0] for gate in GATES}
    policies |= {name.replace("_", "-"): choice for name, choice in choices.items()}
    policies = {name: choice for name, choice in policies.items() if choice}
    own = {"honor": office_honors()} if line else {}
    small_city(folder, policies=policies, own=own).close()
    (folder / "standards").mkdir(exist_ok=True)
    (folder / "standards" / "small.toml").write_text(STANDARD, encoding="utf-8")
    city = Road(folder)
    city.declared("a-1局")
    return city
