"""No sentence ends with a list, or a nearest name, that may be empty."""

import json
import re
from pathlib import Path

import pytest

from civtui.locale import FOLDERS, render
from civtui.model.errors import near_aside
from civtui.model.text import LANGS, Lang, msg
from civtui.workspace.automatic.telling import fault_line
from civtui.workspace.session import open_workspace
from tests.titles.small import small_city

ROOT = Path("civtui/locale")
OPEN = re.compile(r"[（(;；][^（）()]*\{(nearest|near|allowed|known)\}")
# always there: the texts are asked for where there is a nearest, and where something is allowed
FULL = ("-near", "aside-nearest", "aside-known")
WHOLE = {"cli_keys.near", "wording.choice", "plugin.state-newer"}
WHOLE |= {
    f"exchange.{one}"
    for one in (
        *("words-behind", "which-honor", "percent", "read-as-both"),
        *("no-honor", "bad-mark", "unused-taken"),
    )
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_list_that_may_be_empty_stands_in_no_text(lang: Lang) -> None:
    found = []
    for file in (ROOT / FOLDERS[lang]).rglob("*.json"):
        for key, text in json.loads(file.read_text(encoding="utf-8")).items():
            name = f"{file.stem}.{key}"
            if isinstance(text, str) and OPEN.search(text):
                found += [] if key.endswith(FULL) or name in WHOLE else [name]
    assert found == []


def test_an_unknown_name_is_told_with_the_nearest_or_with_all_or_alone() -> None:
    assert render(near_aside("甲", ["甲", "乙"]), "zh") == "（最接近：甲）"
    assert render(near_aside(None, ["甲", "乙"]), "zh") == "（有：甲、乙）"
    assert render(near_aside(None), "zh") == ""
    told = render(msg("exchange.no-agency", near=near_aside(None)), "zh")
    assert told == "名册中没有这个机关"


@pytest.mark.parametrize("text", ['extends = "nix"', "a = ", "[policy]\nx = 1"])
def test_a_wrong_profile_is_told_with_where_it_is_wrong(tmp_path: Path, text: str) -> None:
    ws = small_city(tmp_path / "w")
    (ws.dir / "profile.toml").write_text(text, encoding="utf-8")
    ws.close()
    again = open_workspace(tmp_path / "w")
    line = fault_line(again)
    assert line is not None
    for lang in LANGS:
        told = render(line, lang)
        assert "；）" not in told and "; )" not in told and "()" not in told
    again.close()
