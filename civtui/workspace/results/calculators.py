"""The bare calculators: any method on an input document, no workspace needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui import __version__, locale
from civtui.files import read_text, shown
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import Message, msg
from civtui.scoring import contract, json_text, schemes

if TYPE_CHECKING:
    from civtui.plugin.host import Host

CORE = {
    "weighted-sum": schemes.weighted_sum,
    "mean": schemes.mean,
    "median": schemes.median,
    "trimmed-mean": schemes.trimmed_mean,
    "deduction": schemes.deduction,
}


# those of `contributions.Calculator` that are said in a sentence; others by their name
KNOWN_PROPERTIES = ("not-monotone", "place-not-monotone", "rank-reversal")


class SchemeRow(NamedTuple):
    """One scheme that can be run; `properties` are what its author declares of it."""

    id: str
    title: str
    plugin: str
    version: str
    exact: bool
    properties: tuple[str, ...]


def read_document(path: Path) -> Any:
    """Return the JSON document in the file at `path`, decimals as they are written.

    Raises:
        BadInput: it cannot be read, or is no JSON.
    """
    text = read_text(path)
    try:
        return json_text.read_json(text)
    except BadInput as error:
        error.where = {"file": shown(path), **error.where}
        raise


def run_scheme(
    id_: str,
    document: Any,
    host: Host | None = None,
    words: Callable[[contract.Answer], contract.Answer] | None = None,
) -> dict[str, Any]:
    """Return the answer of a scheme, stamped with its id, version and the plugin that brings it.

    Args:
        id_: bare where it is unique, or `distribution:id`.
        document: the input; see `SCHEMES.md` for each scheme's keys.
        host: the workspace's plugins; any installed plugin may be named where None.
        words: makes of an answer of the core what is to be said of it.

    Raises:
        NotFound: no such scheme.
        BadInput: the input is not what the scheme takes.
    """
    bare = id_.removeprefix("civtui:")
    if bare in CORE:
        found = CORE[bare](contract.read_input(document))
        answer = contract.as_data(words(found) if words else found)
        return {"scheme": {"id": bare, "version": __version__}, **answer}
    if host is not None:
        return _by_plugin(host, id_, document)
    from civtui.plugin.host import Host

    bare_host = Host.bare()
    try:
        return _by_plugin(bare_host, id_, document)
    finally:
        bare_host.close()


def _by_plugin(host: Host, id_: str, document: Any) -> dict[str, Any]:
    found = {
        kind: {one.id: one for one in host.contributions(kind)} for kind in ("scheme", "calculator")
    }
    for kind, known in found.items():
        chosen = [one for name, one in known.items() if id_ in (name, name.rpartition(":")[2])]
        if chosen:
            answer = host.call(kind, id_, document)
            return {
                "scheme": {"id": id_.rpartition(":")[2], **host.stamp(chosen[0].id)},
                **answer,
            }
    if ":" in id_:
        host.find("scheme", id_)  # says so where its plugin is at fault
    names = sorted(
        {*CORE, *(name.rpartition(":")[2] for known in found.values() for name in known)}
    )
    raise NotFound(
        msg("workspace.no-scheme"),
        value=id_,
        nearest=nearest(id_, names),
        hint=msg("workspace.see-schemes"),
    )


def declared(id_: str, host: Host) -> tuple[Message | str, ...]:
    """Return what the author of a scheme declares that people must know of it, as sentences."""
    wanted = id_
    for scheme in host.schemes():
        if id_ in (scheme.id, scheme.id.rpartition(":")[2]):
            calculator = str(getattr(scheme.record, "calculator", None) or "")
            wanted = calculator if ":" in calculator else f"{scheme.plugin}:{calculator}"
    return tuple(
        msg(f"fairness.property-{name}") if name in KNOWN_PROPERTIES else name
        for found in host.calculators()
        if wanted in (found.id, found.id.rpartition(":")[2])
        for name in found.record.properties
    )


def scheme_rows() -> list[SchemeRow]:
    """Return every scheme that is installed, the core's first."""
    from civtui.plugin.host import Host

    host = Host.bare()
    try:
        return [
            SchemeRow(
                found.id.rpartition(":")[2],
                locale.render(found.record.title),
                found.plugin,
                found.version,
                found.record.exact,
                tuple(found.record.properties),
            )
            for found in host.calculators()
        ]
    finally:
        host.close()


def agreement(measure: str, document: Any) -> dict[str, Any]:
    """Return how far raters agree, by one measure; `value` is None where it is undefined.

    Raises:
        NotFound: no such measure.
        BadInput: the ratings are not what it takes.
    """
    from civtui.scoring.agreement import MEASURES

    return _measured(MEASURES, measure, document)


def trend(measure: str, document: Any) -> dict[str, Any]:
    """Return a measure of a series; `value` is None where it is undefined."""
    from civtui.scoring.trend import MEASURES

    return _measured(MEASURES, measure, document)


def _measured(measures: Any, measure: str, document: Any) -> dict[str, Any]:
    if measure not in measures:
        raise NotFound(
            msg("scoring.no-measure"),
            value=measure,
            allowed=list(measures),
            nearest=nearest(measure, list(measures)),
        )
    value, details, warnings = measures[measure](document)
    return {
        "measure": measure,
        "value": contract.plain(value),
        "details": contract.plain(details),
        "warnings": [contract.plain(warning) for warning in warnings],
    }


def calibrate(document: Any) -> dict[str, Any]:
    """Return the additive calibration of marks (see `scoring.calibration`)."""
    from civtui.scoring.calibration import calibrate as compute

    found: dict[str, Any] = contract.plain(compute(document))
    return found
