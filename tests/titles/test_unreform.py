"""A reform is taken back as long as nothing that stands rests on it; ids are given but once."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.ledger import queries
from civtui.ledger.verify import verify
from civtui.model.errors import BadInput, Refused
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency, agency_rows, office_rows
from civtui.workspace.fact_words import sentence
from civtui.workspace.files.imports import import_registry
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform, refused
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import endings, party_group, reforms
from civtui.workspace.titles.decided import decision_rows
from civtui.workspace.voiding.doing import taking, void
from tests.rounds.small import panel_city
from tests.titles.small import START, Sittings, small_city
from tests.voiding.tables import tables_of

MERGE = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n'
MOVE = '[[move]]\noffice = "o-1-1"\nto = "a-3"\n'
RENAME = '[[rename]]\nagency = "a-3"\nname = "市改名局"\n'
ABOLISH = '[[abolish]]\nagency = "a-2"\n'
SPLIT = '[[split_office]]\noffice = "o-3-1"\ninto = ["处甲", "处乙"]\n'
WHY = "误录"
ME = "the acting user"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(
        tmp_path / "w",
        titles=[
            *(("a-1", "municipal"), ("a-3", "municipal")),
            *(("o-1-1", "civilized-office"), ("o-1-1", "model-office")),
        ],
    )
    yield made
    made.close()


def reform(ws: Workspace, id_: str, text: str) -> int:
    """Do a reform and return the number of its fact."""
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "{id_}"\neffective = 2026-02-02\n{text}', "utf-8")
    reforms.reform(ws, file)
    return ws.head()


def deed(ws: Workspace, verb: str, **given: Any) -> int:
    """Perform a verb and return the number of the last fact it wrote."""
    values = {name.replace("_", "-"): value for name, value in given.items()}
    perform(ws, verb_of(verb), {n: ws.user if v == ME else v for n, v in values.items()})
    return ws.head()


def registry(ws: Workspace, *names: str) -> int:
    file = ws.dir / "names.csv"
    file.write_text("机关名称,简称\n" + "".join(f"{n},{n}\n" for n in names), "utf-8")
    import_registry(ws, file)
    return ws.head()


def held_back(ws: Workspace, id_: str, newest: int) -> Refused:
    """Take back a reform in vain: `newest` is what is named."""
    with pytest.raises(Refused) as told:
        reforms.take_back(ws, id_)
    assert told.value.message.key == "voiding.hangs"
    assert told.value.message.values["seq"] == newest
    return told.value


# a thing done after a reform: what the reform was, and the verbs
LATER: dict[str, tuple[str, list[tuple[str, dict[str, Any]]]]] = {
    "activity": (MERGE, [("activity.add", {"agency": "a-4", "title": "读书会"})]),
    "duty": (
        MERGE,
        [
            (
                "duty.add",
                {
                    "agency": "a-4",
                    "duty": "archive",
                    "owner": "甲",
                    "target": "乙",
                    "year": "2026",
                    "state": "failed",
                },
            )
        ],
    ),
    "application": (MERGE, [("apply.add", {"honor": "provincial", "agency": "a-4"})]),
    "declaration": (MERGE, [("agency.set", {"agency": "a-4", "runs_program": "yes"})]),
    "correction": (MERGE, [("agency.correct", {"agency": "a-4", "short": "新", "why": WHY})]),
    "of an office": (MERGE, [("office.correct", {"office": "o-1-1", "name": "处零", "why": WHY})]),
    "veto": (MERGE, [("honor.veto", {"agency": "a-4", "event": "x", "months": "3"})]),
    "sitting": (
        MERGE,
        [("group.call", {"sitting": "s1", "date": "2026-03-01", "item": ["card=a-4"]})],
    ),
    "user": (MERGE, [("user.set", {"name": "u", "role": "reporter", "agency": "a-4"})]),
    "moved office": (MOVE, [("office.correct", {"office": "o-1-1", "name": "处零", "why": WHY})]),
    "sitting on a moved office": (
        MOVE,
        [
            (
                "group.call",
                {"sitting": "s1", "date": "2026-03-01", "item": ["renew:model-office=o-1-1"]},
            )
        ],
    ),
    "renamed": (RENAME, [("agency.correct", {"agency": "a-3", "short": "改", "why": WHY})]),
    "renamed, declared": (RENAME, [("agency.set", {"agency": "a-3", "runs_program": "yes"})]),
    "new office": (SPLIT, [("office.correct", {"office": "o-3-5", "name": "处丙", "why": WHY})]),
}


@pytest.mark.parametrize(("text", "steps"), LATER.values(), ids=LATER)
def test_what_rests_on_a_reform_keeps_it_until_it_is_void(
    ws: Workspace, text: str, steps: list[tuple[str, dict[str, Any]]]
) -> None:
    deed(ws, "user.set", name=ME, role="admin")  # the first user stays
    before = tables_of(ws)
    reform(ws, "r1", text)
    seqs = [deed(ws, verb, **given) for verb, given in steps]
    told = held_back(ws, "r1", seqs[-1])
    assert told.hint is not None and f"ledger void {seqs[-1]}" in locale.render(told.hint, "zh")
    back = verb_of(verb_of("agency.reform").inverse)
    assert refused(ws, back, "r1") == told.message
    for seq in reversed(seqs):
        void(ws, seq, WHY)
    reforms.take_back(ws, "r1")
    after = tables_of(ws)
    assert {t for t in after if after[t] != before[t]} == {"reform"}
    assert verify(ws.ledger) == []


def test_what_does_not_rest_on_a_reform_leaves_it_free(ws: Workspace) -> None:
    reform(ws, "r1", RENAME + SPLIT)
    deed(ws, "activity.add", agency="a-3", title="读书会")
    deed(ws, "agency.correct", agency="a-1", short="一", why=WHY)
    registry(ws, "市另局")
    reform(ws, "r2", ABOLISH)
    reforms.take_back(ws, "r1")
    assert (agency(ws, "a-3").name, agency(ws, "a-1").short) == ("市a-3局", "一")
    assert [r.state for r in reforms.reform_rows(ws)] == ["done", "taken-back"]
    assert verify(ws.ledger) == []


def test_a_title_that_changed_hands_keeps_its_reform(ws: Workspace) -> None:
    group = Sittings(ws)
    reform(ws, "r1", MERGE)
    ruled = group.decide("withdraw:municipal=a-4", START.replace(month=3))
    held_back(ws, "r1", ws.head())
    endings.end(ws, "municipal", ["a-4"], "withdrawn", ruled, on=START.replace(month=3))
    told = held_back(ws, "r1", ws.head())
    assert int(told.message.values["count"]) >= 3  # the sitting called, decided, carried out


def test_a_decision_within_an_agency_on_an_office_that_moved_keeps_its_reform(
    ws: Workspace,
) -> None:
    reform(ws, "r1", MOVE)
    party_group.decide(
        ws, "a-3", "withdraw", ["o-1-1"], session="党组会", on=START.replace(month=3)
    )
    held_back(ws, "r1", ws.head())
    assert decision_rows(ws)


def test_a_card_and_an_application_that_changed_hands_keep_their_reform(ws: Workspace) -> None:
    deed(ws, "apply.add", honor="provincial", agency="a-1", id="k1", on=str(START))
    ruled = Sittings(ws).decide("card=a-1", START)
    deed(
        ws,
        "card.add",
        agency="a-1",
        cause="停滞",
        demands="整改",
        decision=ruled,
        id="c1",
        on=str(START),
    )
    reform(ws, "r1", MERGE)
    before = tables_of(ws)
    for verb, given in (
        ("card.plan", {"card": "c1", "note": "照办", "on": "2026-02-03"}),
        ("apply.close", {"case": "k1", "cause": "withdrawn", "on": "2026-02-03"}),
    ):
        seq = deed(ws, verb, **given)
        held_back(ws, "r1", seq)
        void(ws, seq, WHY)
    assert tables_of(ws) == before
    said = announced(ws, verb_of("agency.unreform"), {"reform": "r1"})
    text = locale.render(said, "zh")
    for part in (
        "恢复 a-1局、a-2局",
        "取消新设的 市新局",
        "划回处室",
        "8 个",
        "称号 1 项复原",
        "黄牌 1 张复原",
        "申报 1 件复原",
    ):
        assert part in text, text


def test_an_office_renamed_is_said_before_a_reform_is_taken_back(ws: Workspace) -> None:
    reform(ws, "r1", SPLIT)
    said = announced(ws, verb_of("agency.unreform"), {"reform": "r1"})
    text = locale.render(said, "zh")
    assert "取消新设的 a-3局/处乙" in text and "改回原名：a-3局/处甲" in text
    assert "恢复" not in text.partition("要恢复这次改革")[0]


def test_a_reform_is_taken_back_with_its_reason_and_how_it_is_put_back_is_said(
    ws: Workspace,
) -> None:
    reform(ws, "r1", SPLIT)
    said = announced(ws, verb_of("agency.unreform"), {"reform": "r1"})
    assert "civtui agency reform" in locale.render(said, "zh")
    perform(ws, verb_of("agency.unreform"), {"reform": "r1", "why": "方案未获批准"})
    (told,) = [fact for fact in fact_rows(ws) if fact.kind == "reform-taken-back"]
    assert "方案未获批准" in sentence(ws, told)


def test_a_round_over_what_a_reform_made_or_moved_keeps_it(tmp_path: Path) -> None:
    panel_city(tmp_path / "w")
    with closing(open_workspace(tmp_path / "w", user="boss")) as ws:
        for id_, text, office in (("r1", MOVE, "o-1-1"), ("r2", SPLIT, "处乙")):
            reform(ws, id_, text)
            seq = deed(
                ws, "round.new", id=id_, standard="small", office=[office], assessor=["k1:甲"]
            )
            held_back(ws, id_, seq)
            void(ws, seq, WHY)
            reforms.take_back(ws, id_)
        assert verify(ws.ledger) == []


@pytest.mark.parametrize(("text", "name"), [(MERGE, "市a-1局"), (RENAME, "市a-3局")])
def test_no_two_agencies_of_a_name_come_of_taking_a_reform_back(
    ws: Workspace, text: str, name: str
) -> None:
    reform(ws, "r1", text)
    other = "a-3" if text == MERGE else "a-1"
    taken = deed(ws, "agency.correct", agency=other, name=name, why=WHY)
    with pytest.raises(Refused) as told:
        reforms.take_back(ws, "r1")
    assert told.value.message.key == "voiding.called-alike"
    assert told.value.message.values["name"] == name
    void(ws, taken, WHY)
    reforms.take_back(ws, "r1")


def test_a_reform_that_keeps_a_name_is_taken_back(ws: Workspace) -> None:
    reform(ws, "r1", MERGE.replace("市新局", "市a-1局"))
    reforms.take_back(ws, "r1")
    assert agency(ws, "市a-1局").id == "a-1"


# --- ids ---


def test_an_id_is_given_once_whatever_was_taken_back(ws: Workspace) -> None:
    reform(ws, "r1", MERGE + SPLIT)
    reforms.take_back(ws, "r1")
    reform(ws, "r2", MERGE + SPLIT)
    assert agency(ws, "市新局").id == "a-5"
    assert "o-3-6" in {office.id for office in office_rows(ws, "a-3")}
    reforms.take_back(ws, "r2")
    taken = registry(ws, "市甲局")
    assert agency(ws, "市甲局").id == "a-6"
    void(ws, taken, WHY)
    reform(ws, "r3", MERGE + SPLIT)
    assert agency(ws, "市新局").id == "a-7"
    registry(ws, "市乙局")
    assert agency(ws, "市乙局").id == "a-8"
    file = ws.dir / "offices.csv"
    file.write_text("机关名称,处室名称\n市a-3局,处丁\n", "utf-8")
    import_registry(ws, file)
    given = {row[0] for row in queries.rows(ws.ledger, "agencies", "ids-given")}
    assert {"o-3-5", "o-3-6", "o-3-7"} < given
    assert next(o.id for o in office_rows(ws, "a-3") if o.name == "处丁") == "o-3-8"


# --- what is taken back counts no more ---


def test_an_import_goes_once_the_reform_over_it_is_taken_back(ws: Workspace) -> None:
    before = tables_of(ws)
    taken = registry(ws, "市甲局", "市乙局")
    seq = reform(ws, "r1", '[[merge]]\nagencies = ["市甲局", "市乙局"]\nname = "市新局"\n')
    refusal = taking(ws, taken).refusal
    assert refusal is not None and refusal.message.values["seq"] == seq
    reforms.take_back(ws, "r1")
    _, by = void(ws, taken, WHY)
    after = tables_of(ws)
    assert {t for t in after if after[t] != before[t]} == {"reform"}
    void(ws, by, WHY)
    assert agency(ws, "市甲局").id == "a-4"
    assert verify(ws.ledger) == []


def test_a_later_reform_or_correction_that_does_not_stand_keeps_no_reform(ws: Workspace) -> None:
    before = tables_of(ws)
    reform(ws, "r1", RENAME)
    reform(ws, "r2", '[[rename]]\nagency = "a-3"\nname = "市再改局"\n')
    told = held_back(ws, "r1", ws.head())
    assert told.hint is not None and "agency unreform r2" in locale.render(told.hint, "zh")
    reforms.take_back(ws, "r2")
    corrected = deed(ws, "agency.correct", agency="a-3", short="改", why=WHY)
    held_back(ws, "r1", corrected)
    void(ws, corrected, WHY)
    reforms.take_back(ws, "r1")
    after = tables_of(ws)
    assert {t for t in after if after[t] != before[t]} == {"reform"}


def test_what_rested_on_a_reform_does_not_stand_again_without_it(ws: Workspace) -> None:
    early = deed(ws, "activity.add", agency="a-1", title="早")
    reform(ws, "r1", MERGE + MOVE.replace("o-1-1", "o-3-1").replace("a-3", "a-1"))
    backs = []
    for given in ({"agency": "a-4"}, {"agency": "a-3"}):
        _, by = void(ws, deed(ws, "activity.add", title="晚", **given), WHY)
        backs.append(by)
    moved = deed(ws, "office.correct", office="o-3-1", name="处零", why=WHY)
    _, by = void(ws, moved, WHY)
    reforms.take_back(ws, "r1")
    for dead in (backs[0], by):
        refusal = taking(ws, dead).refusal
        assert refusal is not None and refusal.message.key == "voiding.rests-on-reform"
    void(ws, backs[1], WHY)  # of an agency that the reform left alone
    _, by = void(ws, early, WHY)
    void(ws, by, WHY)
    assert verify(ws.ledger) == []


def test_the_log_says_that_a_reform_was_taken_back_and_offers_it_no_more(ws: Workspace) -> None:
    from civtui.workspace.fact_words import sentence, taken
    from civtui.workspace.reading import history
    from civtui.workspace.voiding.ways import other_way

    seq = reform(ws, "r1", MERGE)
    activity = deed(ws, "activity.add", agency="a-4", title="读书会")
    void(ws, activity, WHY)
    assert other_way(ws, seq) == ("agency.unreform", {"reform": "r1"})
    reforms.take_back(ws, "r1")
    assert other_way(ws, seq) is None
    rows = {row.seq: row for row in history.fact_rows(ws)}
    assert rows[seq].taken_back_by == ws.head()
    assert [n for n, row in rows.items() if row.taken_back_by] == [activity, seq]
    assert taken(rows[seq], sentence(ws, rows[seq])).startswith(f"【已撤回 #{ws.head()}】")
    assert "市新局" in sentence(ws, rows[activity])  # the name of what is no more
    for number, key in ((seq, "titles.reform-back"), (ws.head(), "voiding.other-way")):
        refusal = taking(ws, number).refusal
        assert refusal is not None and refusal.message.key == key
        assert refusal.hint is not None and refusal.hint.key == "titles.way-reform-again"


def test_the_last_step_of_what_a_reform_made_is_the_reform(ws: Workspace) -> None:
    reform(ws, "r1", MERGE + SPLIT)
    for noun, id_ in (("agency", "a-4"), ("office", "o-3-1")):
        with pytest.raises(Refused) as told:
            perform(ws, verb_of(f"{noun}.void"), {"thing": id_, "why": WHY})
        assert told.value.hint is not None
        assert "agency unreform" in locale.render(told.value.hint, "zh")
    declared = deed(ws, "agency.set", agency="a-3", runs_program="yes")
    perform(ws, verb_of("agency.void"), {"thing": "a-3", "why": WHY})
    assert ws.ledger.payload(ws.head())["facts"] == [declared]
    declared = deed(ws, "agency.set", agency="a-3", stage="started")
    void(ws, declared, WHY)
    reforms.take_back(ws, "r1")
    perform(ws, verb_of("agency.void"), {"thing": "a-3", "why": WHY})
    assert "a-3" not in {row.id for row in agency_rows(ws)}  # out of the import of all, alone


def test_a_reform_of_nothing_is_taken_back(ws: Workspace) -> None:
    reform(ws, "r1", "")
    assert announced(ws, verb_of("agency.unreform"), {"reform": "r1"}) is not None
    reforms.take_back(ws, "r1")


def test_a_reform_is_brought_back_by_another_id_in_its_file(ws: Workspace) -> None:
    reform(ws, "r1", MERGE)
    reforms.take_back(ws, "r1")
    with pytest.raises(BadInput) as told:
        reform(ws, "r1", MERGE)
    assert told.value.hint is not None
    text = locale.render(told.value.hint, "zh")
    assert "文件" in text and "--id" not in text
    reform(ws, "r2", MERGE)
    assert agency(ws, "市新局").id == "a-5"
