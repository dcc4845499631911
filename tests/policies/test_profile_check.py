"""`profile check` looks at the workspace's profile, and says in which file and line it errs."""

from __future__ import annotations

import json
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.locale import current, render
from civtui.model.figures import shown
from civtui.model.registers import REGISTERS
from civtui.profile.document import REWARD_INPUTS
from civtui.workspace.building.reward_figures import INPUTS
from civtui.workspace.files.creating import init
from civtui.workspace.results.wording import Topic, wordings
from civtui.workspace.rounds.round_life import open_round
from civtui.workspace.session import open_workspace
from tests.titles.small import START, small_city

WHEN = 'when = { zh = "试", en = "test" }\n'


def city(tmp_path: Path, own: str, base: str = "") -> list[str]:
    """Return the words before a command in a workspace whose profile extends another file."""
    init(tmp_path / "w").close()
    extends = f'extends = "standard"\n{base}'
    (tmp_path / "w" / "base.toml").write_text(f'id = "base"\n{extends}', encoding="utf-8")
    text = f'id = "own"\nextends = "base.toml"\n{own}'
    (tmp_path / "w" / "profile.toml").write_text(text, encoding="utf-8")
    return ["-w", str(tmp_path / "w"), "--lang", "en"]


@pytest.mark.parametrize("at", ["profile.toml", "base.toml"])
@pytest.mark.parametrize(
    ("text", "near"),
    [
        (f'[policy.lader]\nchoice = "any-order"\n{WHEN}', "ladder"),
        (f'[policy.ladder]\nchoice = "any-oder"\n{WHEN}', "any-order"),
        ("[card]\nmonths = 3\nremind_day = [1]\n", "remind_days"),
    ],
)
def test_a_misspelt_name_is_told_with_file_line_and_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str, text: str, near: str
) -> None:
    given = {"own": text} if at == "profile.toml" else {"own": "", "base": text}
    assert run([*city(tmp_path, **given), "profile", "check", "--json"]) == 4
    said = json.loads(capsys.readouterr().out)["error"]
    assert said["where"]["file"].endswith(at) and said["nearest"] == near
    assert said["where"]["line"] == (5 if "remind_day" in text else 3)


@pytest.mark.parametrize("at", ["profile.toml", "base.toml"])
def test_a_finding_names_the_file_and_line_it_stands_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str
) -> None:
    text = '[[quota]]\nhonor = "no-such"\nkind = "fixed"\nplaces = 1\n'
    given = {"own": text} if at == "profile.toml" else {"own": "", "base": text}
    words = city(tmp_path, **given)
    assert run([*words, "profile", "check", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["line"]) == ("no-honor", 4)
    assert found["file"].endswith(at)
    assert run([*words, "profile", "check"]) == 1
    assert f"{at}:4: quota.no-such" in capsys.readouterr().out


def test_without_a_workspace_it_checks_the_standard_programme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-w", str(tmp_path), "profile", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["profile"]["id"] == "standard"


DROPPED = """[[together]]
id = "deployed"
title = { zh = "同部署", en = "Deployed together" }

[[campaign]]
id = "style"
title = { zh = "优良作风", en = "Excellent style of work" }
"""


def test_keys_of_an_earlier_release_open_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = city(tmp_path, DROPPED)
    assert run([*words, "status", "--json"]) == 0
    capsys.readouterr()
    assert run([*words, "profile", "check", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["code"], f["where"], f["line"], f["warning"]) for f in found] == [
        ("dropped", "campaign", 7, True),
        ("dropped", "together", 3, True),
    ]
    assert run([*words, "profile", "check"]) == 0
    said = capsys.readouterr().out
    assert "warning: no longer read" in said and "is sound" in said


HONOR = '[[honor]]\nid = "{id}"\n'
GATE = f"[[honor.gate]]\n{WHEN.replace('when', 'wording')}"
LINK = '[[reward]]\nid = "leadership-record"\n'
TITLE = 'title = { zh = "试", en = "test" }\n'


@pytest.mark.parametrize(
    ("own", "code", "where"),
    [
        (HONOR.format(id="municipal") + "recommended_only = false\n", "not-so", "recommended_only"),
        (
            HONOR.format(id="agency-level") + "recommended_only = true\n",
            "not-so",
            "recommended_only",
        ),
        (HONOR.format(id="municipal") + 'awarded_by = "guidance-group"\n', "not-so", "awarded_by"),
        (HONOR.format(id="model-office") + 'awarded_by = "higher-body"\n', "not-so", "awarded_by"),
        (HONOR.format(id="model-office") + GATE + 'rule = "no-card"\n', "unread", "gate[0]"),
        ('[[quota]]\nhonor = "model-office"\nkind = "one-for-one"\n', "unread", "model-office"),
        (LINK + 'input = "building-scor"\n', "no-input", "leadership-record.input"),
        (LINK + 'at_least = "abc"\n', "no-number", "leadership-record.at_least"),
        (
            HONOR.format(id="muncipal")
            + f'{TITLE}holder = "agency"\nawarded_by = "panel"\ndecided_by = "panel"\n',
            "no-such",
            "honor.muncipal",
        ),
    ],
)
def test_what_nothing_would_follow_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own: str, code: str, where: str
) -> None:
    assert run([*city(tmp_path, own), "profile", "check", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert found["code"] == code and found["where"].endswith(where)
    assert found["file"].endswith("profile.toml") and found["line"] and not found["warning"]


def test_a_link_may_judge_what_the_lists_can_be_made_of() -> None:
    assert tuple(INPUTS) == REWARD_INPUTS


def test_every_body_of_the_programme_is_named_where_its_work_is_shown(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    judge = {"id": "b1", "name": "张三", "agency": None, "related": []}
    open_round(
        ws, "r", name="r", standard="civilized-office", subjects=["o-1-1"], assessors=[judge]
    )
    profile = ws.profile()
    topics = [*(Topic("honor", honor.id) for honor in profile.honor), Topic("group")]
    topics += [*(Topic("register", id_) for id_ in REGISTERS), Topic("standard", "r")]
    found = wordings(ws, topics)
    said = " ".join(render(line) for one in found for line in (*one.follows, one.text or ""))
    ws.close()
    for body in profile.bodies:
        assert getattr(body.role, current()) in said, body.id


def test_a_notice_in_working_days_names_the_source_of_the_days_off(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", own={"notice": {"days": 5, "count": "working"}}, today=START)
    source = next(table.source for table in ws.profile().holidays if table.year == START.year)
    follows = [render(line) for line in wordings(ws, [Topic("notice")])[0].follows]
    ws.close()
    assert any(source in line for line in follows)


def test_a_rounding_in_prose_changes_no_figure_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = city(tmp_path, 'rounding = { zh = "取整数", en = "whole numbers" }\n')
    assert run([*words, "status", "--json"]) == 0
    capsys.readouterr()
    assert run([*words, "profile", "check", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["where"], found["warning"]) == ("dropped", "rounding", True)
    with closing(open_workspace(tmp_path / "w")) as ws:
        said = [render(line) for one in wordings(ws, [Topic("advanced")]) for line in one.follows]
        assert shown(Fraction(2, 3)) == "0.67" and any("2 decimals" in line for line in said)
        assert not any("whole numbers" in line for line in said)


SHARES = [
    ("group", "quorum", "1/2"),
    ("group", "majority", "1/2"),
    *(("rhythm", key, "1/3") for key in ("visit_share", "drop_share", "trend_p", "lag_share")),
]


@pytest.mark.parametrize(("table", "key", "good"), SHARES)
@pytest.mark.parametrize("bad", ["3/2", "0", "0/3", "x", "1/0"])
def test_a_share_lies_between_nothing_and_the_whole(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    table: str,
    key: str,
    good: str,
    bad: str,
) -> None:
    text = f"[card]\nmonths = 3\n[{table}]\n{key} = "
    words = [*city(tmp_path, f'{text}"{bad}"\n'), "profile", "check", "--json"]
    assert run(words) == 4
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["where"]["line"], error["value"]) == (6, bad)
    assert "such as" in error["message"] and "also" not in error
    own = tmp_path / "w" / "profile.toml"
    own.write_text(own.read_text("utf-8").replace(f'"{bad}"', f'"{good}"'), "utf-8")
    assert run(words) == 0


def test_every_share_of_the_profile_is_tried() -> None:
    from civtui.profile import document

    found = {
        key
        for model in vars(document).values()
        if isinstance(model, type) and issubclass(model, document.Part)
        for key, field in model.model_fields.items()
        if field.annotation is str and "/" in str(field.default)
    }
    assert found == {key for _, key, _ in SHARES} | {"share", "at_least"}


def test_all_faults_are_told_at_once_in_one_form_and_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = '[[quota]]\nhonor = "municipal"\nkind = "renewal-share"\nshare = "5"\n'
    own = (
        f'[policy.ladder]\nchoice = "any-oder"\n{WHEN}[card]\nmonths = 0\n[veto]\nmonths = 0\n'
        '[[honor]]\nid = "municipal"\n[[honor.gate]]\nrule = "sharing"\nat_least = "x"\n'
        f"{TITLE.replace('title', 'wording')}"
    )
    words = [*city(tmp_path, own, base)[:2], "--lang", "zh", "profile", "check"]
    assert run(words) == 4
    lines = capsys.readouterr().err.splitlines()
    at = [(3, "policy"), (13, "rule"), (14, "at_least"), (6, "share"), (7, "card"), (9, "veto")]
    for (line, key), said in zip(at, lines, strict=True):
        assert f" 第 {line} 行 键 " in said and key in said and "读到 " in said, said
        assert ("base.toml" in said) == (key == "share") and "must" not in said and "'" not in said
    assert run([*words, "--json"]) == 4
    assert len(json.loads(capsys.readouterr().out)["error"]["also"]) == len(lines) - 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = x", "文字要加引号，第 5 列"),
        ("a", "缺少等号"),
        ("a = 1 b = 2", "另起一行"),
        ("[a", "右方括号"),
        ("[[a]", "右方括号"),
        ("= 1", "键 = 值"),
        ("a = 1\na = 2", "写了两次"),
        ("[a]\n[a]", "写了两次"),
        ("a = {b=1,b=2}", "写了两次"),
        ("a = [1", "没有收尾"),
        ("a = {b=1", "没有收尾"),
        ('a = "x', "没有收尾"),
        ('a = "\\q"', "反斜杠"),
        ('a = "\\uzz"', "反斜杠"),
        ("a = 2026-02-30", "没有这个日期"),
        ("a = 1 # \x01", "不允许的字符"),
    ],
)
def test_what_is_no_toml_is_told_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    words = [*city(tmp_path, text)[:2], "--lang", "zh", "profile", "check"]
    assert run(words) == 4
    told = capsys.readouterr().err
    assert said in told and " 行" in told and "at line" not in told, told
