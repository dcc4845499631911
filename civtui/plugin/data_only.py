"""Data-only plugins: a TOML file that holds records instead of code.

Top-level keys: `[plugin]` (id, version and what `Plugin` holds), `[[programs]]`, written with the
keys of the records in civtui.plugin.programs, and `[[themes]]`, `[[translations]]`,
`[[standards]]` with those in civtui.plugin.dress.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from civtui.model.errors import near_aside, nearest
from civtui.model.invalid import reason, toml_fault
from civtui.plugin.faults import Fault
from civtui.plugin.loading import check_api, described
from civtui.plugin.records import Record

SECTIONS = ("plugin", "programs", "themes", "translations", "standards")
MOST_BYTES = 2 * 1024 * 1024


def describe(path: Path) -> dict[str, Any]:
    """Return the description of the data-only plugin in `path`.

    Raises:
        Fault: no TOML, an unknown key (with the nearest), or a record that does not hold together.
    """
    from civtui.plugin import appearance
    from civtui.plugin.contributions import Plugin
    from civtui.plugin.programs import CultureProgram

    data = _read(path)
    for key in data:
        if key not in SECTIONS:
            close = nearest(key, SECTIONS)
            raise Fault("unknown-key", key=key, near=near_aside(close), file=path.name)
    about = {k: v for k, v in data.get("plugin", {}).items() if k not in ("id", "version")}
    plugin = _record(Plugin, about, "plugin") if about else None
    check_api(plugin.api if plugin else ">=1,<2")
    if plugin and plugin.state:
        raise Fault("data-has-code", file=path.name, entry="state")
    records = _parts(data, "programs", CultureProgram)
    for program in records:
        for part in (*program.views, *program.indicators):
            if part.entry is not None:
                raise Fault("data-has-code", file=path.name, entry=part.entry)
        if program.report is not None and program.report.entry is not None:
            raise Fault("data-has-code", file=path.name, entry=program.report.entry)
    translations = _parts(data, "translations", appearance.Translation)
    for number, part in enumerate(translations):
        appearance.check_texts(part, f"translations.{number}")
    brought: dict[str, list[Record]] = {
        "program": records,
        "theme": _parts(data, "themes", appearance.Theme),
        "translation": translations,
        "standard": [
            appearance.standard_of(part, path.parent)
            for part in _parts(data, "standards", appearance.StandardFile)
        ],
    }
    return described(plugin, None, brought)


def _parts(data: dict[str, Any], section: str, kind: type[Any]) -> list[Any]:
    parts = data.get(section, [])
    if not isinstance(parts, list):
        raise Fault("bad-data", file="plugin.toml", place=section, what=f"[[{section}]]")
    return [_record(kind, part, f"{section}.{n}") for n, part in enumerate(parts)]


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
        if len(raw) > MOST_BYTES:
            raise Fault("too-big", size=len(raw), most=MOST_BYTES)
        return tomllib.loads(raw.decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Fault("no-toml", file=path.name, what=toml_fault(str(error))) from None


def _record(kind: Any, data: Any, place: str) -> Any:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in (place, *first["loc"]))
        raise Fault("bad-data", file="plugin.toml", place=where, what=reason(first)) from None
