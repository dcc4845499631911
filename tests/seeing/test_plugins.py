"""What plugins are given, and what they say, is for those who may know it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from civtui.workspace.rounds.seeing import Phase
from tests.seeing.worlds import SEATS, Made, base, drawn

TELLER = """
from civtui.api import Answer, Bilingual, Calculator, ScoringScheme, hookimpl, ranked

TITLE = Bilingual("多话", "Teller")

@hookimpl
def civtui_calculators():
    return [Calculator(id="teller", title=TITLE, entry=":tell", exact=True)]

@hookimpl
def civtui_scoring_schemes():
    return [ScoringScheme(id="teller", title=TITLE, calculator="teller")]

def tell(data):
    told = f"TOLD {data.document['marks']}"
    if FAILS:
        raise ValueError(told)
    print(told)
    scores = [0 for _ in data.ids()]
    return Answer(data.options(), ranked(data.ids(), scores), warnings=(told,))
"""


@pytest.mark.parametrize("fails", [False, True])
def test_what_a_scheme_says_in_words_is_for_those_who_see_the_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    city = base(tmp_path / "base")
    made = Made(tmp_path / "w", city, drawn(Random(2), "blind", Phase.CLOSED))
    code = TELLER.replace("FAILS", str(fails))
    (made.folder / "plugins" / "teller.py").write_text(code, encoding="utf-8")
    boss, reporter = SEATS[0], next(seat for seat in SEATS if seat.user == "rep")
    assert made.command(boss, "plugin enable teller --json").startswith("0\n")
    asked = "results r --scheme teller --json"
    for seat in (reporter, boss, reporter):
        said = made.command(seat, asked) + made.command(seat, "results r --scheme teller")
        assert ("TOLD" in said) is (seat is boss)
        assert said.startswith("1\n" if fails else "0\n"), said
    for seat, told in ((reporter, False), (boss, True)):
        assert ("TOLD" in made.command(seat, "plugin trace teller --json")) is told
    made.close()


def test_an_export_of_a_round_is_refused_or_names_no_judge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    city = base(tmp_path / "base")
    boss, reporter = SEATS[0], next(seat for seat in SEATS if seat.user == "rep")
    for phase in Phase:
        made = Made(tmp_path / f"w-{phase}", city, drawn(Random(2), "blind", phase))
        names = [name for _, name in made.world.panel]
        for seat in (boss, reporter):
            file = made.folder / "out" / f"{seat.user}.md"
            file.parent.mkdir(exist_ok=True)
            said = made.command(seat, f"export markdown -o {file} --round r --json")
            if seat is reporter and phase == Phase.OPEN:
                assert said.startswith("3\n") and not file.exists()
            else:
                assert said.startswith("0\n"), said
                text = file.read_text("utf-8")
                assert "o-1-1" in text or "处1" in text
                assert any(name in text for name in names) is (seat is boss)
        made.close()
