"""A hint that names a command names on the screen the deed and the keys that find it."""

import re
from pathlib import Path

import pytest

from civtui import locale
from civtui.locale import names, pattern, render, t
from civtui.model.errors import Refused
from civtui.model.text import Lang, msg
from civtui.tui.fitting import refusal, way_on
from civtui.tui.mode_index import place
from civtui.tui.ways import in_the_form, on_screen
from civtui.verbs import every_verb, verb_of
from civtui.workspace.titles import group
from tests.titles.small import START, small_city
from tests.tui.session import session


def named(verb: str, keys: str) -> str:
    return t("tui.way-verb", verb=verb_of(verb).title, keys=keys)


def test_a_command_is_the_title_of_its_verb_and_its_keys() -> None:
    locale.use("zh")
    error = Refused(msg("titles.no-quorum"), hint=msg("titles.way-call"))
    said = way_on(error)
    assert said == f"先召集会议：{named('group.call', 'F9')}"
    assert said in refusal(error)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("先 civtui group hold 2026-a-1 --present 编号；再", "先 {hold}；再"),
        ("（civtui group call 会议 --item clear-card=a-1），再", "（{call}），再"),
        ("用 civtui evidence list 查看", "用 {list} 查看"),
        ("先处理：civtui honor appeal 妇联 --decision d-1 --answer d-2", "先处理：{appeal}"),
        ("期满后：civtui honor grant agency-level 妇联 --decision d-1", "期满后：{grant}"),
        ("可用 civtui agency reform --dry-run 看改革", "可用 {reform} 看改革"),
        ("civtui decide add s-1 2 refused）；然后", "{add}）；然后"),
        ("the way: civtui group hold s-1, then go on", "the way: {hold}, then go on"),
        ("run civtui evidence list and look", "run {list} and look"),
        ("civtui nothing such", "civtui nothing such"),
    ],
)
def test_what_stands_behind_a_command_falls_away(text: str, rest: str) -> None:
    locale.use("zh")
    either = f"F7{t('tui.either')}F9"
    known = {
        "hold": named("group.hold", either),
        "call": named("group.call", "F9"),
        "list": named("evidence.list", "F9"),
        "appeal": named("honor.appeal", either),
        "grant": named("honor.grant", either),
        "reform": named("agency.reform", "F9"),
        "add": named("decide.add", either),
    }
    assert on_screen(text) == rest.format(**known)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("请改列名，或用 --map 指明：[agency]", "请改列名，或用“列名对照”指明：[agency]"),
        ("选“覆盖手工评分”（--overwrite）", "选“覆盖手工评分”"),
        ("选定考评员（--assessor）", "选定考评员（“评分属于谁”）"),
        ("或选 --skip-rejected 先写入", "或选“跳过被拒的单元格”先写入"),
        ("撤回：civtui ledger void 7 --why …", "撤回：civtui ledger void 7 --why …"),
    ],
)
def test_an_option_is_the_field_of_the_form(text: str, said: str) -> None:
    locale.use("zh")
    assert in_the_form(text, verb_of("import.marks")) == said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_way_on_keeps_an_option_that_a_form_has(lang: Lang) -> None:
    locale.use(lang)
    areas = ("exchange", "cli_exchange", "inbox", "titles", "building", "workspace")
    texts = [pattern(f"{area}.{name}", lang) or "" for area in areas for name in names(area)]
    texts = [text for text in texts if "civtui " not in text]
    left = [on_screen(text) for text in texts if "--" in on_screen(text)]
    assert len(texts) > 500 and not left


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_hint_on_titles_keeps_a_command_that_the_screen_has(lang: Lang) -> None:
    locale.use(lang)
    kept = {v.id.replace(".", " ") for v in every_verb() if "screen" not in v.by_hand}
    keys = [name for name in names("titles") if name.startswith("way-")]
    texts = [on_screen(pattern(f"titles.{name}", lang) or "") for name in keys]
    left = [m for text in texts for m in re.findall(r"civtui ([a-z]+ [a-z]+)", text) if m in kept]
    assert len(texts) > 50 and not left


async def test_a_refusal_on_the_screen_names_no_command(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s-1", ["card=a-1"], held_on=START)
    ws.close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "sitting", "s-1"))
        await user.settle()
        await user.press("enter")  # it was not held
        said = render(msg("titles.way-hold")).partition("：")[0]
        user.expect(said, named("group.hold", f"F7{t('tui.either')}F9")).absent("civtui group")
