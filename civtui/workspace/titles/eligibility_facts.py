"""The bare what-if: eligibility on facts in a TOML file, no workspace needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from civtui.model.errors import BadInput, nearest
from civtui.model.reading import day_of
from civtui.model.text import msg
from civtui.rules import policies
from civtui.rules.eligibility import AgencyAnswer, AgencyFacts, Event, OfficeGroup, assess
from civtui.rules.facts import AGENCY_HONORS, EVENTS, OFFICE_HONORS

TOP = {
    "agency",
    "as_of",
    "runs_program",
    "has_conditions",
    "conditions_confirmed",
    "honors",
    "events",
    "offices",
    "offices_at_year_start",
    "offices_declared",
    "lapsed",
    "policy",
}
MOST_OFFICES = 1_000_000


def assess_file(path: Path, profile: str = "standard") -> AgencyAnswer:
    """Return what the agency in the facts file may apply for.

    Args:
        path: TOML as `SCHEMES.md` describes it.
        profile: name or file of the profile whose gates and policies decide.

    Raises:
        BadInput: a key, value, honor, event or policy is not allowed; says where and what is.
    """
    from civtui.files import read_toml
    from civtui.workspace.files.profiles import load

    content, _ = read_toml(path)
    facts = read_facts(content, str(path))
    rules = load(profile)
    chosen = policies.checked(_table(content, "policy", str(path)), {"file": str(path)})
    return assess(facts, rules.gates(), {**rules.policies, **chosen}, rules.periods())


def read_facts(content: Mapping[str, Any], file: str) -> AgencyFacts:
    """Return the facts in a parsed file."""
    _known(content, TOP, file, "")
    if "as_of" not in content:
        raise BadInput(
            msg("rules.missing-key"),
            where={"file": file, "key": "as_of"},
            allowed=msg("rules.a-date"),
        )
    return AgencyFacts(
        agency=_text(content.get("agency", ""), file, "agency"),
        as_of=_day(content["as_of"], file, "as_of"),
        runs_program=_flag(content, "runs_program", file),
        has_conditions=_flag(content, "has_conditions", file),
        conditions_confirmed=_flag(content, "conditions_confirmed", file),
        honors=_honors(content.get("honors", []), AGENCY_HONORS, file, "honors"),
        events=tuple(_event(row, file, key) for key, row in _rows(content, "events", file)),
        offices=_roster(content, "offices", file),
        offices_at_year_start=_roster(content, "offices_at_year_start", file)
        if "offices_at_year_start" in content
        else None,
        lapsed=_honors(content.get("lapsed", []), AGENCY_HONORS, file, "lapsed"),
        offices_declared=_whole(content["offices_declared"], MOST_OFFICES, file, "offices_declared")
        if "offices_declared" in content
        else None,
    )


def _roster(content: Mapping[str, Any], key: str, file: str) -> tuple[OfficeGroup, ...]:
    return tuple(_office(row, file, at) for at, row in _rows(content, key, file))


def _known(table: Mapping[str, Any], allowed: Iterable[str], file: str, at: str) -> None:
    names = sorted(allowed)
    for key in table:
        if key not in names:
            raise BadInput(
                msg("rules.unknown-key"),
                where={"file": file, "key": f"{at}{key}"},
                value=key,
                allowed=names,
                nearest=nearest(key, names),
            )


def _rows(content: Mapping[str, Any], key: str, file: str) -> list[tuple[str, Mapping[str, Any]]]:
    rows = content.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(
            msg("rules.not-a-list"), where={"file": file, "key": key}, value=str(rows)[:60]
        )
    return [(f"{key}[{n}]", row) for n, row in enumerate(rows)]


def _table(content: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    table = content.get(key, {})
    if not isinstance(table, dict):
        raise BadInput(
            msg("rules.not-a-table"), where={"file": file, "key": key}, value=str(table)[:60]
        )
    return table


def _text(value: Any, file: str, key: str) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise BadInput(
            msg("rules.not-a-text"), where={"file": file, "key": key}, value=str(value)[:60]
        )
    return value


def _flag(content: Mapping[str, Any], key: str, file: str) -> bool | None:
    value = content.get(key)
    if value is not None and not isinstance(value, bool):
        raise BadInput(
            msg("rules.not-a-flag"),
            where={"file": file, "key": key},
            value=value,
            allowed=["true", "false"],
        )
    return value


def _day(value: Any, file: str, key: str) -> date:
    found = day_of(value) if isinstance(value, str | date) else None
    if found is None:
        raise BadInput(
            msg("rules.not-a-date"),
            where={"file": file, "key": key},
            value=value,
            allowed=msg("rules.a-date"),
        )
    return found


def _whole(value: Any, most: int, file: str, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise BadInput(
            msg("rules.not-a-count", most=most),
            where={"file": file, "key": key},
            value=value,
            allowed=f"0–{most}",
        )
    return value


def _honors(value: Any, allowed: tuple[str, ...], file: str, key: str) -> frozenset[str]:
    names = value if isinstance(value, list) else [value]
    for name in names:
        if name not in allowed:
            raise BadInput(
                msg("rules.no-honor"),
                where={"file": file, "key": key},
                value=name,
                allowed=allowed,
                nearest=nearest(str(name), allowed),
            )
    return frozenset(names)


def _event(row: Mapping[str, Any], file: str, at: str) -> Event:
    _known(row, ("on", "kind", "months", "decision"), file, f"{at}.")
    kind = row.get("kind")
    if kind not in EVENTS:
        raise BadInput(
            msg("rules.no-event"),
            where={"file": file, "key": f"{at}.kind"},
            value=kind,
            allowed=EVENTS,
            nearest=nearest(str(kind), EVENTS),
        )
    months = row.get("months")
    return Event(
        on=_day(row.get("on"), file, f"{at}.on"),
        kind=kind,
        months=None if months is None else _whole(months, 1200, file, f"{at}.months"),
        act=_text(row.get("decision", ""), file, f"{at}.decision"),
    )


def _office(row: Mapping[str, Any], file: str, at: str) -> OfficeGroup:
    _known(row, ("count", "honors", "taking_part", "model_current"), file, f"{at}.")
    taking, current = _flag(row, "taking_part", file), _flag(row, "model_current", file)
    return OfficeGroup(
        count=_whole(row.get("count", 1), MOST_OFFICES, file, f"{at}.count"),
        honors=_honors(row.get("honors", []), OFFICE_HONORS, file, f"{at}.honors"),
        taking_part=taking is not False,
        model_current=current is not False,
    )
