"""The bare calculators on odd inputs: one line and exit 4, or a reason and exit 1, never NaN."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.cli.main import run
from civtui.model.errors import BadInput
from civtui.scoring.agreement import MEASURES
from civtui.scoring.numbers import parse_exact
from civtui.scoring.trend import MEASURES as TRENDS

ODD = (
    "1e999",
    '"1e999"',
    "1e61",
    "-1e300",
    "1e-400",
    '"nan"',
    '"1,5"',
    '"1/0"',
    "true",
    "[]",
    '""',
)


def said(tmp_path: Path, text: str, *words: str) -> tuple[int, Any]:
    """Run a command on a document; return its exit status and its one JSON document."""
    file = tmp_path / "in.json"
    file.write_text(text, "utf-8")
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(["--lang", "en", *words, "--input", str(file), "--json"])
    locale.use("zh")
    assert "Traceback" not in err.getvalue()

    def refuse(word: str) -> Any:
        raise AssertionError(word)

    return status, json.loads(out.getvalue(), parse_constant=refuse)


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_number_of_a_mark_is_refused_at_the_door(tmp_path: Path, odd: str) -> None:
    inputs = {
        ("scheme", "run", "mean"): f'{{"subjects": ["a"], "marks": [[{odd}, 2]]}}',
        ("scheme", "run", "deduction"): f'{{"subjects": ["a"], "base": {odd}, "findings": {{}}}}',
        ("calibrate",): f'{{"marks": [["a", "x", {odd}], ["b", "x", 2]]}}',
        ("trend", "--measure", "cusum"): f'{{"series": [1, {odd}], "target": 0, "k": 1, "h": 1}}',
        **{
            ("agreement", "--measure", name): f'{{"ratings": [[{odd}, 2, 3], [1, 2, 4]]}}'
            for name in ("krippendorff-interval", "kendall-w", "icc-2")
        },
    }
    for words, text in inputs.items():
        status, document = said(tmp_path, text, *words)
        assert status == 4, (words, document)
        assert document["error"]["message"]


RATINGS = '"ratings": [[1, 2, 3], [1, 2, 4]]'
SERIES = '"series": [1, 2, 4], "days": [1, 2, 9], "counts": [1, 2, 3]'


@pytest.mark.parametrize(
    "text",
    [
        '{"subjects": ["a"], "marks": [[1E99999999999999999999]]}',
        '{"subjects": ["a"], "marks": [[1]], "marks": [[2]]}',
        '{"subjects": ["a"], "base": 9, "findings": {"a": [1], "a": [2]}}',
        '{"subjects": ["a"], "marks": [[NaN]]}',
        "[" * 20_000,
    ],
)
def test_a_text_that_is_no_sound_document_is_refused(tmp_path: Path, text: str) -> None:
    scheme = "deduction" if "base" in text else "mean"
    status, document = said(tmp_path, text, "scheme", "run", scheme)
    assert status == 4
    assert document["error"]["message"]


@pytest.mark.parametrize("options", ['{"bogus": 1}', "[1]", '"x"'])
def test_an_option_that_a_measure_does_not_have_is_refused(tmp_path: Path, options: str) -> None:
    commands = [
        *((("agreement", "--measure", name), RATINGS) for name in MEASURES),
        *((("trend", "--measure", name), SERIES) for name in TRENDS),
        (("calibrate",), '"marks": [["a", "x", 1]]'),
    ]
    for words, text in commands:
        status, _ = said(tmp_path, f'{{{text}, "options": {options}}}', *words)
        assert status == 4, words


@pytest.mark.parametrize("word", ["NaN", "-inf", "Infinity"])
def test_what_stands_for_no_number_is_no_category(tmp_path: Path, word: str) -> None:
    for name in ("krippendorff-nominal", "cohen-kappa"):
        text = f'{{"ratings": [["{word}", "a", "b"], ["a", "a", "b"]]}}'
        assert said(tmp_path, text, "agreement", "--measure", name)[0] == 4


def test_without_any_score_a_scheme_is_undefined(tmp_path: Path) -> None:
    text = '{"subjects": ["a", "b"], "marks": [[null], [null]]}'
    for scheme in ("mean", "median", "trimmed-mean"):
        status, document = said(tmp_path, text, "scheme", "run", scheme)
        assert status == 1
        assert [row["rank"] for row in document["results"]] == [None, None]
        assert document["warnings"]


@pytest.mark.parametrize("name", list(MEASURES))
@pytest.mark.parametrize(
    "ratings", ["[[1,null],[null,2]]", "[[1,1],[1,1]]", "[[0,0],[0,0]]", "[[1]]"]
)
def test_an_undefined_agreement_is_null_with_its_reason(
    tmp_path: Path, name: str, ratings: str
) -> None:
    status, document = said(tmp_path, f'{{"ratings": {ratings}}}', "agreement", "--measure", name)
    assert (status, document["value"]) == (1, None)
    assert document["warnings"]


@pytest.mark.parametrize("name", list(TRENDS))
def test_an_empty_series_is_undefined_or_refused(tmp_path: Path, name: str) -> None:
    empty = '{"series": [], "target": 0, "k": 1, "h": 1}'
    if name in ("burstiness", "cramming"):
        empty = '{"days": [], "period": 365}'
    if name == "gini":
        empty = '{"counts": []}'
    status, document = said(tmp_path, empty, "trend", "--measure", name)
    assert status in (1, 4)
    assert document["warnings"] if status == 1 else document["error"]["message"]


def test_marks_of_all_sizes_that_people_write_are_let_in() -> None:
    for text in ("0", "1e60", "-1e60", "1e-60", "0.000", "12.5", "1/3"):
        parse_exact(text)
    for value in (10**61, "1e61", "1e-61"):
        with pytest.raises(BadInput):
            parse_exact(value)
