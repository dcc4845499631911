"""The culture programs' sections of a report: views as data, turned into texts and tables.

A program that fails is named in its section, and the rest of the report stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from civtui import locale
from civtui.plugin.faults import PluginError
from civtui.workspace.building.culture import participations, payload, programs
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.plugin.host import Contribution, Host

Section = dict[str, Any]
# kinds of view that become a table: the message keys of its columns, and what fills a row
Row = Callable[[dict[str, Any]], list[Any]]


def program_sections(ws: Workspace) -> list[Section]:
    """Return a section a view for every usable program that an agency takes part in.

    Returns:
        `[{title, text?, table?: {columns: [{id, title, align}], rows}}]`, as formats take them.
    """
    return program_sections_call(ws)()


def program_sections_call(ws: Workspace) -> Callable[[], list[Section]]:
    """Return the calls that make the programs' sections; they read no ledger any more."""
    taking: dict[str, list[str]] = {}
    for part in participations(ws):
        taking.setdefault(part.program, []).append(part.agency)
    asks = []
    for program in programs(ws):
        if program.record.report is None or program.id not in taking:
            continue
        own = [payload(ws, program.id, agency) for agency in taking[program.id]]
        given = {
            "agencies": [{"agency": p["agency"], "entries": p["entries"]} for p in own],
            "today": own[0]["today"],
            "lang": own[0]["lang"],
        }
        asks.append((program, given))
    host = ws.host
    return lambda: [section for ask in asks for section in _ask(host, *ask)]


def _ask(host: Host, program: Contribution, given: dict[str, Any]) -> Iterator[Section]:
    title = locale.render(program.record.report.title)
    try:
        made = host.call("report", program.id, given)
    except PluginError as error:
        yield {"title": title, "text": [locale.error_line(error)]}
        return
    stamp = locale.t("reports.program", title=program.record.title, **made["stamp"])
    yield from _sections(title, made["views"], stamp)


def _sections(title: str, views: list[dict[str, Any]], stamp: str) -> Iterator[Section]:
    for view in views:
        head = f"{title} · {view['title']}" if view.get("title") else title
        text = [*view.get("paragraphs", ()), *([view["foot"]] if view.get("foot") else []), stamp]
        table = _table(view)
        yield {"title": head, "text": text, **({"table": table} if table else {})}


def _table(view: dict[str, Any]) -> dict[str, Any] | None:
    kind = view["kind"]
    if kind == "table":
        columns = [
            {"id": f"c{number}", "title": column["title"], "align": column["align"]}
            for number, column in enumerate(view["columns"])
        ]
        return {"columns": columns, "rows": [list(map(_cell, row)) for row in view["rows"]]}
    if kind not in PARTS:
        return None
    name, heads, row = PARTS[kind]
    columns = [
        {"id": head, "title": locale.t(f"plugin.head-{head}"), "align": side}
        for head, side in heads
    ]
    return {"columns": columns, "rows": [list(map(_cell, row(part))) for part in view[name]]}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _span(moment: dict[str, Any]) -> str:
    until = moment.get("until")
    return f"{moment['on']} – {until}" if until else str(moment["on"])


LEFT, RIGHT = "left", "right"
DAYS = (("day", LEFT), ("label", LEFT), ("note", LEFT))
BARS = (("label", LEFT), ("done", RIGHT), ("whole", RIGHT), ("note", LEFT))
PARTS: dict[str, tuple[str, tuple[tuple[str, str], ...], Row]] = {
    "progress": ("bars", BARS, lambda b: [b["label"], b["done"], b["whole"], b["note"]]),
    "timeline": ("moments", DAYS, lambda m: [_span(m), m["label"], m["note"]]),
    "calendar": ("moments", DAYS, lambda m: [_span(m), m["label"], m["note"]]),
    "chart": ("points", (("label", LEFT), ("value", RIGHT)), lambda p: [p["label"], p["value"]]),
}
