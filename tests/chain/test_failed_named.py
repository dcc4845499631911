"""A result that carries no title is named in the proposal, also where it is only flagged."""

from pathlib import Path

from tests.chain.road import strict_road


def test_a_failed_result_is_named_where_it_is_only_flagged(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w", title_needs_result="flagged")
    city.round()
    city.at("2026-02-10")
    status, said = city.said("round", "propose", "r1", "--first", "4")
    assert status == 0
    (line,) = [one for one in said.splitlines() if "does not carry" in one]
    assert "处4" in line and "6" in line
    again = city.do("round", "propose", "r1", "--first", "4")
    assert [one["name"] for one in again["failing"]] == ["a-1局/处4"]
    assert not again["left_out"]


def test_where_a_result_is_required_it_is_left_out_alone(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.round()
    city.at("2026-02-10")
    put = city.do("round", "propose", "r1", "--first", "4")
    assert [one["name"] for one in put["left_out"]] == ["a-1局/处4"] and not put["failing"]
