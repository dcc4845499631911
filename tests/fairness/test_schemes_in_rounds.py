"""Every scheme on a round is the bare scheme on the round's sheet, and says what it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from civtui.model.errors import BadInput
from civtui.model.facts.rounds import MarksImported
from civtui.model.roles import Right
from civtui.workspace.files.reports import formats, report
from civtui.workspace.plugins.plugins import enable
from civtui.workspace.results.calculators import run_scheme, scheme_rows
from civtui.workspace.results.results import results
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.rounds.round_marks import calculator_input
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

STANDARD = """id = "mixed"
version = "1"
title = "综合"
total = "100"
rounding = [{ stage = "total", places = 1 }]
[[item]]
id = "a"
title = "甲"
cap = "38"
points = "40"
[[item.item]]
id = "a1"
title = "甲一"
kind = "points"
points = "20"
[[item.item]]
id = "a2"
title = "甲二"
kind = "grades"
points = "20"
grades = [
  { label = "优", points = "20" }, { label = "良", points = "15" }, { label = "差", points = "4" },
]
[[item]]
id = "b"
title = "乙"
kind = "points"
points = "60"
[[item]]
id = "p"
title = "扣分"
kind = "penalty"
per = "2"
[[item]]
id = "v"
title = "否决"
kind = "veto"
months = 12
"""
BARRED = "o-3-4"


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A round of twelve offices and three judges, one office under a veto."""
    folder = tmp_path_factory.mktemp("round")
    (folder / "mixed.toml").write_text(STANDARD, "utf-8")
    made = small_city(folder / "city")
    if not any("schemes" in f.plugin for f in made.host.schemes()):
        enable(made, "civtui-schemes")
    offices = [f"o-{a}-{n}" for a in (1, 2, 3) for n in (1, 2, 3, 4)]
    judges = [{"id": k, "name": k, "agency": None, "related": []} for k in ("k1", "k2", "k3")]
    mixed = str(folder / "mixed.toml")
    round_life.open_round(made, "r", name="r", standard=mixed, subjects=offices, assessors=judges)
    rng = Random(8)
    rows = []
    for office in offices:
        for judge in ("k1", "k2", "k3"):
            veto = "有" if office == BARRED else "无"
            texts = {
                "a1": str(rng.randint(10, 40) / 2),
                "a2": rng.choice("优良差"),
                "b": str(rng.randint(40, 120) / 2),
                "p": rng.choice("001"),
                "v": veto,
            }
            rows += [(office, item, judge, text, None) for item, text in texts.items()]
    made.write(MarksImported(round="r", rows=tuple(rows), source="test"), right=Right.MARK)
    yield made
    made.close()


SCHEMES = [row.id for row in scheme_rows()]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_results_are_the_bare_scheme_on_the_sheet(ws: Workspace, scheme: str) -> None:
    sheet = calculator_input(ws, "r")
    try:
        bare: dict[str, Any] | None = run_scheme(scheme, sheet, ws.host)
    except BadInput as error:
        bare, refused = None, error
    if bare is None:
        with pytest.raises(BadInput) as caught:
            results(ws, "r", scheme)
        assert caught.value.message == refused.message
        return
    by_subject = {row["subject"]: row for row in bare["results"]}
    assert BARRED not in by_subject
    found = results(ws, "r", scheme).document()
    for row in found["results"]:
        own = by_subject.get(row["subject"])
        if own is None:
            assert row["rank"] is None
        else:
            assert (row["total"], row["exact"], row["rank"]) == (
                own["score"],
                own["exact"],
                own["rank"],
            )
    assert found["scheme"]["options"] == bare["options"]


def test_a_scheme_that_breaks_what_people_expect_says_so_in_results_and_report(
    ws: Workspace,
) -> None:
    said = "此方案下，某项得分提高反而可能使自己的总分降低"
    round_life.open_round(
        ws,
        "e",
        name="e",
        standard="civilized-office",
        subjects=["o-1-1", "o-1-2"],
        scheme="entropy-weights",
        assessors=[{"id": "k1", "name": "k1", "agency": None, "related": []}],
    )
    items = [item.id for item in rounds.items_of(ws, rounds.round_row(ws, "e"))]
    rows = [(o, i, "k1", t, None) for o, t in (("o-1-1", "1"), ("o-1-2", "2")) for i in items]
    ws.write(MarksImported(round="e", rows=tuple(rows), source="test"), right=Right.MARK)
    assert said in results(ws, "e").warnings
    assert said not in results(ws, "e", "topsis").warnings
    section = report(ws, formats(ws)[0], "e")["sections"][0]
    assert said in section["text"]


def test_the_exact_schemes_answer_in_fractions(ws: Workspace) -> None:
    sheet = calculator_input(ws, "r")
    for row in scheme_rows():
        try:
            answer = run_scheme(row.id, sheet, ws.host)
        except BadInput:
            continue
        for result in answer["results"]:
            if row.exact and result["score"] is not None:
                assert Fraction(result["exact"]) == pytest.approx(result["score"])
            if not row.exact:
                assert result["exact"] is None
