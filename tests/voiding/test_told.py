"""What was taken back is said with what it was, in words and in `--json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from civtui.cli.main import run
from civtui.locale import pattern
from civtui.model.facts.titles import CardEnded, Withdrawn
from civtui.model.text import Lang
from civtui.verbs import verb_of
from civtui.workspace.fact_words.words import SORTS
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import open_workspace
from civtui.workspace.titles import endings
from tests.titles.small import START, Sittings, small_city


def test_it_is_said_what_was_taken_back_and_what_stands_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = small_city(tmp_path / "w")
    ws.close()
    where = ["-w", str(tmp_path / "w")]
    assert run(["user", "set", "hong", "clerk", *where]) == 0
    capsys.readouterr()
    assert run(["user", "void", "hong", "--why", "重名", *where]) == 0
    said = capsys.readouterr().out
    assert "已作废 1 条登记" in said and "hong" in said
    number = said.partition("#")[2].partition("）")[0]
    assert run(["ledger", "void", number, "--why", "没有重名", "--json", *where]) == 0
    document = json.loads(capsys.readouterr().out)
    assert "hong" in document["what"]
    assert {"facts", "kinds", "by", "why"} <= document.keys()


# a deed done by hand -> what it is told as where it is taken back
DEEDS = {
    "agency correct-people a-1 --chief 乙 --why 误": "更正人员：a-1局，第一责任人",
    "agency correct-people a-1 --reporter 乙 --chief 丙 --why 误": (
        "更正人员：a-1局，第一责任人、联络员"
    ),
    "office correct o-1-1 --head 乙 --why 误": "更正人员：a-1局/处1，负责人",
    "agency correct a-1 --sector 综合 --why 误": "更正登记：a-1局",
    "office correct o-1-1 --name 处零 --why 误": "更正登记：a-1局/处",
    "agency add 市新局": "登记名册：市新局",
    "office add a-1 新处": "登记名册：a-1局/新处",
}


@pytest.mark.parametrize(("deed", "said"), DEEDS.items())
def test_a_deed_of_the_registry_is_told_by_what_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], deed: str, said: str
) -> None:
    small_city(tmp_path / "w").close()
    where = ["-w", str(tmp_path / "w"), "--lang", "zh"]
    assert run([*deed.split(), *where]) == 0
    ws = open_workspace(tmp_path / "w")
    number = str(ws.head())
    ws.close()
    capsys.readouterr()
    assert run(["ledger", "void", number, "--why", "误", *where]) == 0
    assert said in capsys.readouterr().out


def test_evidence_that_serves_nothing_any_more_is_said_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_city(tmp_path / "w").close()
    where = ["-w", str(tmp_path / "w"), "--lang", "zh"]
    paper, other = tmp_path / "签到.txt", tmp_path / "别处.txt"
    paper.write_text("签到", "utf-8")
    other.write_text("别处", "utf-8")
    add = ["activity", "add", "a-1", "--on", "2026-03-01", "--evidence", str(other)]
    assert run([*add, "读书会", "--evidence", str(paper), *where]) == 0
    ws = open_workspace(tmp_path / "w")
    first = str(ws.head())
    ws.close()
    assert run([*add, "座谈会", *where]) == 0  # the other piece still serves this one
    capsys.readouterr()
    assert run(["ledger", "void", first, "--why", "误", *where]) == 0
    said = capsys.readouterr().err
    assert "签到.txt" in said and "别处.txt" not in said
    number = said.partition("ledger void ")[2].split()[0]
    assert run(["ledger", "void", number, "--why", "误", *where]) == 0
    capsys.readouterr()
    assert run(["evidence", "list", "--json", *where]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == ["别处.txt"]


@pytest.mark.parametrize(
    ("matter", "cause", "said"),
    [("delist", "delisted", "摘牌"), ("withdraw", "withdrawn", "撤销称号")],
)
def test_the_end_of_a_title_is_called_by_its_cause_where_it_is_taken_back(
    tmp_path: Path, matter: str, cause: str, said: str
) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    ruled = Sittings(ws).decide(f"{matter}:municipal=a-1", START)
    endings.end(ws, "municipal", ["a-1"], cause, ruled)
    ended = ws.head()
    perform(ws, verb_of("ledger.void"), {"fact": ended, "why": "误"})
    log = list(perform(ws, verb_of("ledger.log"), {"limit": 2}).lines())
    assert f"作废 #{ended} {said}" in log[0]
    assert f" {said} " in log[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sort_of_a_kind_of_fact_has_its_words(lang: Lang) -> None:
    sorts = {"withdrawn": (Withdrawn, "cause"), "card-ended": (CardEnded, "outcome")}
    assert {kind: key for kind, (_, key) in sorts.items()} == SORTS
    for kind, (body, key) in sorts.items():
        for sort in get_args(body.model_fields[key].annotation):
            assert pattern(f"tui.fact-{kind}-{sort}", lang), (kind, sort)
