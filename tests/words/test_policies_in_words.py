"""People read policies and choices by name: no catalogue and no reform writes `id = choice`."""

import json
import re
from pathlib import Path

import civtui.locale as catalogues
from civtui.rules.policies import CHOICES
from civtui.workspace.answers import reform as answers
from tests.titles.small import START, small_city

FILES = sorted(Path(catalogues.__path__[0]).rglob("*.json"))
MACHINE = re.compile(rf"\b({'|'.join(CHOICES)}) ?= ?[a-z]")


def test_no_sentence_says_a_policy_as_a_profile_writes_it() -> None:
    assert FILES
    for file in FILES:
        for key, text in json.loads(file.read_text("utf-8")).items():
            assert not MACHINE.search(str(text)), (file.name, key)


def test_a_reform_names_the_policy_of_each_title(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    file = ws.dir / "reform.toml"
    merge = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n'
    file.write_text(f'id = "r1"\neffective = {START}\n{merge}', "utf-8")
    text = "\n".join(answers.plan(ws, file=file).lines())
    assert "机关合并后的称号" in text and "由接续机关保留" in text
    assert "merger-titles" not in text and "carry-over" not in text
