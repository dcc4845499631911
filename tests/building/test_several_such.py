"""What several entries of a catalogue go by means none of them: they are named with their ids."""

from pathlib import Path

from tests.rounds.small import scored_city

HELD = ("inspection", "add", "a-1", "--on", "2025-12-10", "--plan", "scheduled", "--by")
FOUND = ("inspection", "finding", "add", "a-1", "--grave", "minor", "--outcome", "open", "--text")


def test_two_inspections_of_a_day_are_told_apart(tmp_path: Path) -> None:
    city = scored_city(tmp_path / "w")
    first = city.do(*HELD, "secretariat")
    city.do(*FOUND, "台账不全", "--inspection", "2025-12-10")  # by its day, while that names one
    second = city.do(*HELD, "party")
    status, told = city.run(*FOUND, "没有计划", "--inspection", "2025-12-10")
    assert status != 0
    error = told["error"]
    assert error["message"].startswith("2 entries") and error["nearest"] is None
    assert {one.split()[0] for one in error["allowed"]} == {first["id"], second["id"]}
    city.do(*FOUND, "没有计划", "--inspection", second["id"])
