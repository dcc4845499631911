"""Reports: gathers what a file is to say, lets a format write it, puts it in place whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from civtui import locale
from civtui.exchange.export import write_atomically
from civtui.model.errors import NotFound, nearest
from civtui.model.text import msg
from civtui.workspace.files.outputs import output
from civtui.workspace.reading.names import Names, round_name
from civtui.workspace.session import Workspace

Section = dict[str, Any]


class Format(NamedTuple):
    """A format that an enabled plugin brings."""

    id: str
    title: str
    extension: str
    plugin: str
    version: str


def formats(ws: Workspace) -> list[Format]:
    """Return the formats files can be written in."""
    return [
        Format(
            found.id,
            locale.render(found.record.title),
            found.record.extension,
            found.plugin,
            found.version,
        )
        for found in ws.host.formats()
    ]


def export(ws: Workspace, format_id: str, path: Path, round_id: str | None = None) -> Path:
    """Write the report on the city (or on one round) and return the file.

    Args:
        format_id: id of a format, bare or with its plugin.
        path: the file; written to a temporary name, then renamed.

    Raises:
        NotFound: no such format or round.
        Refused: no output may go there (see `outputs`).
    """
    return export_call(ws, format_id, path, round_id)()


def export_call(
    ws: Workspace,
    format_id: str,
    path: Path,
    round_id: str | None = None,
    listed: Section | None = None,
) -> Callable[[], Path]:
    """Return the calls that write a report (see `export`); they read no ledger any more.

    Args:
        listed: a list that is written in place of the report.
    """
    chosen = _format(ws, format_id)
    made, host = report_call(ws, chosen, round_id, listed), ws.host

    def write() -> Path:
        write_atomically(path, host.call("format", chosen.id, made()))
        return path

    output(path)
    return write


def exported(
    ws: Workspace, format_id: str, round_id: str | None = None, listed: Section | None = None
) -> bytes:
    """Return a report or a list in a format, as `export_call` would write it."""
    chosen = _format(ws, format_id)
    return bytes(ws.host.call("format", chosen.id, report_call(ws, chosen, round_id, listed)()))


def _format(ws: Workspace, format_id: str) -> Format:
    """Return a format by its id, bare or with its plugin.

    Raises:
        NotFound: there is no such format.
    """
    known = formats(ws)
    chosen = [f for f in known if format_id in (f.id, f.id.rpartition(":")[2])]
    if chosen:
        return chosen[0]
    ids = [f.id.rpartition(":")[2] for f in known]
    raise NotFound(
        msg("workspace.no-format"),
        value=format_id,
        allowed=ids,
        nearest=nearest(format_id, ids),
        hint=msg("workspace.see-formats"),
    )


def report(ws: Workspace, chosen: Format, round_id: str | None = None) -> dict[str, Any]:
    """Return the report as data: title, stamp and sections, which every format writes."""
    return report_call(ws, chosen, round_id)()


def report_call(
    ws: Workspace, chosen: Format, round_id: str | None = None, listed: Section | None = None
) -> Callable[[], dict[str, Any]]:
    """Return the calls that make a report (see `report`); they read no ledger any more."""
    head = ws.ledger.head()
    programs: Callable[[], list[Section]] = list
    if listed:
        sections = [listed]
    elif round_id:
        from civtui.workspace.results.fairness_section import fairness_sections_call
        from civtui.workspace.rounds.rounds import round_row
        from civtui.workspace.rounds.seeing import What, sight

        sections = [_round(round_id)(ws)]
        if sight(ws, round_row(ws, round_id)).sees(What.FAIRNESS):
            programs = fairness_sections_call(ws, round_id)
    else:
        from civtui.workspace.plugins.program_sections import program_sections_call

        sections, programs = [make(ws) for make in CITY], program_sections_call(ws)
    title = "reports.title-round" if round_id else "reports.title-city"
    named = locale.t(
        title, name=ws.settings.get("name", ""), round=round_name(ws, round_id) if round_id else ""
    )
    made: dict[str, Any] = {
        "title": str(ws.settings.get("name", "")) if listed else named,
        "lang": locale.current(),
        "stamp": {
            "workspace": str(ws.settings.get("name", "")),
            "ledger": f"{head.seq} {head.hash}",
            "as_of": ws.today().isoformat(),
            "written": datetime.now(ws.zone).astimezone(ws.zone).isoformat(timespec="seconds"),
            **ws.host.stamp(chosen.id),
        },
    }
    return lambda: {**made, "sections": [s for s in [*sections, *programs()] if s]}


def _columns(*ids: str, right: tuple[str, ...] = ()) -> list[dict[str, str]]:
    return [
        {
            "id": id_,
            "title": locale.t(f"reports.column-{id_}"),
            "align": "right" if id_ in right else "left",
        }
        for id_ in ids
    ]


def _overview(ws: Workspace) -> Section:
    from civtui.workspace.overview.overview import overview

    found = overview(ws)
    figures = [
        ("agencies", found.agencies),
        ("offices", found.offices),
        *found.document()["honors"].items(),
        *found.office_honors.items(),
        ("advanced", f"{found.advanced[0]}/{found.advanced[1]} = {found.percent} %"),
    ]
    return {
        "title": locale.t("reports.overview"),
        "table": {
            "columns": _columns("figure", "value", right=("value",)),
            "rows": [[locale.t(f"reports.figure-{key}"), str(value)] for key, value in figures],
        },
    }


def _eligibility(ws: Workspace) -> Section:
    from civtui.rules.policies import said
    from civtui.workspace.titles.eligibility import eligibility_list, mark

    rows = [
        [
            row.name,
            locale.t(f"reports.figure-{row.honor or 'none'}"),
            locale.t(f"reports.figure-{tier.tier}"),
            locale.t(f"reports.may-{mark(row.honors, tier)}"),
            locale.t("common.joint").join(locale.render(reason.why) for reason in tier.reasons),
            locale.t("common.joint").join(locale.render(missing.text) for missing in tier.missing),
            locale.t("common.joint").join(
                locale.render(said(p.id, p.choice)) for p in tier.policies
            ),
        ]
        for row, answer in eligibility_list(ws)
        for tier in answer.tiers
    ]
    columns = _columns("agency", "honor", "tier", "may", "reasons", "missing", "policies")
    return {
        "title": locale.t("reports.eligibility"),
        "text": [locale.t("reports.eligibility-note")],
        "table": {"columns": columns, "rows": rows},
    }


def _offices(ws: Workspace) -> Section:
    from civtui.workspace.agencies.agencies import office_rows

    rows = [
        [o.agency_name, o.name, locale.t(f"reports.figure-{o.honors[-1]}")]
        for o in office_rows(ws)
        if o.honors
    ]
    columns = _columns("agency", "office", "honor")
    return {
        "title": locale.t("reports.offices"),
        "table": {"columns": columns, "rows": rows},
    }


def _persons(ws: Workspace) -> Section:
    """Return the chiefs and reporters with their telephones, of agencies the user sees them of."""
    from civtui.workspace.agencies.people import people

    rows = [
        [one.agency_name, *one.chief, *one.reporter]
        for known in people(ws).values()
        for one in known.lines()
        if any((*one.chief, *one.reporter))
    ]
    if not rows:
        return {}
    columns = _columns("agency", "chief", "chief-phone", "reporter", "reporter-phone")
    return {
        "title": locale.t("reports.persons"),
        "text": [locale.t("reports.persons-note")],
        "table": {"columns": columns, "rows": rows},
    }


def _circular(ws: Workspace) -> Section:
    """Return the review circular of the year: what was won, kept, carded and lost."""
    from civtui.workspace.titles.record import circular

    found = circular(ws, ws.today().year)
    annexes = found.told()
    rows = [
        [
            locale.t(f"reports.heading-{heading}"),
            *(row["day"], row["name"]),
            locale.t(f"reports.figure-{row['honor']}") if row.get("honor") else "",
            row["decision"] or row.get("document", ""),
        ]
        for heading, annex in annexes.items()
        for row in annex
    ]
    if not rows:
        return {}
    counts = {
        locale.t(f"reports.heading-{heading}"): len(annex) for heading, annex in annexes.items()
    }
    columns = _columns("heading", "day", "holder", "honor", "decision")
    # the title that an event is about: who lost it holds it no more
    columns[3]["title"] = locale.t("reports.column-concerned")
    return {
        "title": locale.t("reports.circular", year=found.year),
        "text": ["  ".join(f"{heading} {count}" for heading, count in counts.items())],
        "table": {"columns": columns, "rows": rows},
    }


def _round(round_id: str | None) -> Callable[[Workspace], Section]:
    def make(ws: Workspace) -> Section:
        from civtui.workspace.results.results import results
        from civtui.workspace.results.schemes import options_said, title_of
        from civtui.workspace.results.totals import left_out_told, near_said, shown_totals

        found = results(ws, str(round_id))
        scheme = str(found.scheme["id"])
        holder = "agency" if found.round.scope == "agencies" else "office"
        totals = shown_totals(found)
        out = left_out_told(found.rows)
        rows = [
            [
                *(str(r.rank or ""), r.name, totals[r.subject], r.band or ""),
                *(str(r.missing), "" if r.low is None else f"{r.low}–{r.high}"),
                *((out[r.subject],) if out else ()),
            ]
            for r in found.rows
        ]
        right = ("rank", "total", "missing")
        columns = _columns(
            "rank", holder, "total", "band", "missing-marks", "interval", right=right
        )
        if out:
            columns.append({"title": locale.t("scoring.column-left-out")})
        pinned = found.round
        return {
            "title": locale.t("reports.results", name=pinned.name),
            "text": [
                locale.t(
                    "reports.results-note",
                    standard=Names(ws).standard_named(pinned.standard, pinned.standard_version),
                    sha256=pinned.standard_sha256,
                    scheme=f"{locale.render(title_of(ws, scheme))} {found.scheme['version']}",
                ),
                *options_said(ws, scheme, found.scheme["options"]),
                *near_said(found),
                *found.warnings,
            ],
            "table": {"columns": columns, "rows": rows},
        }

    return make


CITY: tuple[Callable[[Workspace], Section], ...] = (
    _overview,
    _eligibility,
    _offices,
    _circular,
    _persons,
)
