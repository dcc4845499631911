"""What was to be done by a day is said when that day passes: reminders of cards, rounds."""

from datetime import date
from pathlib import Path

from civtui.workspace.overview.due import due_rows
from civtui.workspace.session import open_workspace
from tests.chain.road import Road, strict_road


def reminders(city: Road) -> list[tuple[date, int, str]]:
    """Return the reminders on the due board: day, days from today, what is said."""
    ws = open_workspace(city.folder, user="tester")
    found = [(d.on, d.days, d.why.key) for d in due_rows(ws) if d.what == "reminder"]
    ws.close()
    return found


def test_a_reminder_stands_until_it_is_made(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.carded(day="2026-02-20")
    ahead = reminders(city)
    assert ahead and {key for _, _, key in ahead} == {"rules.coming-reminder"}
    first = ahead[0][0]
    city.at(str(first.replace(day=first.day + 1)))
    late = [(day, days < 0, key) for day, days, key in reminders(city)]
    rest = [(day, False, key) for day, _, key in ahead[1:]]
    assert late == [(first, True, "rules.overdue-reminder"), *rest]
    (card,) = city.do("card", "list")
    city.do("card", "remind", card["id"])
    assert [day for day, _, _ in reminders(city)] == [day for day, _, _ in ahead[1:]]


def test_a_last_day_that_has_passed_is_said_by_command_too(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.at("2026-03-10")
    words = (
        "--standard",
        "small",
        "--organizer",
        "a-1局",
        "--office",
        "o-1-1",
        "--assessor",
        "k:甲",
    )
    status, said = city.said("round", "new", "r1", *words, "--due", "2026-03-09")
    assert status == 0 and "the last day has passed: 2026-03-09" in said
    status, said = city.said("round", "new", "r2", *words, "--due", "2026-03-10")
    assert status == 0 and "has passed" not in said
    status, said = city.said("round", "correct", "r2", "--due", "2026-03-01", "--why", "误")
    assert status == 0 and "the last day has passed: 2026-03-01" in said
