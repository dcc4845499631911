"""Sample inputs of every kind, made from the records: nothing, one, many, and awkward text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TODAY = "2026-06-30"
MANY = 2000
# brackets, markup, a formula, escape and bidi characters, a joined emoji, no-break space, quotes
AWKWARD = "[2024] [/] =1+1 \x1b[31m \u202e \u200d 👩\u200d🔬 \u00a0 \"'<&> 文明处室"
SIZES = ("empty", "one", "many", "awkward")


def entry(form: Any, number: int, text: str) -> dict[str, Any]:
    """Return an entry of `form` that its checks take.

    Args:
        number: makes entries differ; also decides whether optional fields are filled in.
        text: what stands in text fields.
    """
    values: dict[str, Any] = {}
    for field in form.fields:
        if field.required or number % 2:
            values[field.id] = _value(field, number, text)
    return {"id": f"e{number}", "form": form.id, "entered": TODAY, "values": values}


def _value(field: Any, number: int, text: str) -> Any:
    if field.type == "text":
        return (f"{text} {number}" if number else text)[: field.max_length]
    if field.type == "date":
        return f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
    if field.type == "choice":
        return field.choices[number % len(field.choices)].id
    if field.type == "evidence":
        return [f"sha256-{number:04}"]
    low = int(float(field.minimum or 0))
    high = int(float(field.maximum or (100 if field.type == "percent" else low + 100)))
    value = low + number % max(1, high - low + 1)
    return value if field.type == "count" else str(value)


def program_payloads(program: Any, lang: str = "zh") -> dict[str, dict[str, Any]]:
    """Return what a program's views and indicators are given, by size."""
    counts = {
        "empty": (0, "茶"),
        "one": (1, "茶"),
        "many": (MANY, "茶"),
        "awkward": (6, AWKWARD),
    }
    payloads = {}
    for size, (count, text) in counts.items():
        entries = [entry(form, n, text) for form in program.forms for n in range(count)][:MANY]
        payloads[size] = {
            "agency": {"id": "a1", "name": text if size == "awkward" else "甲局", "short": "甲"},
            "entries": entries,
            "today": TODAY,
            "lang": lang,
        }
    return payloads


def report_payloads(program: Any, lang: str = "zh") -> dict[str, dict[str, Any]]:
    """Return what a program's report section is given, by size."""
    one = program_payloads(program, lang)
    return {
        size: {
            "agencies": [
                {"agency": {**part["agency"], "id": f"a{n}"}, "entries": part["entries"]}
                for n in range(0 if size == "empty" else 3)
            ],
            "today": TODAY,
            "lang": lang,
        }
        for size, part in one.items()
    }


def reports() -> dict[str, dict[str, Any]]:
    """Return reports as export formats are given them, by size."""
    stamp = {
        "workspace": "样例市",
        "ledger": "12 " + "ab" * 32,
        "as_of": TODAY,
        "written": "2026-06-30T09:00:00+08:00",
        "plugin": "sample",
        "version": "1.0",
        "sha256": "0" * 64,
    }

    def made(rows: int, text: str, sections: int = 1) -> dict[str, Any]:
        columns = [
            {"id": "name", "title": text, "align": "left"},
            {"id": "points", "title": "得分", "align": "right"},
        ]
        table = {"columns": columns, "rows": [[f"{text}{n}", f"{n}.5"] for n in range(rows)]}
        section = {"title": text, "text": [text], "table": table}
        return {"title": text, "lang": "zh", "stamp": stamp, "sections": [section] * sections}

    return {
        "empty": made(0, "空", 0),
        "one": made(1, "处室"),
        "many": made(MANY, "处室", 3),
        "awkward": made(3, AWKWARD),
    }


def facts() -> dict[str, dict[str, Any]]:
    """Return what warning signals are given of an agency, by size."""

    def made(count: int, text: str) -> dict[str, Any]:
        activities = [
            {
                "id": f"x{n}",
                "on": f"2026-{n % 6 + 1:02}-{n % 28 + 1:02}",
                "kind": "lecture",
                "title": text,
                "venue": "",
                "people": n % 50,
            }
            for n in range(count)
        ]
        return {
            "agency": {"id": "a1", "name": text, "short": "甲", "honor": "municipal"},
            "activities": activities,
            "cards": [],
            "entries": [],
            "today": TODAY,
            "lang": "zh",
        }

    return {
        "empty": made(0, "甲局"),
        "one": made(1, "甲局"),
        "many": made(MANY, "甲局"),
        "awkward": made(4, AWKWARD),
    }


def files() -> dict[str, dict[str, Any]]:
    """Return files that no importer can read: nothing, noise, text in another encoding."""
    return {
        "empty": {"name": "empty", "data": b""},
        "one": {"name": "noise", "data": bytes(range(256))},
        "many": {"name": "zeros", "data": bytes(200_000)},
        "awkward": {"name": AWKWARD, "data": "文明处室".encode("gb18030")},
    }


def calculator_inputs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield one sample input of each shape that calculators know, by the key that tells it."""
    subjects = ["甲", "乙", "丙"]
    yield (
        "values",
        {
            "subjects": subjects,
            "criteria": [
                {"id": "a", "weight": "0.6", "sense": "max"},
                {"id": "b", "weight": "0.4", "sense": "min"},
            ],
            "values": [[90, 3], ["85.5", 2], [70, 1]],
        },
    )
    yield (
        "marks",
        {
            "subjects": subjects,
            "assessors": ["x", "y", "z"],
            "marks": [[90, 88, 85], ["85.5", 80, 79], [70, 75, 60]],
        },
    )
    yield (
        "findings",
        {
            "subjects": subjects,
            "base": 100,
            "findings": {"甲": [2, "0.5"], "乙": [], "丙": [10]},
        },
    )
    orders = [(["甲", "乙", "丙"], 4), (["乙", "甲", "丙"], 3)]
    yield (
        "ballots",
        {
            "subjects": subjects,
            "ballots": [{"order": order, "count": count} for order, count in orders],
        },
    )
    yield (
        "matrix",
        {
            "subjects": subjects,
            "matrix": [[1, 3, 5], ["1/3", 1, 2], ["1/5", "1/2", 1]],
        },
    )
    yield (
        "membership",
        {
            "grades": ["优", "良"],
            "factors": ["a", "b"],
            "weights": ["0.6", "0.4"],
            "membership": [["0.7", "0.3"], ["0.2", "0.8"]],
        },
    )
    yield "wins", {"subjects": subjects, "wins": [[0, 3, 2], [1, 0, 3], [1, 1, 0]]}
