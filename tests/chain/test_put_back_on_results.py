"""A decision that is put back: the results that it rests on have their marks still."""

from pathlib import Path

from tests.chain.road import Road, strict_road

WHY = ("--why", "误录", "-y")


def head(city: Road) -> int:
    found: int = city.do("status")["ledger"]["seq"]
    return found


def test_a_decision_does_not_stand_again_on_results_without_marks(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.round(close=False)
    mark = head(city)  # the last office's last mark
    city.do("round", "close", "r1")
    city.inside("o-1-1")
    own = city.do("ledger", "void", str(head(city)), *WHY)["by"]
    city.do("round", "open", "r1")
    # marks of others are none of its business, and neither is a round that is open again
    city.do("ledger", "void", str(mark), *WHY)
    again = city.do("ledger", "void", str(own), *WHY)["by"]
    city.do("ledger", "void", str(again), *WHY)
    city.do("mark", "clear", "r1", "o-1-1", "study", "--why", "误录")
    gone = head(city)
    said = city.refused("ledger", "void", str(own), *WHY, rule="result-emptied")
    assert "a-1局/处1 scored 10" in said
    city.do("mark", "set", "r1", "o-1-1", "study", "4")
    assert head(city) > gone
    city.do("ledger", "void", str(own), *WHY)
    assert [row["id"] for row in city.do("decide", "list")] == ["2026-a-1-1"]
