"""What a merger hands over of titles: vetoes bar the successor, lists say whose a thing was."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.agencies import agencies
from civtui.workspace.building import signals
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, endings, notices, reforms
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.holders import holds
from civtui.workspace.titles.record import as_of, circular
from civtui.workspace.voiding.doing import void
from tests.titles.merger import HEIR, MERGE, PARENTS, merge, merged_city
from tests.titles.small import OFFICES, START, Sittings, let_pass, small_city


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    locale.use("zh")
    made = merged_city(tmp_path_factory.mktemp("merged") / "w")
    merge(made)
    yield made
    made.close()


def said(ws: Workspace, verb: str, **values: Any) -> tuple[Any, str]:
    answer = perform(ws, verb_of(verb), values)
    return answer.document(), "\n".join(answer.lines())


def test_the_lists_say_whose_a_card_an_application_a_title_was(merged: Workspace) -> None:
    cards, text = said(merged, "card.list")
    assert [(c["agency"], c["was"], c["former"]) for c in cards] == [(HEIR, "a-1", "市a-1局")]
    assert "市新局（原市a-1局）" in text
    cases, text = said(merged, "apply.list")
    assert {(c["id"], c["agency"], c["was"]) for c in cases} == {
        ("k1", HEIR, "a-2"),
        ("k2", HEIR, "a-1"),
    }
    assert "新局（原a-2局）" in text and "新局（原a-1局）" in text
    held, text = said(merged, "honor.list", honor="municipal")
    assert [(h["holder"], h["was"]) for h in held] == [(HEIR, "a-1,a-2")]
    assert "市新局（原a-1局、a-2局）" in text and held[0]["name"] == "市新局"


def test_one_thing_shows_whose_it_was(merged: Workspace) -> None:
    document, text = said(merged, "card.show", card="c1")
    assert document["was"] == "a-1" and "原市a-1局" in text
    document, text = said(merged, "apply.show", case="k1")
    assert document["was"] == "a-2" and "新局（原a-2局）" in text
    titles = said(merged, "agency.show", agency=HEIR)[0]["titles"]
    assert [title["was"] for title in titles if title["honor"] == "municipal"] == ["a-1,a-2"]
    assert agencies.titles_of(merged, HEIR)[0].said("市级") == "市级（原a-1局、a-2局）"


def test_the_record_of_a_day_and_of_the_year_say_it_too(merged: Workspace) -> None:
    assert [c["agency"] for c in as_of(merged, merged.today())["cards"]] == ["市新局（原市a-1局）"]
    carded = circular(merged, 2026).annexes["carded"]
    assert [row["name"] for row in carded] == ["市新局（原市a-1局）"]


def test_what_nobody_handed_over_says_nothing_of_it(tmp_path: Path) -> None:
    ws = merged_city(tmp_path / "w")
    for verb in ("card.list", "apply.list", "honor.list"):
        for row in said(ws, verb)[0]:
            assert not {"was", "former"} & set(row), verb
    assert all(c.agency in PARENTS for c in card_rows(ws))
    assert json.dumps(signals._facts(ws, agencies.agency_rows(ws)), default=str)


def test_a_veto_follows_to_the_successor_and_comes_back(tmp_path: Path) -> None:
    merged = merged_city(tmp_path / "w")
    merge(merged)
    answer = eligibility_of(merged, HEIR, "agency-level")[1].tiers[0]
    assert [r.rule for r in answer.reasons if r.holds is False and r.rule == "not-vetoed"]
    with pytest.raises(Refused) as refused:
        perform(merged, verb_of("apply.add"), {"honor": "provincial", "agency": HEIR})
    assert refused.value.where["rule"] in ("vetoes", "open-card")
    due = due_rows(merged, days=4000)
    assert [row.subject for row in due if row.what == "veto"] == [HEIR]
    reforms.take_back(merged, "r1")
    due = due_rows(merged, days=4000)
    assert [row.subject for row in due if row.what == "veto"] == ["a-2"]


def test_a_reform_says_that_a_veto_goes_on(tmp_path: Path) -> None:
    ws = merged_city(tmp_path / "w")
    file = ws.dir / "reform.toml"
    file.write_text(MERGE, "utf-8")
    notes = reforms.reform(ws, file, dry_run=True).notes
    assert [n.values["agency"] for n in notes if n.key == "titles.veto-goes"] == ["市a-2局"]


def test_of_two_applications_for_one_title_the_one_further_on_goes_on(tmp_path: Path) -> None:
    ws = small_city(
        tmp_path / "w", titles=[(o, "civilized-office") for o in OFFICES["a-2"]], today=START
    )
    let_pass(ws, date(2026, 11, 1))
    for agency in PARENTS:
        perform(
            ws,
            verb_of("agency.set"),
            {"agency": agency, "runs-program": True, "has-conditions": True},
        )
        perform(ws, verb_of("apply.add"), {"honor": "agency-level", "agency": agency, "id": agency})
    assert perform(ws, verb_of("apply.check"), {"case": "a-2"}).document()["outcome"] == "passed"
    file = ws.dir / "reform.toml"
    file.write_text(MERGE.replace("2026-12-10", "2026-11-01"), "utf-8")
    notes = reforms.reform(ws, file, dry_run=True).notes
    assert [n.values for n in notes if n.key == "titles.case-ends-beside"] == [
        {"case": "a-1", "other": "a-2"}
    ]
    reforms.reform(ws, file)
    found = {row.id: (row.agency, row.state, row.was) for row in applications.case_rows(ws)}
    assert found == {"a-2": (HEIR, "checked", "a-2"), "a-1": (HEIR, "reform", "a-1")}
    assert verify(ws.ledger) == []
    reforms.take_back(ws, "r1")
    found = {row.id: (row.agency, row.state, row.was) for row in applications.case_rows(ws)}
    assert found == {"a-2": ("a-2", "checked", ""), "a-1": ("a-1", "applied", "")}


def submitted_twice(folder: Path, honor: str) -> Workspace:
    """Return a city where two agencies applied for a title, both went up, and they were merged."""
    titles = [(o, "civilized-office") for agency in PARENTS for o in OFFICES[agency]]
    titles += [(agency, "agency-level") for agency in PARENTS]
    ws = small_city(folder, titles=titles, today=START)
    let_pass(ws, date(2026, 11, 1))
    sittings = Sittings(ws)
    for agency in PARENTS:
        perform(
            ws,
            verb_of("agency.set"),
            {"agency": agency, "runs-program": True, "has-conditions": True},
        )
        applications.apply(ws, honor, agency, case=agency)
        assert applications.check(ws, agency, score="90", why="汇总").outcome == "passed"
        sittings.decide(f"recommend:{honor}={agency}", ws.today())
        notices.post(ws, [agency], notice=f"n-{agency}")
    let_pass(ws, date(2026, 12, 10))
    for agency in PARENTS:
        applications.submit(ws, [agency], f"上报{agency}")
    merge(ws)
    return ws


@pytest.mark.parametrize("granted", [True, False])
def test_the_answer_to_either_of_two_submitted_applications_is_recorded(
    tmp_path: Path, granted: bool
) -> None:
    ws = submitted_twice(tmp_path / "w", "municipal")
    ended = next(row for row in applications.case_rows(ws) if row.state == "reform")
    goes_on = next(row for row in applications.case_rows(ws) if row.state == "submitted")
    with pytest.raises(Refused) as told:
        applications.close(ws, ended.id, "withdrawn")
    assert told.value.hint is not None and told.value.hint.key == "titles.way-awaited"
    given = {"document": "省文明委1号", "by": "省文明委"}
    answered = applications.receive(ws, ended.id, granted=granted, **given)
    answer = ws.head()
    assert (answered.agency, answered.was) == (HEIR, ended.was)
    assert "原" in answered.agency_name
    assert answered.state == ("granted" if granted else "refused-above")
    assert holds(ws, HEIR, "municipal") is granted
    assert not holds(ws, ended.was, "municipal")
    with pytest.raises(Refused):  # once
        applications.receive(ws, ended.id, granted=granted, **given)
    applications.receive(ws, goes_on.id, granted=True, **given)
    assert holds(ws, HEIR, "municipal")
    assert verify(ws.ledger) == []
    with pytest.raises(Refused):  # the title goes on with it
        void(ws, answer, "误")
    void(ws, ws.head(), "误")
    with pytest.raises(Refused):
        reforms.take_back(ws, "r1")
    void(ws, answer, "误")
    assert not holds(ws, HEIR, "municipal")
    assert applications.case_row(ws, ended.id).state == "reform"
    reforms.take_back(ws, "r1")
    assert {row.state for row in applications.case_rows(ws)} == {"submitted"}
    assert verify(ws.ledger) == []


def test_an_application_that_a_reform_ended_unsubmitted_gets_no_answer(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    let_pass(ws, date(2026, 12, 10))
    for agency in PARENTS:
        applications.apply(ws, "municipal", agency, case=agency)
    merge(ws)
    ended = next(row for row in applications.case_rows(ws) if row.state == "reform")
    with pytest.raises(Refused):
        applications.receive(ws, ended.id, granted=False, document="1号", by="省文明委")


@pytest.mark.parametrize("document", ["", "委发〔2026〕9号"])
def test_the_timeline_names_the_reform_by_which_a_title_goes_over(
    tmp_path: Path, document: str
) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    file = ws.dir / "reform.toml"
    text = MERGE.replace("2026-12-10", START.isoformat())
    line = 'document = "委发〔2026〕9号"\n'
    file.write_text(text if document else text.replace(line, ""), "utf-8")
    reforms.reform(ws, file)
    events, text = said(ws, "honor.timeline", holder=HEIR)
    assert [e["event"] for e in events] == ["opening", "reform", "re-recognized"]
    assert "由 a-1局 合并而来" in text and "(a-1)" not in text
    opened, ended, again = [line for line in text.splitlines() if "市级文明" in line]
    assert locale.t("cli.opening-balance") in opened.split("  ")[3]
    for line in (ended, again):
        assert line.split("  ")[3] == (document or "机构改革 r1")


@pytest.mark.parametrize("policy", ["guidance-group-decides", "ends-with-parent"])
def test_an_inherited_bar_that_is_undecided_is_nowhere_said_not_to_stand(
    tmp_path: Path, policy: str
) -> None:
    titles = [("a-1", "agency-level")]
    ws = small_city(
        tmp_path / "w", titles=titles, today=START, policies={"merger-delisting": policy}
    )
    ruled = Sittings(ws).decide("delist:agency-level=a-1", START)
    endings.end(ws, "agency-level", ["a-1"], "delisted", ruled, on=START)
    file = ws.dir / "reform.toml"
    file.write_text(MERGE.replace("2026-12-10", START.isoformat()), "utf-8")
    reforms.reform(ws, file)
    perform(
        ws, verb_of("agency.set"), {"agency": HEIR, "runs-program": True, "has-conditions": True}
    )
    open_ = policy == "guidance-group-decides"
    _, asked = said(ws, "eligibility", agency=HEIR, tier="agency-level")
    _, filed = said(ws, "apply.add", honor="agency-level", agency=HEIR, id="k1")
    checked, found = said(ws, "apply.check", case="k1")
    free = "✓ " + locale.t("rules.not-delisted-free")
    noted = ("摘牌", "由指导小组在本次决定中一并确定")
    assert (noted[1] in filed) == open_
    for text in (asked, found):
        (line,) = [line for line in text.splitlines() if free in line or noted[1] in line]
        assert line.strip().startswith("? " if open_ else "✓ ")
        assert (noted[0] in line and noted[1] in line) == open_
    assert checked["outcome"] == "passed"  # the group has it before it with its decision
