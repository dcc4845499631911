"""A round pins its scheme with the options: opened by the verb, shown with every result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from civtui.cli.main import run
from tests.titles.small import small_city


def said(capsys: Any, *words: str) -> tuple[int, Any]:
    status = run([*words, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_options_are_pinned_and_wrong_ones_refused(
    tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_city(tmp_path / "city").close()
    monkeypatch.chdir(tmp_path / "city")
    new = ("round", "new", "r", "--office", "o-1-1", "--office", "o-1-2", "--assessor", "k:k")
    trimmed = (*new, "--scheme", "trimmed-mean", "--option")
    for wrong in ("drop", "drops=2", "drop=1=2", "drop=many"):
        status, document = said(capsys, *trimmed, wrong)
        assert status == 4, document
        # a plain error of the program would have the same status
        near = "drop" if wrong == "drops=2" else None
        assert document["error"]["nearest"] == near
    status, document = said(capsys, *new, "--scheme", "trimed-mean")
    assert status == 4
    assert document["error"]["nearest"] == "trimmed-mean"
    status, document = said(capsys, *new, "--scheme", "deduction")
    assert (status, document["error"]["where"]) == (4, {"key": "scheme"})
    status, document = said(capsys, *trimmed, "drop=2")
    assert (status, document["scheme"], document["options"]) == (0, "trimmed-mean", {"drop": "2"})
    assert said(capsys, "results", "r")[1]["scheme"]["options"] == {"drop": 2}
    assert said(capsys, "results", "r", "--option", "drop=0")[1]["scheme"]["options"] == {"drop": 0}
    assert said(capsys, "round", "sheet", "r")[1]["options"] == {"drop": 2}
    assert said(capsys, "results", "r", "--scheme", "mean")[1]["scheme"]["options"] == {}
