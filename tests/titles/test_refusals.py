"""Every refusal of the life of titles says rule, reason and way out."""

import ast
from pathlib import Path

import pytest

import civtui.workspace.titles as room
from civtui.locale import error_json, error_line, render
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import Lang, msg
from civtui.verbs import verb_of
from civtui.workspace.performing import performing
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, group, seats
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.result_basis import results_said
from civtui.workspace.titles.sittings import sitting_row
from tests.titles.small import START, Sittings, small_city

FILES = sorted(Path(room.__path__[0]).glob("*.py"))


def refusals(path: Path) -> list[ast.Call]:
    """Return every `Refused(...)` that a file makes."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refused"
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_says_rule_reason_and_way_out(path: Path) -> None:
    for call in refusals(path):
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        assert call.args, f"{path.name}:{call.lineno} gives no reason"
        assert "hint" in given, f"{path.name}:{call.lineno} shows no way out"
        where = given.get("where")
        rules = [k.value for k in getattr(where, "keys", []) if isinstance(k, ast.Constant)]
        assert "rule" in rules, f"{path.name}:{call.lineno} names no rule"


def test_an_open_card_names_the_commands_that_end_it(tmp_path: Path) -> None:
    strict = {"open-card": "barred"}
    ws = small_city(tmp_path / "w", policies=strict, today=START)
    ruled = Sittings(ws).decide("card=a-1", START)
    card_steps.issue(ws, "a-1", "脏乱", "整改", ruled, card="c1")
    with pytest.raises(Refused) as refused:
        applications.apply(ws, "agency-level", "a-1")
    said = render(refused.value.hint or msg(""))
    for command in ("card inspect c1 met", "clear-card=a-1", "card clear c1 --decision"):
        assert command in said


def test_a_share_that_sank_is_told_with_its_figure(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    _, answer = eligibility_of(ws, "a-1", "municipal", START)
    said = [
        render(one.why)
        for tier in answer.tiers
        for one in tier.reasons
        if one.rule == "share-falls-below"
    ]
    assert said and all("0/4" in one for one in said)


def test_a_renewal_is_put_before_the_group_with_its_result(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("o-1-1", "civilized-office")], today=START)
    group.call(ws, "s1", ["renew:civilized-office=o-1-1"], agency="a-1")
    row = sitting_row(ws, "s1")
    assert results_said(ws, row.agenda[0], row.on) != []


@pytest.mark.parametrize(("language", "names"), [("zh", "推荐"), ("en", "keep on review")])
def test_matters_are_told_by_name(tmp_path: Path, language: Lang, names: str) -> None:
    ws = small_city(tmp_path / "w", today=START)
    for item in ("none=a-1", "grant:municipal=a-1", "grant:none=a-1"):
        with pytest.raises(CivtuiError) as told:
            group.call(ws, "s", [item], held_on=START)
        said = error_line(told.value, language)
        ids = ("clear-card", "civilized-office", "事项改为 recommend")
        assert not [one for one in ids if one in said], said
    assert names in error_line(_refused(ws, "none=a-1"), language)
    # a program goes by the ids
    document = error_json(_refused(ws, "none=a-1"), language)["error"]
    assert isinstance(document, dict) and "clear-card" in document["allowed"]
    ws.close()


def _refused(ws: Workspace, item: str) -> CivtuiError:
    with pytest.raises(CivtuiError) as told:
        group.call(ws, "s", [item], held_on=START)
    return told.value


def test_who_led_a_sitting_is_told_by_name(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    seats.seat(ws, "m1", name="王主任", part="chair", on=START)
    Sittings(ws).decide("card=a-1", START)
    found = performing.perform(ws, verb_of("group.show"), {"sitting": "s1"})
    said = list(found.lines())
    ws.close()
    assert "王主任" in said[1] and "m1" not in said[1]
