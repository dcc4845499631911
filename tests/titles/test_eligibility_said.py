"""What is said of a tier below the one that an agency holds."""

from contextlib import closing
from pathlib import Path

from civtui.locale import render
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.titles.eligibility import eligibility_of, verdict
from tests.titles.small import OFFICES, small_city


def test_a_lower_tier_is_not_offered_to_who_holds_a_higher_one(tmp_path: Path) -> None:
    held = [("a-1", "municipal"), *((one, "civilized-office") for one in OFFICES["a-1"])]
    with closing(small_city(tmp_path / "w", titles=held)) as ws:
        row, one = eligibility_of(ws, "a-1", None, None)
        said = {tier.tier: verdict(row.honor, tier) for tier in one.tiers}
        assert "更高的市级文明单位" in render(said["agency-level"], "zh")
        assert said["municipal"].key == "cli_eligibility.eligible-True"
        answer = perform(ws, verb_of("eligibility"), {"agency": "a-1"})
        assert any("不再申报" in line for line in answer.lines())
        assert answer.document()["tiers"][0]["eligible"] is True  # the right, as ever
