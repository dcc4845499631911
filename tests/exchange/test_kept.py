"""What a registry's file is read as is kept, and whoever may see it reads it again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from civtui.exchange.headers import HONORS, KINDS, PASSIVE
from tests.exchange.books import book
from tests.titles.city import City

# a value of each field that stands nowhere else
VALUES = {
    "agency": {
        "name": "市财政局",
        "short": "财局",
        "category": "行政机关",
        "sector": "经济口",
        "code": "11350200MB00001238",
        "offices": 17,
        "staff": 4321,
        "honor": "市级文明单位",
        "since": "2023.5.6",
        "until": "2027.8.9",
        "chief": "李明",
        "chief-phone": "85911111",
        "contact": "王伟",
        "phone": "85922222",
    },
    "office": {
        "agency": "市审计局",
        "name": "预算处",
        "head": "赵敏",
        "staff": 1234,
        "honor": "文明处室",
        "since": "2023.5.7",
        "until": "2027.8.8",
    },
}
READ_AS = {
    "2023.5.6": "2023-05-06",
    "2027.8.9": "2027-08-09",
    "2023.5.7": "2023-05-07",
    "2027.8.8": "2027-08-08",
    "市级文明单位": "municipal",
    "文明处室": "civilized-office",
}


def code() -> str:
    """Return a code whose check digit is right."""
    from civtui.exchange.uscc import is_sound

    body = "11350200MB0000123"
    return next(body + last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if is_sound(body + last))


def city_of(folder: Path) -> City:
    city = City(folder / "w")
    city.run("init", str(folder / "w"))
    VALUES["agency"]["code"] = code()
    sheets: dict[str, list[list[Any]]] = {
        kind: [[KINDS[kind][field][0] for field in values], [*values.values()]]
        for kind, values in VALUES.items()
    }
    sheets["agency"].append(["市审计局"])
    city.do("import", "registry", str(book(folder / "名册.xlsx", **sheets)))
    return city


def fields() -> list[tuple[str, str]]:
    """Return every field but those that are passed over, and ticks and days of one title."""
    titles = {one for many in HONORS.values() for one in many}
    days = {f"{one}-{day}" for one in titles for day in ("since", "until")}
    return [
        (kind, field)
        for kind, many in KINDS.items()
        for field in many
        if field not in {*PASSIVE, *titles, *days}
    ]


def test_every_field_that_is_read_is_kept_and_shown(tmp_path: Path) -> None:
    city = city_of(tmp_path)
    asked = {
        "agency": (("agency", "show", "a-1"), ("agency", "people"), ("agency", "list")),
        "office": (("office", "show", "o-2-1"), ("office", "list")),
    }
    lost = []
    for kind, field in fields():
        value = str(VALUES[kind][field])
        told = json.dumps([city.do(*words) for words in asked[kind]], ensure_ascii=False)
        if READ_AS.get(value, value) not in told:
            lost.append((kind, field))
    assert lost == []


def test_the_head_of_an_office_is_shown_corrected_and_taken_back(tmp_path: Path) -> None:
    city = city_of(tmp_path)
    assert "赵敏" in city.said("office", "show", "o-2-1")[1]
    city.do("office", "correct", "o-2-1", "--head", "钱进", "--why", "换人")
    found = city.do("office", "show", "o-2-1")
    assert (found["name"], found["head"]) == ("预算处", "钱进")
    city.do("office", "void", "o-2-1", "--why", "误录")
    assert city.do("office", "show", "o-2-1")["head"] == "赵敏"


def test_who_does_not_see_an_agencys_persons_does_not_see_its_heads(tmp_path: Path) -> None:
    city = city_of(tmp_path)
    city.do("user", "set", "root", "admin")
    city.do("user", "set", "kan", "observer")
    document = city.do("--as", "kan", "office", "show", "o-2-1")
    assert document["head"] is None
