"""What was due before an agency was on record is not asked of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.overview.due_records import due_records
from civtui.workspace.performing.performing import perform
from tests.titles.small import small_city

TODAY = date(2026, 6, 1)


def test_a_new_agency_owes_no_report_of_before(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=TODAY)
    # the first is due before the city began to keep its registry here: of that one all are asked
    for title, due in (("旧", "2026-01-02"), ("小结", "2026-03-01"), ("总结", "2026-06-30")):
        given = {"title": title, "due": due, "year": "2026"}
        perform(ws, verb_of("report.filing.add"), given)

    def asked() -> list[tuple[str, str]]:
        rows = perform(ws, verb_of("report.chase"), {"year": "2026"}).document()["rows"]
        return sorted((row["due"], row["agency"]) for row in rows)

    def due() -> int:
        found = due_records(ws, ws.today(), date(2026, 12, 31))
        return sum(one.records for one in found if one.register == "filing")

    before, counted = asked(), due()
    assert len(before) == 9 and counted == 9
    perform(ws, verb_of("agency.add"), {"name": "市新设局"})
    assert [row for row in asked() if row not in before] == [("2026-06-30", "市新设局")]
    assert due() == 10
    perform(ws, verb_of("agency.add"), {"name": "市早设局", "on": "2026-02-01"})
    new = [day for day, name in asked() if name == "市早设局"]
    assert new == ["2026-03-01", "2026-06-30"] and due() == 12
    assert agency(ws, "市新设局").name == "市新设局"
    ws.close()
