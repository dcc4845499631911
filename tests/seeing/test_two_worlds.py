"""Two worlds that differ only in what is hidden look the same, on every path, to whom it is hidden.

Heads and hashes are excepted. `docs/seeing.md` tells what each path gave, and is held to it here;
`CIVTUI_GOLDENS=write` writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from civtui.workspace.rounds.seeing import EVERYTHING, Phase, seen
from tests.seeing import page
from tests.seeing.paths import BARE, OTHERS, PATHS, READS, TRIES, WRITES, commands
from tests.seeing.worlds import SEATS, Made, Seat, base, drawn, twin

PAGE = Path(__file__).parents[2] / "docs" / "seeing.md"
PAIRS = 60
CELLS = [
    (seat, visibility, phase)
    for visibility in ("blind", "open")
    for phase in Phase
    for seat in SEATS
    if seen(seat.role, seat.relation, phase, visibility) != EVERYTHING
]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return base(tmp_path_factory.mktemp("worlds") / "base")


@pytest.fixture(autouse=True)
def a_cache_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


def apart(folder: Path, city: Path, number: int, paths: dict[str, page.Path]) -> Iterator[str]:
    """Yield each path on which a pair of worlds can be told apart, with what it gave.

    Args:
        number: of the pair; it is the seed, and says who looks at which round.
    """
    seat, visibility, phase = CELLS[number % len(CELLS)]
    draw = Random(number)
    world = drawn(draw, visibility, phase)
    form = " --json" if number // len(CELLS) % 2 else ""
    one = Made(folder / "one", city, world, form)
    other = Made(folder / "two", city, twin(draw, world, seat), form)
    for name, path in paths.items():
        gave = path(one, seat), path(other, seat)
        if gave[0] != gave[1]:
            yield f"pair {number}, {seat.user}, {visibility} {phase}: {name}\n{told(*gave)}"
    one.close()
    other.close()


def told(one: str, other: str) -> str:
    """Return the first lines in which two answers differ."""
    lines = zip(one.splitlines(), other.splitlines(), strict=False)
    return "\n".join([f"< {a}\n> {b}" for a, b in lines if a != b][:5]) or "one goes on"


@pytest.mark.parametrize("part", range(4))
def test_what_is_hidden_makes_no_difference(tmp_path: Path, city: Path, part: int) -> None:
    for number in range(part, PAIRS, 4):
        assert [*apart(tmp_path, city, number, PATHS)] == []


@pytest.mark.parametrize("number", range(len(CELLS)))
def test_nor_does_it_where_nothing_is_a_rounds(tmp_path: Path, city: Path, number: int) -> None:
    assert [*apart(tmp_path, city, number, OTHERS)] == []


def test_the_worlds_do_differ_for_who_sees_all(tmp_path: Path, city: Path) -> None:
    """Each hidden thing is another in the twin: else the pairs would show nothing."""
    boss = SEATS[0]
    for number, (seat, visibility, phase) in enumerate(CELLS):
        draw = Random(number)
        world = drawn(draw, visibility, phase)
        one = Made(tmp_path / "one", city, world)
        other = Made(tmp_path / "two", city, twin(draw, world, seat))
        differ = {
            name
            for name, path in PATHS.items()
            if name.strip("`") not in TRIES and path(one, boss) != path(other, boss)
        }
        assert {"`ledger log`", "notes and skips", "sheets, cards, history"} <= differ, seat
        if visibility == "blind" and (phase == Phase.OPEN or seat.user != "look"):
            assert {"list of marks", "`round sheet`"} <= differ, seat
        one.close()
        other.close()


def test_every_command_is_a_path() -> None:
    """A new command is looked at: it reads, writes, or works without a workspace."""
    # a bundle is made of what the lists and boards of the registers show
    known = {*READS, *TRIES, *BARE, "score", "export", "agency bundle", "notice export"}
    others = set(OTHERS)
    for command in commands():
        read = command in known or any(
            words == command or words.startswith(f"{command} ") for words in others
        )
        assert read or command.split()[-1] in WRITES or command.endswith("show"), command


def test_the_page_is_of_today(tmp_path: Path, city: Path) -> None:
    made = page.page(tmp_path, city)
    if os.environ.get("CIVTUI_GOLDENS") == "write":
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text("utf-8") == made


def test_a_seat_for_every_line_of_the_table() -> None:
    from civtui.model.roles import Role
    from civtui.workspace.rounds.seeing import relations

    assert {(s.role, s.relation) for s in SEATS} == {(r, x) for r in Role for x in relations(r)}


assert Seat
