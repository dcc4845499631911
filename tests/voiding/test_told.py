"""What was taken back is said with what it was, in words and in `--json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from civtui.cli.main import run
from tests.titles.small import small_city


def test_it_is_said_what_was_taken_back_and_what_stands_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = small_city(tmp_path / "w")
    ws.close()
    where = ["-w", str(tmp_path / "w")]
    assert run(["user", "set", "hong", "clerk", *where]) == 0
    capsys.readouterr()
    assert run(["user", "void", "hong", "--why", "重名", *where]) == 0
    said = capsys.readouterr().out
    assert "已作废 1 条登记" in said and "hong" in said
    number = said.partition("#")[2].partition("）")[0]
    assert run(["ledger", "void", number, "--why", "没有重名", "--json", *where]) == 0
    document = json.loads(capsys.readouterr().out)
    assert "hong" in document["what"]
    assert {"facts", "kinds", "by", "why"} <= document.keys()
