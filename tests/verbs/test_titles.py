"""The verbs of titles: names as people write them, what will happen, why not now."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.cli.main import run
from civtui.model.errors import Refused
from civtui.model.roles import Right
from civtui.verbs import every_verb, verb_of
from civtui.workspace.performing.foreseeing import announced, previewed
from civtui.workspace.performing.performing import deeds, perform, refused
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, group, seats
from civtui.workspace.titles.sittings import sitting_rows
from tests.titles.small import OFFICES, small_city

DAY = date(2026, 3, 1)
Do = Callable[..., Any]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    titles = [*((o, "civilized-office") for o in OFFICES["a-1"]), ("o-3-1", "model-office")]
    made = small_city(tmp_path / "w", titles=titles)
    yield made
    made.close()


def do(ws: Workspace, verb: str, **given: Any) -> Any:
    return perform(ws, verb_of(verb), given).document()


def will(ws: Workspace, verb: str, **given: Any) -> str:
    said = announced(ws, verb_of(verb), given)
    assert said is not None
    assert locale.render(said, "en")
    return locale.render(said, "zh")


def why_not(ws: Workspace, verb: str, row: str) -> str | None:
    found = refused(ws, verb_of(verb), row)
    return found.key if found else None


def test_only_what_writes_is_confirmed() -> None:
    reading = [verb.id for verb in every_verb() if verb.right is Right.READ and verb.confirm]
    assert reading == []


def test_an_application_says_who_applies_for_what_and_whether_it_may(ws: Workspace) -> None:
    text = will(ws, "apply.add", honor="市直机关文明单位", agency="a-2局", on="2026/3/1")
    assert "市a-2局" in text and "2026-03-01" in text and "不" in text
    made = do(ws, "apply.add", honor="agency-level", agency="a-2局")
    assert why_not(ws, "apply.result", made["id"]) == "titles.wrong-state"
    assert why_not(ws, "apply.check", made["id"]) is None
    assert "终止" in will(ws, "apply.close", case=made["id"], cause="withdrawn")
    do(ws, "apply.close", case=made["id"], cause="withdrawn")
    assert why_not(ws, "apply.close", made["id"]) == "titles.wrong-state"


def test_a_deed_of_an_application_names_its_way_to_the_public_notice(ws: Workspace) -> None:
    made = applications.apply(ws, "agency-level", "a-1", on=DAY).id
    assert why_not(ws, "notice.add", made) == "titles.wrong-state"
    assert why_not(ws, "apply.submit", made) == "titles.wrong-state"
    shown = {deed.verb.id for deed in deeds(ws, "case", made)}
    assert {"apply.check", "apply.show", "notice.add", "apply.submit"} <= shown


def test_an_agenda_is_written_in_words(ws: Workspace) -> None:
    item = ["黄牌警告=a-1局,市a-2局", "复查保留：标兵处室=a-3局/处1"]
    called = do(ws, "group.call", sitting="s1", item=item, date="2026年3月1日")
    assert [(i["matter"], i["honor"], i["subjects"]) for i in called["agenda"]] == [
        ("card", None, ["a-1", "a-2"]),
        ("renew", "model-office", ["o-3-1"]),
    ]
    assert why_not(ws, "group.hold", "s1") is None
    do(ws, "group.hold", sitting="s1", present=["m1", "m2"], chair="m2")
    assert why_not(ws, "group.hold", "s1") == "titles.sitting-over"


def test_titles_begin_and_end_after_a_sentence(ws: Workspace) -> None:
    do(ws, "decide.inside", agency="a-2", matter="grant", subjects=["处1"], session="x", id="d1")
    given = {"honor": "文明处室", "holders": ["a-2局/处1"], "decision": "d1"}
    text = will(ws, "honor.grant", **given)
    assert "命名" in text and "d1" in text and "处1" in text
    assert do(ws, "honor.grant", **given)["holders"] == ["o-2-1"]
    assert why_not(ws, "honor.withdraw", "o-2-1") == "titles.none-waits"
    assert why_not(ws, "honor.withdraw", "o-2-2") == "titles.not-held-by"
    assert "撤销" in will(ws, "honor.withdraw", **given)
    assert why_not(ws, "honor.keep", "o-2-1") == "titles.none-waits"
    assert why_not(ws, "honor.keep", "o-2-2") == "titles.not-held-by"


def test_only_what_was_lost_comes_back_or_is_appealed(ws: Workspace) -> None:
    inside = {"agency": "a-2", "subjects": ["处1"]}
    do(ws, "decide.inside", **inside, matter="grant", session="x", id="d1", on="2026-02-01")
    given = {"honor": "文明处室", "holders": ["a-2局/处1"]}
    do(ws, "honor.grant", **given, decision="d1", on="2026-03-01")
    assert why_not(ws, "honor.restore", "o-2-1") == "titles.lost-none"
    assert why_not(ws, "honor.appeal", "a-2") == "titles.never-delisted"
    do(ws, "decide.inside", **inside, matter="withdraw", session="y", id="d2", on="2026-03-02")
    do(ws, "honor.withdraw", **given, decision="d2", on="2026-03-02")
    assert why_not(ws, "honor.restore", "o-2-1") == "titles.none-waits"
    assert why_not(ws, "honor.restore", "o-2-2") == "titles.lost-none"


def test_rows_of_agencies_and_offices_offer_the_verbs_of_holders(ws: Workspace) -> None:
    for kind, row in (("agency", "a-1"), ("office", "o-1-1")):
        assert {"honor.grant", "honor.timeline"} <= {d.verb.id for d in deeds(ws, kind, row)}
    group.call(ws, "s1", ["card=a-1"], held_on=DAY)
    assert "honor.grant" not in {d.verb.id for d in deeds(ws, "sitting", "s1")}


def test_a_veto_says_until_when_it_bars(ws: Workspace) -> None:
    given = {"agency": "a-1局", "event": "重大事故", "months": "6", "on": "2026-06-01"}
    text = will(ws, "honor.veto", **given)
    assert do(ws, "honor.veto", **given)["ends"] in text


def test_objections_are_to_the_notices_own_applications(ws: Workspace) -> None:
    from civtui.model.facts.applications import NoticePosted

    mine = applications.apply(ws, "agency-level", "a-1").id
    applications.apply(ws, "agency-level", "a-2")
    today = ws.today()
    ws.write(
        NoticePosted(
            notice="n1",
            cases=(mine,),
            days=5,
            counting="working",
            first=today,
            last=today + timedelta(days=7),
        ),
        right=Right.KEEP,
    )
    assert [p.id for p in candidates(ws, "case", {"notice": "n1"})] == [mine]
    assert len(candidates(ws, "case", {})) == 2
    assert why_not(ws, "notice.object", "n1") is None
    made = do(ws, "notice.object", notice="n1", case="a-1局", matter="有举报")
    assert made["case"] == mine
    assert why_not(ws, "notice.handle", made["id"]) is None
    assert do(ws, "notice.handle", objection=made["id"], outcome="rejected", finding="不实")
    assert why_not(ws, "notice.handle", made["id"]) == "titles.answered"


def test_facts_of_a_file_need_no_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "facts.toml"
    facts.write_text('agency = "甲局"\nas_of = 2026-03-01\n', "utf-8")
    words = ["-w", str(tmp_path / "none"), "eligibility"]
    status = run([*words, "--facts", str(facts), "--json"])
    document = json.loads(capsys.readouterr().out)
    assert status == 0 and document["tiers"], document
    assert run([*words, "a-1", "--facts", str(facts)]) == 2
    assert run([*words, "--json"]) == 4
    assert "error" in json.loads(capsys.readouterr().out)


def test_a_new_member_is_nobody_who_is_like_it(ws: Workspace) -> None:
    do(ws, "group.add", member="m", name="新成员")
    assert [m.id for m in seats.member_rows(ws) if m.name] == ["m"]


def test_another_agenda_for_a_sitting_says_which_it_takes_the_place_of(ws: Workspace) -> None:
    given = {"sitting": "s7", "date": DAY, "item": ["card=a-1"]}
    call = verb_of("group.call")
    assert not previewed(ws, call, given).lines and not perform(ws, call, given).aside
    assert not previewed(ws, call, given).lines  # the same once more changes nothing
    other = given | {"item": ["card=a-2", "card=a-1"], "date": DAY + timedelta(days=1)}
    for said in (previewed(ws, call, other).lines, perform(ws, call, other).aside):
        agenda, day = said
        old, _, new = agenda.partition(" → ")
        assert "a-1局" in old and "a-2局" not in old
        assert "a-2局" in new and "a-1局" in new
        assert "2026-03-01 → 2026-03-02" in day
    with_paper = other | {"paper": ["材料.pdf"]}
    assert "材料.pdf" in previewed(ws, call, with_paper).lines[0]


def test_a_sitting_that_is_over_names_an_id_for_another_one(ws: Workspace) -> None:
    given = {"sitting": "s7", "date": DAY, "item": ["card=a-1"]}
    perform(ws, verb_of("group.call"), given)
    perform(ws, verb_of("group.hold"), {"sitting": "s7"})
    for verb, values in (("group.call", given), ("group.hold", {"sitting": "s7"})):
        with pytest.raises(Refused) as told:
            perform(ws, verb_of(verb), values)
        assert told.value.hint is not None
        sitting = told.value.hint.values["sitting"]
        assert sitting not in {row.id for row in sitting_rows(ws)}
    perform(ws, verb_of("group.call"), given | {"sitting": sitting})
