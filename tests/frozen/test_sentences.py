"""The facts of the year, each told as a sentence: no id of what has a name, nothing of the code."""

import json
import re
from typing import Any

import pytest

from civtui import locale
from civtui.ledger import queries
from civtui.model.text import Lang
from civtui.workspace.fact_words import sentence
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.reading.names import Names
from civtui.workspace.session import open_workspace
from tests.frozen.conftest import Year

NAMED = ("agency", "office", "card", "application", "objection", "activity", "program_entry")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_year_reads_as_sentences(
    year: Year, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "teller")
    ws = open_workspace(year.told.city)
    ids: set[Any] = {
        id_ for table in NAMED for (id_,) in ws.ledger.connection.execute(f"SELECT id FROM {table}")
    }
    for (document,) in ws.ledger.connection.execute("SELECT document FROM standard"):
        ids |= {item["id"] for item in json.loads(document)["item"]}
    words = "|".join([*map(re.escape, sorted(ids)), "None", "null", "True", "False"])
    raw = re.compile(rf"(?<![\w-])({words})(?![\w-])|[{{}}\[\]]")
    locale.use(lang)
    try:
        names = Names(ws)
        told = [sentence(ws, fact, names) for fact in fact_rows(ws, limit=1000)]
    finally:
        locale.use("zh")
        ws.close()
    assert len(told) > 100 and all(told)
    assert [one for one in told if raw.search(one)] == []


def test_names_are_looked_up_once(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "teller")
    ws = open_workspace(year.told.city)
    asked = list[str]()
    one = queries.one

    def counted(ledger: Any, noun: str, name: str, params: Any = ()) -> Any:
        asked.append(f"{name} {params}")
        return one(ledger, noun, name, params)

    facts, names = fact_rows(ws, limit=1000), Names(ws)
    monkeypatch.setattr(queries, "one", counted)
    for _ in range(2):
        for fact in facts:
            sentence(ws, fact, names)
    holders = [ask for ask in asked if ask.startswith(("holder", "round", "items", "case"))]
    assert len(holders) == len(set(holders))
    ws.close()
