"""What is said of a count or a gap is true: its range, and never short by nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from civtui import locale
from civtui.model.errors import BadInput
from civtui.model.text import Lang
from civtui.rules.eligibility import assess
from civtui.workspace.files.profiles import load
from civtui.workspace.titles.eligibility_facts import MOST_OFFICES, read_facts

DAY = date(2026, 6, 30)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("facts", "most"),
    [
        ({"offices": [{"count": MOST_OFFICES + 1}]}, MOST_OFFICES),
        ({"offices": [{"count": -1}]}, MOST_OFFICES),
        ({"offices_declared": 10**9}, MOST_OFFICES),
        ({"events": [{"on": DAY, "kind": "veto", "months": 1201}]}, 1200),
    ],
)
def test_a_count_out_of_range_is_told_the_range(
    lang: Lang, facts: dict[str, Any], most: int
) -> None:
    with pytest.raises(BadInput) as refused:
        read_facts({"as_of": DAY, **facts}, "f")
    said = locale.error_line(refused.value, lang)
    assert f"0 {'到' if lang == 'zh' else 'to'} {most}" in said
    assert f"0–{most}" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("honors", [None, [], ["civilized-office"]])
def test_a_gap_is_never_nothing(lang: Lang, honors: list[str] | None) -> None:
    offices = [] if honors is None else [{"count": 3, "honors": honors}]
    rules = load("standard")
    facts = read_facts({"as_of": DAY, "runs_program": True, "offices": offices}, "f")
    answer = assess(facts, rules.gates(), rules.policies, rules.periods())
    for tier in answer.tiers:
        said = [locale.render(reason.why, lang) for reason in tier.reasons]
        said += [locale.render(missing.text, lang) for missing in tier.missing]
        assert not [text for text in said if "差 0" in text or "by 0" in text]
        assert all(missing.count > 0 for missing in tier.missing)
