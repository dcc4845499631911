"""A decision stands in the list with its command until it is carried out: each matter, each way."""

import shlex
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.ledger import queries
from civtui.model.facts.registry import OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.rules.group import MATTERS
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import applications, card_steps, endings, party_group, reforms
from civtui.workspace.titles.carrying_out import CARRIED_OUT_BY, Undone, undone
from tests.titles.city import City
from tests.titles.small import OFFICES, START, Sittings, small_city

TODAY = START + timedelta(days=60)
ELSEWHERE = {"plan", "standard", "measure", "result", "other", "reform", "appeal"}
ONE, TWO = OFFICES["a-1"][:2]


class Town:
    """A small city in which a decision is taken."""

    def __init__(self, folder: Path) -> None:
        rest = [one for many in OFFICES.values() for one in many if one not in (ONE, TWO)]
        titles = [("a-1", "municipal"), *((one, "civilized-office") for one in rest)]
        self.ws = small_city(folder, titles=titles, today=TODAY)
        ended = OpeningTitle(holder="a-2", honor="municipal", since=START, until=date(2026, 2, 1))
        self.ws.write(Registered(titles=(ended,)), right=Right.KEEP, effective=START)
        self.sittings = Sittings(self.ws)

    def decide(self, item: str) -> str:
        return self.sittings.decide(item, TODAY)

    def card(self, *, met: bool | None = None) -> None:
        ruled = self.sittings.decide("card=a-1", START)
        card = card_steps.issue(self.ws, "a-1", "卫生差", "整改", ruled, on=START).state.id
        if met is not None:
            card_steps.progress(self.ws, card, "re-inspected", met=met, on=START)


def _recommend(town: Town) -> str:
    case = applications.apply(town.ws, "municipal", "a-3", on=TODAY).id
    applications.check(town.ws, case, score="95", on=TODAY)
    return town.decide("recommend:municipal=a-3")


def _grant(town: Town) -> str:
    given = {"session": "党组会议", "on": TODAY}
    return party_group.decide(town.ws, "a-1", "grant", [ONE, TWO], **given).id


def _grant_agency(town: Town) -> str:
    case = applications.apply(town.ws, "agency-level", "a-3", on=TODAY).id
    applications.check(town.ws, case, score="95", on=TODAY)
    return town.decide("grant:agency-level=a-3")


def _restore(town: Town) -> str:
    ruled = town.sittings.decide("delist:municipal=a-1", START)
    endings.end(town.ws, "municipal", ["a-1"], "delisted", ruled, on=START)
    return town.decide("restore:municipal=a-1")


def _clear(town: Town) -> str:
    town.card(met=True)
    return town.decide("clear-card=a-1")


def _prolong(town: Town) -> str:
    town.card(met=False)
    return town.decide("prolong-card=a-1")


def _delist_card(town: Town) -> str:
    town.card(met=False)
    return town.decide("delist-card=a-1")


WAYS: list[tuple[str, Callable[[Town], str]]] = [
    ("recommend", _recommend),
    ("grant", _grant),
    ("grant", _grant_agency),
    ("restore", _restore),
    ("clear-card", _clear),
    ("prolong-card", _prolong),
    ("delist-card", _delist_card),
    ("card", lambda town: town.decide("card=a-1")),
    *(
        (matter, lambda town, matter=matter: town.decide(f"{matter}:municipal=a-1"))
        for matter in ("renew", "withdraw", "delist")
    ),
    ("expire", lambda town: town.decide("expire:municipal=a-2")),
]


def waiting(ws: Workspace) -> list[Undone]:
    return undone(ws, TODAY)


def test_every_matter_has_a_way() -> None:
    assert {matter for matter, _ in WAYS} == {*CARRIED_OUT_BY} == {*MATTERS} - ELSEWHERE


@pytest.mark.parametrize(("matter", "way"), WAYS)
def test_a_decision_waits_with_its_command_until_that_has_run(
    tmp_path: Path, matter: str, way: Callable[[Town], str]
) -> None:
    folder = tmp_path / "w"
    town = Town(folder)
    decision = way(town)
    (one,) = waiting(town.ws)
    assert (one.matter, one.decision) == (matter, decision)
    town.ws.close()
    words = shlex.split(one.command)
    if matter == "card":
        words[words.index("…")] = "卫生差"
        words[words.index("…")] = "整改"
    assert "…" not in words
    City(folder).do(*words)
    ws = open_workspace(folder)
    assert waiting(ws) == []
    given = {"last": date.max.isoformat(), "heirs": "{}", "alone": "[]", "bound": "[]"}
    assert queries.rows(ws.ledger, "due", "decisions", given) == []
    ws.close()


MERGERS = {
    "agencies": '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "新 局"\n',
    "offices": f'[[merge_office]]\noffices = ["{ONE}", "{TWO}"]\nname = "新 处"\n',
}
AFTER = [
    (matter, way, "agencies")
    for matter, way in WAYS
    if matter in ("renew", "card", "clear-card", "prolong-card", "delist-card")
] + [("grant", _grant, "offices"), ("grant", _grant, "agencies")]


@pytest.mark.parametrize(("matter", "way", "merger"), AFTER)
def test_a_command_calls_an_heir_as_it_is_called_now(
    tmp_path: Path, matter: str, way: Callable[[Town], str], merger: str
) -> None:
    folder = tmp_path / "w"
    town = Town(folder)
    way(town)
    file = folder / "r.toml"
    file.write_text(f'id = "r"\neffective = {TODAY}\n{MERGERS[merger]}', "utf-8")
    reforms.reform(town.ws, file)
    (one,) = waiting(town.ws)
    assert one.matter == matter
    town.ws.close()
    words = shlex.split(one.command)
    if matter == "card":
        words[words.index("…")] = "卫生差"
        words[words.index("…")] = "整改"
    City(folder).do(*words)
    ws = open_workspace(folder)
    assert waiting(ws) == []
    ws.close()
