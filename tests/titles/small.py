"""A small city for the rules of titles: three agencies of four offices, a group of three."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.model.text import Message
from civtui.workspace.files.creating import init
from civtui.workspace.session import Workspace
from civtui.workspace.titles import decisions, group, seats

START = date(2026, 1, 5)
TODAY = date(2029, 12, 28)  # so late that a story of years lies behind it
AGENCIES = ("a-1", "a-2", "a-3")
OFFICES = {agency: tuple(f"o-{agency[2:]}-{n}" for n in range(1, 5)) for agency in AGENCIES}


def small_city(
    folder: Path,
    *,
    titles: Sequence[tuple[str, str]] = (),
    policies: dict[str, str] | None = None,
    own: dict[str, Any] | None = None,
    today: date = TODAY,
) -> Workspace:
    """Return a workspace with three agencies, the `titles` (holder, honor) they bring, a group.

    Args:
        today: the city's day, once it is made on `START`.
    """
    chosen = {
        id_: {"choice": choice, "when": {"zh": "测试", "en": "test"}}
        for id_, choice in (policies or {}).items()
    }
    profile = {**({"policy": chosen} if chosen else {}), **(own or {})}
    ws = init(folder, name="小市", today=START, own=profile)
    ws.ledger.connection.execute("PRAGMA synchronous = OFF")
    ws.write(
        Registered(
            agencies=tuple(AgencyRecord(id=a, name=f"市{a}局", short=f"{a}局") for a in AGENCIES),
            offices=tuple(
                OfficeRecord(id=office, agency=a, name=f"处{n}")
                for a in AGENCIES
                for n, office in enumerate(OFFICES[a], 1)
            ),
            titles=tuple(
                OpeningTitle(holder=h, honor=honor, since=date(2025, 12, 20)) for h, honor in titles
            ),
        ),
        right=Right.KEEP,
    )
    for number in (1, 2, 3):
        seats.seat(ws, f"m{number}", part="chair" if number == 1 else "member", on=START)
    if today != START:
        let_pass(ws, today)
    return ws


def let_pass(ws: Workspace, today: date) -> None:
    """Let the city's day be `today`: what is told of the days before it lies behind it."""
    path, was = ws.dir / "civtui.toml", ws.settings["today"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"today = {was}", f"today = {today}"), encoding="utf-8")
    ws.settings["today"] = today
    ws.set_clock(datetime(today.year, today.month, today.day, 1, tzinfo=UTC))


def held_city(folder: Path, *, today: date = TODAY) -> Workspace:
    """Return a small city whose first agency's offices are all civilized ones."""
    titles = [(o, "civilized-office") for o in OFFICES["a-1"]]
    return small_city(folder, titles=titles, today=today)


def others(notes: Iterable[Message]) -> list[Message]:
    """Return what a reform says, but for offices of one name: all agencies here number theirs."""
    return [note for note in notes if note.key != "titles.offices-alike"]


class Sittings:
    """Lets the group decide, one sitting an item.

    Args:
        ws: the workspace.
        series: letter of the sittings' ids.
    """

    def __init__(self, ws: Workspace, series: str = "s") -> None:
        self.ws = ws
        self.series = series
        self.count = 0

    def decide(self, item: str, day: date, outcome: group.Outcome = "approved") -> str:
        """Return the id of a decision on `item` (see `sittings.parse_item`)."""
        self.count += 1
        sitting = f"{self.series}{self.count}"
        group.call(self.ws, sitting, [item], held_on=day)
        return self.decide_called(sitting, outcome)

    def decide_called(self, sitting: str, outcome: group.Outcome = "approved") -> str:
        """Return the id of a decision on the first item of a sitting that is called."""
        group.hold_sitting(self.ws, sitting)
        return decisions.decide(self.ws, sitting, "1", outcome=outcome).id
