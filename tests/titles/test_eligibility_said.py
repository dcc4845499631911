"""What is said of a tier below the one that an agency holds."""

from contextlib import closing
from pathlib import Path

from civtui.locale import render
from civtui.verbs import verb_of
from civtui.workspace.files.reports import _eligibility as eligibility_section
from civtui.workspace.finding.records import eligibility_record
from civtui.workspace.performing.performing import perform
from civtui.workspace.titles.eligibility import eligibility_list, eligibility_of, verdict
from tests.titles.small import OFFICES, small_city


def test_a_lower_tier_is_not_offered_to_who_holds_a_higher_one(tmp_path: Path) -> None:
    held = [("a-1", "municipal"), *((one, "civilized-office") for one in OFFICES["a-1"])]
    with closing(small_city(tmp_path / "w", titles=held)) as ws:
        row, one = eligibility_of(ws, "a-1", None, None)
        said = {tier.tier: verdict(row.honors, tier) for tier in one.tiers}
        assert "更高的市级文明单位" in render(said["agency-level"], "zh")
        assert said["municipal"].key == "cli_eligibility.eligible-True"
        answer = perform(ws, verb_of("eligibility"), {"agency": "a-1"})
        assert any("不再申报" in line for line in answer.lines())
        assert answer.document()["tiers"][0]["eligible"] is True  # the right, as ever


def test_no_list_ticks_a_tier_below_the_one_that_is_held(tmp_path: Path) -> None:
    """The list, its filter, the report and the command say what the pane says."""
    offices = [(office, "civilized-office") for office in OFFICES["a-1"]]
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal"), *offices])
    judged = next(one for one in eligibility_list(ws) if one.agency.id == "a-1")
    assert judged.marks == ("outranked", "True", "False")
    assert eligibility_record(judged)["eligible"] == ("municipal",)
    printed = perform(ws, verb_of("eligibility"), {}).lines()
    (line,) = [line for line in printed if line.endswith("市a-1局")]
    assert line.startswith("^ 市直机关文明单位  ✓ 市级文明单位  ✗")
    section = eligibility_section(ws)
    said = [row[3] for row in section["table"]["rows"] if row[0] == "市a-1局"]
    assert said == ["已持有更高称号", "可以", "不可以"]
    ws.close()


def test_of_a_lower_tier_that_a_card_bars_the_higher_title_is_said_too(tmp_path: Path) -> None:
    held = [("a-1", "provincial")]
    with closing(small_city(tmp_path / "w", titles=held)) as ws:
        row, one = eligibility_of(ws, "a-1", "municipal", None)
        assert not one.tiers[0].eligible
        said = verdict(row.honors, one.tiers[0])
        assert "不可以申报" in render(said, "zh") and "更高的省级文明单位" in render(said, "zh")
        assert "the provincial title above it" in render(said, "en")
        own = eligibility_of(ws, "a-1", "provincial", None)[1].tiers[0]
        assert "更高" not in render(verdict(row.honors, own), "zh")
