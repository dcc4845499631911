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
from civtui.tui.ways import on_screen
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
        "reform": named("agency.reform", "F9"),
        "add": named("decide.add", either),
    }
    assert on_screen(text) == rest.format(**known)


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
