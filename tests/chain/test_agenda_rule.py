"""An agenda takes no matter that a sitting could not decide: one rule for both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.rules.group import ABOUT_AN_HONOR
from civtui.workspace.titles import applications, decisions, group
from civtui.workspace.titles.honors import HONORS
from tests.titles.small import OFFICES, START, small_city

HOLDER = {"civilized-office": "o-1-1", "model-office": "o-1-1"}
NEVER = {
    *(("recommend", honor) for honor in ("agency-level", "civilized-office", "model-office")),
    *(("grant", honor) for honor in ("municipal", "provincial")),
    *((matter, "civilized-office") for matter in ("grant", "renew", "expire", "withdraw")),
}


@pytest.mark.parametrize("matter", ABOUT_AN_HONOR)
@pytest.mark.parametrize("honor", HONORS)
def test_what_is_never_the_groups_is_refused_when_it_is_called(
    tmp_path: Path, matter: str, honor: str
) -> None:
    ws = small_city(tmp_path / "w", today=START)
    item = f"{matter}:{honor}={HOLDER.get(honor, 'a-1')}"
    if (matter, honor) in NEVER:
        with pytest.raises(Refused) as refused:
            group.call(ws, "s1", [item])
        assert refused.value.where["rule"] == "awarded-by" and refused.value.hint
        return
    try:
        group.call(ws, "s1", [item])
        group.hold_sitting(ws, "s1")
        decisions.decide(ws, "s1", "1")
    except Refused as refused_later:  # for how things stand on the day, not for what it is
        assert refused_later.where["rule"] != "awarded-by"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_example_of_the_help_can_be_decided(tmp_path: Path, lang: str) -> None:
    offices = [*OFFICES["a-1"], *OFFICES["a-2"]]
    ws = small_city(tmp_path / "w", titles=[(o, "civilized-office") for o in offices], today=START)
    for agency in ("a-1", "a-2"):
        for honor in ("agency-level", "municipal"):
            assert applications.check(ws, applications.apply(ws, honor, agency).id).answer.eligible
    for key in ("verbs/group.item-hint", "titles.way-item"):
        found = re.search(
            r"(?:如|as) ([^ =，]+)=", render(msg(key), "zh" if lang == "zh" else "en")
        )
        assert found, key
        group.call(ws, "s1", [f"{found[1]}=a-1,a-2"])
