"""A round of nobody is refused in words that hold on the screen, too."""

from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import UsageFault
from civtui.model.text import LANGS
from civtui.workspace.files.creating import init
from civtui.workspace.rounds.subjects import choose_subjects


def test_who_names_nobody_is_told_what_to_name_before_the_flags(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", name="小市")
    with pytest.raises(UsageFault) as refused:
        choose_subjects(ws, agencies=[], offices=[], organizer=None, scope=None)
    words = {"zh": "机关或处室", "en": "agencies or offices"}
    for lang in LANGS:
        said = render(refused.value.hint, lang)
        assert words[lang] in said.partition("--")[0]
