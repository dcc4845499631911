"""One call into a contribution: finds the code that answers, in a worker or in the host itself."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.plugin import declared
from civtui.plugin.forms import one_of
from civtui.plugin.wire import in_language

if TYPE_CHECKING:
    from civtui.plugin.host import Contribution, Host


class Call(NamedTuple):
    """A call that is ready to be made.

    Args:
        plugin: id of the plugin that answers.
        run: `run(payload, seconds)` makes the call.
    """

    plugin: str
    run: Callable[[dict[str, Any], float], Any]


def resolve(host: Host, kind: str, id_: str) -> Call:
    """Return the call of `kind` to `id_` (see `Host.call`).

    Raises:
        NotFound, BadInput: nobody brings it, or two do.
    """
    if kind in ("view", "indicator", "report"):
        return _of_program(host, kind, id_)
    found = host.find(kind, id_)
    if kind == "scheme" and found.record.calculator:
        wanted = found.record.calculator
        return resolve(host, "calculator", wanted if ":" in wanted else f"{found.plugin}:{wanted}")
    return _coded(host, kind, found, found.record)


def _coded(host: Host, kind: str, found: Contribution, record: Any) -> Call:
    entry = record.entry
    if found.plugin == "civtui":
        return Call(found.plugin, lambda payload, seconds: _here(kind, entry, payload))
    request = {"kind": kind, "entry": entry, "record": record.as_data()}

    def run(payload: dict[str, Any], seconds: float) -> Any:
        return host.ask(found.plugin, {**request, "payload": payload}, seconds)

    return Call(found.plugin, run)


def _here(kind: str, entry: str, payload: dict[str, Any]) -> Any:
    """Run the core's own code in this process."""
    module, _, name = entry.partition(":")
    function = getattr(importlib.import_module(module), name)
    if kind == "format":
        return function(payload)
    if kind == "signal":
        data = [alert.model_dump(mode="json") for alert in function(payload)]
        return in_language(data, payload.get("lang", "zh"))
    from civtui.scoring import contract

    return contract.as_data(function(contract.read_input(payload)))


def _of_program(host: Host, kind: str, id_: str) -> Call:
    name, _, part = id_.partition("/")
    found = host.find("program", name)
    program = found.record
    if kind == "indicator":
        record = one_of(program.indicators, part, "plugin.no-indicator")
        if record.of is not None:
            return Call(found.plugin, lambda payload, _: declared.indicator(record, payload))
        return _coded(host, kind, found, record)
    if kind == "report":
        record = program.report
    else:
        record = one_of(program.views, part, "plugin.no-view")

    def run(payload: dict[str, Any], seconds: float) -> Any:
        if record is None:
            views: list[Any] = []
        elif record.entry is not None:
            views = _coded(host, kind, found, record).run(payload, seconds)
        elif kind == "report":
            views = list(_agency_by_agency(host, found, record, payload, seconds))
        else:
            views = declared.view(program, record, payload)
        title = (record or program).as_data()["title"]
        lang = payload.get("lang", "zh")
        return {
            "title": in_language(title, lang),
            "views": views,
            "stamp": host.stamp(found.plugin),
        }

    return Call(found.plugin, run)


def _agency_by_agency(
    host: Host, found: Contribution, report: Any, payload: dict[str, Any], seconds: float
) -> Iterator[dict[str, Any]]:
    """Yield the views that a report section repeats, titled by agency and view."""
    for part in payload["agencies"]:
        own = {**payload, **part}
        for name in report.views:
            shown = host.call("view", f"{found.id}/{name}", own, seconds)
            for view in shown["views"]:
                yield {**view, "title": f"{part['agency']['name']} · {shown['title']}"}
