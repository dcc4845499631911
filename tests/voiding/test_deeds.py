"""What is taken back as one deed, what stays and why, and who may."""

import json
from datetime import date
from pathlib import Path

import pytest

from civtui.model.facts.registry import Declared
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import open_workspace
from civtui.workspace.titles import appeals, endings
from civtui.workspace.voiding.steps import last_step
from tests.rounds.small import Boss, scored_city
from tests.titles.city import City
from tests.titles.small import Sittings, small_city
from tests.voiding.tables import head, tables, void

WHY = ("--why", "误录")


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "w")


def marks(city: Boss) -> list[str]:
    return sorted(str(row[4]) for row in tables(city)["mark"])


def marks_file(folder: Path, *rows: str) -> Path:
    path = folder / "marks.csv"
    path.write_text("\n".join(["处室,项目,考评员,评分", *rows]), "utf-8")
    return path


def test_an_import_of_marks_goes_as_one_and_what_it_covered_stands(
    city: Boss, tmp_path: Path
) -> None:
    city.do("--as", "jia", "mark", "set", "r", "o-1-1", "study", "1")
    city.do("--as", "jia", "mark", "skip", "r", "o-1-1", "style", *WHY)
    before = tables(city)
    given = marks_file(
        tmp_path, "o-1-1,study,k1,3", "o-1-1,style,k1,2", "o-2-1,study,k2,4", "o-2-1,place,k2,是"
    )
    city.do("import", "marks", str(given), "--round", "r", "--overwrite")
    seq = head(city)
    assert tables(city) != before
    # over an imported mark: a mark that stands stays, one that was undone leaves nothing
    city.do("--as", "yi", "mark", "set", "r", "o-2-1", "study", "2")
    city.do("--as", "yi", "mark", "undo", "r")
    status, said = void(city, seq)
    assert status == 0 and said["kinds"] == ["marks-imported"]
    assert tables(city) == before
    void(city, said["by"])
    assert marks(city) == ["2", "3", "4", "是"]


def test_an_import_of_marks_stays_while_a_sheet_is_submitted_or_the_round_closed(
    city: Boss, tmp_path: Path
) -> None:
    city.do("import", "marks", str(marks_file(tmp_path, "o-1-1,study,k1,3")), "--round", "r")
    seq = head(city)
    city.do("round", "submit", "r", "--assessor", "k1", "--partial", *WHY, "-y")
    assert void(city, seq)[0] == 3
    city.do("round", "unlock", "r", "k1", *WHY)
    city.do("round", "close", "r", "-y")
    assert void(city, seq)[0] == 3
    city.do("round", "open", "r")
    assert void(city, seq)[0] == 0
    assert not marks(city)


def test_a_registry_taken_in_by_mistake_is_gone_from_all_counts(city: Boss, tmp_path: Path) -> None:
    before = tables(city)
    registry = tmp_path / "r.csv"
    registry.write_text(
        "机关名称,简称,处室数,现有称号,命名时间\n"
        "市a-1局,甲局,4,市级文明单位,2024-03-01\n市新局,新局,7,,\n",
        "utf-8",
    )
    city.do("import", "registry", str(registry))
    seq = head(city)
    assert {a["name"] for a in city.do("agency", "list")} >= {"市新局"}
    status, said = void(city, seq)
    assert status == 0 and len(said["facts"]) == 2  # agencies, then titles
    assert tables(city) == before
    # an agency of it that somebody has worked with keeps the import
    city.do("import", "registry", str(registry))
    seq = head(city)
    city.do("activity", "add", "新局", "读书会", "--on", "2026-01-05")
    log = head(city)
    status, said = void(city, seq)
    assert status == 3 and f"#{log}" in json.dumps(said, ensure_ascii=False)
    void(city, log)
    assert void(city, seq)[0] == 0
    assert tables(city) == before


def test_a_round_opened_wrongly_goes_while_it_has_no_marks(city: Boss) -> None:
    before = tables(city)
    city.do("round", "new", "s", "--standard", "small", "--office", "o-3-1", "--assessor", "k1:甲")
    seq = head(city)
    city.do("mark", "set", "s", "o-3-1", "study", "2", "--assessor", "k1")
    mark = head(city)
    assert void(city, seq)[0] == 3
    assert void(city, mark)[0] == 0
    assert void(city, seq)[0] == 0
    assert tables(city) == before


def test_who_may_not_keep_records_takes_back_nothing_but_their_own(city: Boss) -> None:
    city.do("user", "set", "rep", "reporter", "--agency", "a-1局")
    city.do("user", "set", "see", "observer")
    city.do("activity", "add", "a-1局", "清洁日", "--on", "2026-01-05")
    others = head(city)
    city.do("--as", "rep", "activity", "add", "a-1局", "读书会", "--on", "2026-01-05")
    own = head(city)
    for who in ("rep", "see", "jia"):
        assert void(city, others, "--as", who)[0] == 3
    assert void(city, own, "--as", "see")[0] == 3
    assert void(city, own, "--as", "rep")[0] == 0
    assert [a["title"] for a in city.do("activity", "list")] == ["清洁日"]


def test_what_has_no_way_back_here_says_so(city: Boss) -> None:
    assert void(city, 1)[0] == 3  # the workspace
    assert void(city, 10_000)[0] == 4
    assert city.run("ledger", "void", "所有", *WHY, "-y")[0] == 4
    city.do("round", "close", "r", "-y")
    status, said = void(city, head(city))
    assert status == 3 and "round open" in json.dumps(said)
    # the only admin
    log = city.do("ledger", "log", "--kind", "user-set", "-n", "50")
    boss = min(f["seq"] for f in log if f["payload"]["user"] == "boss")
    assert void(city, boss)[0] == 3


def test_a_cell_is_emptied_whoever_filled_it(city: Boss, tmp_path: Path) -> None:
    city.do("import", "marks", str(marks_file(tmp_path, "o-1-1,study,k1,3")), "--round", "r")
    imported = tables(city)
    cell = ("r", "o-1-1", "study", "--assessor", "k1")
    assert city.do("--as", "jia", "mark", "clear", *cell, *WHY)["was"] == "3"
    assert not marks(city)
    assert city.run("mark", "clear", *cell, *WHY)[0] == 3
    assert void(city, head(city), "--as", "jia")[0] == 0
    assert tables(city) == imported


def registry(tmp_path: Path, *names: str) -> str:
    path = tmp_path / f"{''.join(names)}.csv"
    rows = "\n".join(f"市{name},{name},1,," for name in names)
    path.write_text(f"机关名称,简称,处室数,现有称号,命名时间\n{rows}\n", "utf-8")
    return str(path)


def test_an_id_that_was_taken_back_is_given_to_nobody_else(city: Boss, tmp_path: Path) -> None:
    city.do("import", "registry", registry(tmp_path, "新甲局", "新乙局"))
    first = void(city, head(city))[1]["by"]
    city.do("import", "registry", registry(tmp_path, "新丙局", "新丁局"))
    ids = {a["name"]: a["id"] for a in city.do("agency", "list")}
    void(city, first)
    now = {a["name"]: a["id"] for a in city.do("agency", "list")}
    assert now.keys() >= {"市新甲局", "市新乙局", "市新丙局", "市新丁局"}
    assert len(set(now.values())) == len(now) and ids.items() <= now.items()


def test_a_restoration_is_held_to_what_its_facts_would_be(city: Boss, tmp_path: Path) -> None:
    given = marks_file(tmp_path, "o-1-1,study,k1,3")
    city.do("import", "marks", str(given), "--round", "r")
    first = void(city, head(city))[1]["by"]
    city.do("round", "submit", "r", "--assessor", "k1", "--partial", *WHY, "-y")
    assert void(city, first)[0] == 3  # a submitted sheet takes no marks back either
    city.do("round", "unlock", "r", "k1", *WHY)
    again = void(city, first)[1]["by"]
    assert marks(city) == ["3"]
    city.do("round", "close", "r", "-y")
    assert void(city, again)[0] == 3
    city.do("round", "open", "r")
    assert void(city, again)[0] == 0 and not marks(city)


def test_what_was_restored_stays_while_something_hangs_on_it(city: Boss, tmp_path: Path) -> None:
    city.do("import", "registry", registry(tmp_path, "新甲局"))
    first = void(city, head(city))[1]["by"]
    again = void(city, first)[1]["by"]
    city.do("activity", "add", "新甲局", "读书会", "--on", "2026-01-05")
    log = head(city)
    status, said = void(city, again)
    assert status == 3 and str(log) in json.dumps(said)
    # nor does what rests on it stand again without it
    gone = void(city, log)[1]["by"]
    assert void(city, again)[0] == 0
    status, said = void(city, gone)
    assert status == 3 and "stood then" in said["error"]["message"]


def test_a_sitting_was_held_as_long_as_its_decision_stands(city: Boss) -> None:
    city.do("group", "call", "s1", "--date", "2026-01-06", "--item", "card=a-1")
    city.do("group", "hold", "s1", "--on", "2026-01-06")
    held = head(city)
    city.do("decide", "add", "s1", "1", "-y")
    decided = head(city)
    assert void(city, held)[0] == 3
    assert void(city, decided)[0] == 0
    assert void(city, held)[0] == 0


def test_on_a_row_only_what_is_of_it_goes(city: Boss) -> None:
    ws = open_workspace(city.folder, user="boss")
    ws.write(
        *(Declared(agency=agency, runs_program=True) for agency in ("a-1", "a-2", "a-3")),
        right=Right.KEEP,
    )
    ws.close()
    city.do("agency", "void", "a-2", *WHY, "-y")
    runs = {row[0]: row[11] for row in tables(city)["agency"]}
    assert (runs["a-1"], runs["a-2"], runs["a-3"]) == (1, None, 1)


def test_what_was_void_already_says_so_whatever_it_was(city: Boss, tmp_path: Path) -> None:
    city.do("import", "registry", registry(tmp_path, "新甲局"))
    first = void(city, head(city))[1]["by"]
    again = void(city, first)[1]["by"]
    for seq in (first, first):
        assert void(city, seq)[0] == 3
    third = void(city, again)[1]["by"]
    assert void(city, again)[0] == 3 and third == head(city)


def test_marks_stand_again_in_their_own_round_alone(city: Boss, tmp_path: Path) -> None:
    new = ("round", "new", "t", "--standard", "small", "--office", "o-1-1", "--assessor")
    city.do(*new, "z2:赵敏")
    opened = head(city)
    given = marks_file(tmp_path, "o-1-1,study,z2,3")
    city.do("import", "marks", str(given), "--round", "t")
    gone = void(city, head(city))[1]["by"]
    assert void(city, opened)[0] == 0
    city.do(*new, "z2:王志强")  # of the same id, and another round
    assert void(city, gone)[0] == 3
    assert not marks(city)


def test_a_step_stands_again_on_its_own_card_alone(city: Boss) -> None:
    city.do("group", "call", "s1", "--date", "2026-01-06", "--item", "card=a-1,a-2")
    city.do("group", "hold", "s1", "--on", "2026-01-06")
    city.do("decide", "add", "s1", "1", "-y")
    words = ("--demands", "整改", "--decision", "s1-1", "--id", "c9", "--on", "2026-01-07", "-y")
    city.do("card", "add", "a-1", "停滞", *words)
    city.do("card", "plan", "c9", "--note", "方案", "--on", "2026-01-08")
    plan = void(city, head(city))[1]["by"]
    city.do("card", "void", "c9", *WHY, "-y")
    city.do("card", "add", "a-2", "停滞", *words)
    status, said = void(city, plan)
    assert status == 3 and "went on" in said["error"]["message"]
    assert [step["step"] for step in city.do("card", "show", "c9")["steps"]] == ["issued"]


def test_no_two_agencies_of_a_name_come_of_a_restoration(city: Boss, tmp_path: Path) -> None:
    city.do("import", "registry", registry(tmp_path, "新甲局"))
    first = void(city, head(city))[1]["by"]
    city.do("import", "registry", registry(tmp_path, "新甲局"))
    status, said = void(city, first)
    assert status == 3 and "市新甲局" in said["error"]["message"]


def test_of_an_import_of_many_one_agency_goes_alone(city: Boss, tmp_path: Path) -> None:
    city.do("import", "registry", registry(tmp_path, "新甲局", "新乙局"))
    city.do("agency", "correct", "新甲局", "--short", "甲", *WHY)
    assert city.run("agency", "void", "甲", *WHY, "-y")[0] == 0  # the correction
    assert {a["short"] for a in city.do("agency", "list")} >= {"新甲局", "新乙局"}
    assert city.run("agency", "void", "新甲局", *WHY, "-y")[0] == 0
    shorts = {a["short"] for a in city.do("agency", "list")}
    assert "新乙局" in shorts and "新甲局" not in shorts


def test_nothing_stands_again_once_what_it_touches_went_on(city: Boss) -> None:
    city.do("group", "call", "s1", "--date", "2026-01-06", "--item", "card=a-1")
    city.do("group", "hold", "s1", "--on", "2026-01-06")
    city.do("decide", "add", "s1", "1", "--id", "d1", "-y")
    first = void(city, head(city))[1]["by"]
    city.do("decide", "add", "s1", "1", "refused", "--id", "d2", "-y")
    second = head(city)
    status, said = void(city, first)
    assert status == 3 and str(second) in json.dumps(said)
    assert void(city, second)[0] == 0 and void(city, first)[0] == 0
    assert [d["id"] for d in city.do("decide", "list")] == ["d1"]


def test_a_correction_stands_again_with_its_agency_alone(city: Boss, tmp_path: Path) -> None:
    city.do("import", "registry", registry(tmp_path, "新甲局"))
    imported = head(city)
    city.do("agency", "correct", "新甲局", "--short", "甲", *WHY)
    correction = void(city, head(city))[1]["by"]
    assert void(city, imported)[0] == 0
    status, said = void(city, correction)
    assert status == 3 and "stood then" in said["error"]["message"]


def test_a_void_that_would_change_nothing_is_refused(city: Boss) -> None:
    city.do("activity", "add", "a-1局", "读书会", "--on", "2026-01-05")
    log = head(city)
    first = void(city, log)[1]["by"]
    again = void(city, first)[1]["by"]
    assert void(city, log)[0] == 0
    assert void(city, again)[0] == 3
    assert not city.do("activity", "list")


@pytest.mark.parametrize("whose", ["own", "another's", "imported"])
def test_a_cleared_cell_is_the_newest_deed_and_names_its_way_back(
    city: Boss, tmp_path: Path, whose: str
) -> None:
    if whose == "imported":
        file = tmp_path / "marks.csv"
        file.write_text("考评员,处室编号,项目,评分\nk1,o-1-1,study,2\n", encoding="utf-8")
        city.do("import", "marks", str(file), "--round", "r")
    else:
        who = ("--as", "jia") if whose == "own" else ()
        city.do(*who, "mark", "set", "r", "o-1-1", "study", "2", "--assessor", "k1")
    city.do("--as", "jia", "mark", "set", "r", "o-1-1", "style", "1")
    city.do("--as", "jia", "mark", "clear", "r", "o-1-1", "study", *WHY)
    cleared = head(city)
    assert marks(city) == ["1"]
    for verb in ("undo", "redo"):  # neither goes past it to another deed, nor puts it back by half
        status, said = city.run("--as", "jia", "mark", verb, "r")
        assert status == 3 and f"civtui ledger void {cleared} " in said["error"]["hint"]
    assert marks(city) == ["1"]
    assert void(city, cleared, "--as", "jia")[0] == 0
    assert marks(city) == ["1", "2"]
    city.do("--as", "jia", "mark", "undo", "r")  # what was done before is the newest again
    assert marks(city) == ["2"]
    city.do("--as", "jia", "mark", "redo", "r")
    assert marks(city) == ["1", "2"]
    assert city.run("ledger", "verify")[0] == 0


def test_a_typed_mark_that_was_cleared_comes_back(city: Boss) -> None:
    city.do("--as", "jia", "mark", "set", "r", "o-1-1", "study", "2")
    city.do("--as", "jia", "mark", "set", "r", "o-1-1", "style", "1")
    city.do("--as", "jia", "mark", "clear", "r", "o-1-1", "study", *WHY)
    assert marks(city) == ["1"]
    assert void(city, head(city), "--as", "jia")[0] == 0
    assert marks(city) == ["1", "2"]


def test_a_title_taken_in_at_the_start_has_no_step_but_a_correction(tmp_path: Path) -> None:
    small_city(tmp_path / "w", titles=[("a-1", "municipal")]).close()
    city = City(tmp_path / "w")
    for holder, way in (("a-1", "honor correct municipal a-1"), ("a-2", "timeline")):
        status, answer = city.run("honor", "void", holder, "--why", "误", "-y")
        assert status == 3
        assert way in answer["error"]["hint"] and "a-" in answer["error"]["message"]
        assert ("taken in" in answer["error"]["message"]) == (holder == "a-1")


def test_the_last_step_of_a_delisted_one_is_the_answer_to_its_appeal(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")])
    sittings, day = Sittings(ws), date(2026, 3, 2)
    lost = sittings.decide("delist:municipal=a-1", day)
    endings.end(ws, "municipal", ["a-1"], "delisted", lost, on=day)
    appeals.appeal(ws, "a-1", lost, on=day)
    answered = sittings.decide("appeal=a-1", day)
    appeals.answer_appeal(ws, "a-1", lost, answered, on=day)
    seq = ws.head()
    assert last_step(ws, "holder", "a-1").seq == seq
    gone = perform(ws, verb_of("honor.void"), {"thing": "a-1", "why": "误"}).document()
    assert gone["facts"] == [seq]
    ws.close()


def test_a_user_stands_again_whatever_became_of_the_agencys_applications(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")])
    for user, role, agency in (("boss", "admin", None), ("own", "reporter", "a-1")):
        perform(ws, verb_of("user.set"), {"name": user, "role": role, "agency": agency})
    taken = ws.head()
    perform(ws, verb_of("activity.add"), {"agency": "a-1", "title": "读书会", "on": "2026-01-06"})
    told = ws.head()
    perform(ws, verb_of("apply.add"), {"honor": "municipal", "agency": "a-1"})
    for fact in (taken, told, ws.head()):
        perform(ws, verb_of("ledger.void"), {"fact": str(fact), "why": "误"})
    for by in (told + 3, told + 2):  # the activity, then the user: the application stays void
        perform(ws, verb_of("ledger.void"), {"fact": str(by), "why": "有效"})
    ws.close()


@pytest.mark.parametrize("how", ["recused", "merged", "handed over"])
def test_marks_of_whom_the_judge_may_mark_no_more_are_taken_out(
    city: Boss, tmp_path: Path, how: str
) -> None:
    """They would not be put there now: neither do they stand again."""
    judges = ("--assessor", "k1:甲:a-3局", "--assessor", "k2:乙")
    offices = ("--office", "o-1-1", "--office", "o-2-1")
    city.do("round", "new", "q", "--standard", "small", *offices, *judges)
    city.do("round", "assign", "q", "--per-subject", "1" if how == "handed over" else "2")
    dealt = next(row[2] for row in tables(city)["round_share"] if row[:2] == ("q", "k1"))
    given = str(dealt) if how == "handed over" else "o-1-1"
    city.do("import", "marks", str(marks_file(tmp_path, f"{given},study,k1,3")), "--round", "q")
    seq = head(city)
    if how == "recused":
        city.do("round", "recuse", "q", "k1", "o-1-1", *WHY)
    elif how == "merged":
        file = tmp_path / "reform.toml"
        step = '[[move]]\noffice = "o-1-1"\nto = "a-3"\n'
        file.write_text(f'id = "x1"\neffective = 2029-12-28\n{step}', encoding="utf-8")
        city.do("agency", "reform", str(file))
    else:
        city.do("round", "hand-over", "q", "k1", "k2", "--office", given, *WHY)
    status, said = void(city, seq)
    assert status == 0 and marks(city) == []
    assert void(city, said["by"])[0] == 3
    assert marks(city) == []
    assert city.run("ledger", "verify")[0] == 0
