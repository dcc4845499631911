"""Views and indicators that a program declares instead of coding: counted by the host itself.

Pure functions from a light (or full) record and the payload to views as data; no plugin code runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from civtui.model.text import LANGS, Bilingual, lang_of
from civtui.plugin.forms import one_of

Entries = list[dict[str, Any]]
View = dict[str, Any]


def _say(text: Bilingual, lang: str) -> str:
    return text.in_(lang_of(lang) or LANGS[0])


def _of_form(payload: dict[str, Any], form: str, where: str | None = None) -> Entries:
    name, _, wanted = (where or "").partition("=")
    found = [e["values"] for e in payload["entries"] if e["form"] == form]
    return [v for v in found if not where or v.get(name) == wanted]


def _fields(program: Any, form: str) -> dict[str, Any]:
    return {field.id: field for field in one_of(program.forms, form, "plugin.no-form").fields}


def shown(field: Any, value: Any, lang: str) -> Any:
    """Return a stored value as it is shown: a choice by its title, evidence joined, None as ''."""
    if value is None:
        return ""
    if field.type == "choice":
        titles = {choice.id: _say(choice.title, lang) for choice in field.choices}
        return titles.get(value, str(value))
    if field.type == "evidence":
        return " ".join(value)
    return f"{value} %" if field.type == "percent" else value


def _table(program: Any, of: Any, payload: dict[str, Any], lang: str) -> View:
    fields = _fields(program, of.form)
    columns = [fields[name] for name in (of.fields or fields)]
    numbers = ("number", "count", "percent")
    return {
        "kind": "table",
        "columns": [
            {"title": _head(f, lang), "align": "right" if f.type in numbers else "left"}
            for f in columns
        ],
        "rows": [
            [shown(field, values.get(field.id), lang) for field in columns]
            for values in _of_form(payload, of.form)
        ],
        "key": 0,
        "foot": "",
    }


def _head(field: Any, lang: str) -> str:
    unit = f" ({_say(field.unit, lang)})" if field.unit else ""
    return _say(field.title, lang) + unit


def _timeline(program: Any, of: Any, payload: dict[str, Any], lang: str) -> View:
    label = _fields(program, of.form)[of.label]
    moments = [
        {"on": v[of.on], "until": None, "label": str(shown(label, v.get(of.label), lang))}
        for v in _of_form(payload, of.form)
        if v.get(of.on)
    ]
    for moment in moments:
        moment |= {"tone": "plain", "note": ""}
    return {"kind": "timeline", "moments": sorted(moments, key=lambda m: m["on"]), "foot": ""}


def _tally(program: Any, of: Any, payload: dict[str, Any], lang: str) -> View:
    values = [v.get(of.by) for v in _of_form(payload, of.form)]
    points = [
        {"label": _say(c.title, lang), "value": values.count(c.id), "tone": "plain"}
        for c in _fields(program, of.form)[of.by].choices
    ]
    return {"kind": "chart", "form": "bar", "points": points, "unit": ""}


def _progress(program: Any, of: Any, payload: dict[str, Any], lang: str) -> View:
    everything, done = _of_form(payload, of.form), _of_form(payload, of.form, of.where)
    if of.by is None:
        parts: Iterable[tuple[Any, str]] = [(None, "")]
    else:
        choices = _fields(program, of.form)[of.by].choices
        parts = [(choice.id, _say(choice.title, lang)) for choice in choices]
    bars = []
    for part, label in parts:
        count = sum(part is None or v.get(of.by) == part for v in done)
        all_ = sum(part is None or v.get(of.by) == part for v in everything)
        whole = of.target or all_
        tone = "good" if whole and count >= whole else "plain"
        bars.append({"label": label, "done": count, "whole": whole, "tone": tone, "note": ""})
    return {"kind": "progress", "bars": bars, "foot": ""}


MAKERS: dict[str, Callable[[Any, Any, dict[str, Any], str], View]] = {
    "entries": _table,
    "timeline": _timeline,
    "tally": _tally,
    "progress": _progress,
}


def view(program: Any, view_: Any, payload: dict[str, Any]) -> list[View]:
    """Return a declared view of an agency as JSON-ready views.

    Args:
        program: the program's record.
        view_: one of its views that has `of`.
        payload: `{"entries": [{"form", "values", ...}], "lang": ...}`.
    """
    lang = str(payload.get("lang", "zh"))
    made = MAKERS[view_.of.show](program, view_.of, payload, lang)
    return [{"title": "", **made}]


def indicator(indicator_: Any, payload: dict[str, Any]) -> str:
    """Return a declared indicator's value as exact text, held within its bounds.

    A share of no entries at all is the minimum.
    """
    of = indicator_.of
    count = Fraction(len(_of_form(payload, of.form, of.where)))
    if of.share:
        whole = len(_of_form(payload, of.form))
        count = count * 100 / whole if whole else Fraction(0)
    low, high = Fraction(indicator_.minimum), Fraction(indicator_.maximum)
    return str(min(max(count, low), high))
