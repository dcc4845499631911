"""A judge who knows the head before and after a colleague's mark cannot find it by trying."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from civtui.ledger.chain import Row, canonical, link
from civtui.workspace.marks import marks
from civtui.workspace.reading import history
from civtui.workspace.rounds import rounds
from tests.rounds.small import ITEMS, panel_city

WORTH = {"study": range(5), "style": range(5), "place": (0, 1)}


def guesses(offices: list[str]) -> Iterator[dict[str, object]]:
    """Yield every mark that a colleague may have given, as it would stand in the ledger."""
    for office, item in product(offices, ITEMS):
        for n in WORTH[item]:
            text, points = (("否", "是")[n], 2000 * n) if item == "place" else (str(n), 1000 * n)
            yield {
                "round": "r",
                "subject": office,
                "item": item,
                "assessor": "k2",
                "value": text,
                "points": points,
                "part": 0,
                "redoes": None,
            }


def guessed(folder: Path, *, salted: bool) -> tuple[int, dict[str, object] | None]:
    """Return after how many tries a judge knows the other's mark, None where never."""
    from civtui.workspace.session import open_workspace

    city = panel_city(folder)
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        "--blind",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
    )
    judge, other = (open_workspace(folder, user=user) for user in ("jia", "yi"))
    if not salted:
        other.set_salts(lambda: "")
    before = judge.ledger.head().hash
    marks.set_mark(other, "r", "o-2-3", "style", "3")
    after = judge.ledger.head().hash
    (seen,) = history.fact_rows(judge, limit=1)
    assert json.loads(seen.payload) == {"blind": True, "round": "r"}
    offices = [s.id for s in rounds.subjects_of(judge, rounds.round_row(judge, "r"))]
    tries, found = 0, None
    for payload in guesses(offices):
        tries += 1
        row = Row(
            seen.seq,
            seen.kind,
            2,
            seen.who,
            seen.recorded,
            seen.effective,
            seen.why,
            "[]",
            canonical(payload),
            "",
        )
        if link(before, row) == after:
            found = payload
            break
    judge.close()
    other.close()
    return tries, found


def test_without_a_salt_a_mark_is_guessed(tmp_path: Path) -> None:
    """As in ledgers of earlier releases; it shows that the trying is done right."""
    tries, found = guessed(tmp_path / "w", salted=False)
    assert found is not None
    assert (found["subject"], found["item"], found["value"]) == ("o-2-3", "style", "3")
    assert tries < 569


def test_with_its_salt_it_is_not(tmp_path: Path) -> None:
    assert guessed(tmp_path / "w", salted=True)[1] is None


def test_every_fact_of_a_round_has_a_salt_of_its_own_that_no_log_shows(tmp_path: Path) -> None:
    city = panel_city(tmp_path / "w")
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1局",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
    )
    for words in (
        ("round", "assign", "r", "--per-subject", "2"),
        ("mark", "set", "r", "o-1-1", "study", "1", "--assessor", "k1"),
        ("mark", "undo", "r", "--assessor", "k1"),
        ("mark", "skip", "r", "o-1-1", "study", "--why", '晚,"salt":"ab"', "--assessor", "k1"),
        ("mark", "note", "r", "o-1-1", '说 ,"salt":"ab"', "--assessor", "k1"),
        ("mark", "self", "r", "o-1-1", "study", "2"),
        ("round", "submit", "r", "--assessor", "k1", "--partial", "--why", "x"),
        ("round", "unlock", "r", "k1", "--why", "x"),
        ("round", "hand-over", "r", "k1", "k3:丙", "--all-open", "--why", "x"),
        ("round", "recuse", "r", "k2", "a-1局", "--why", "x"),
    ):
        city.do(*words)
    from civtui.workspace.rounds.seeing import OF_ROUND
    from civtui.workspace.session import open_workspace

    ws = open_workspace(tmp_path / "w", user="boss")
    found = [(r.kind, json.loads(r.payload)) for r in ws.ledger.rows()]
    ws.close()
    salts = [p["salt"] for kind, p in found if kind in OF_ROUND | {"recorded"}]
    assert {kind for kind, _ in found} >= OF_ROUND - {"marks-imported"}
    assert len(salts) == len(set(salts)) and all(len(salt) == 32 for salt in salts)
    log = city.do("ledger", "log", "-n", "100")
    assert [row["payload"] for row in log if "salt" in row["payload"]] == []
    noted = next(row["payload"] for row in log if row["kind"] == "noted")
    assert noted["text"] == '说 ,"salt":"ab"'
