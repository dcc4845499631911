"""`notice`: public notices posted for a term, and objections answered on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from civtui.files import typed_path
from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.errors import UsageFault
from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer, plain, rows_of
from civtui.workspace.files import reports
from civtui.workspace.lists.cells import printed
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, notices
from civtui.workspace.titles.notice_paper import paper
from civtui.workspace.titles.notices import ObjectionRow

PLAIN = "markdown"  # the format where none is named


def add(ws: Workspace, *, cases: Sequence[str], id: str | None, on: date | None) -> Answer:
    """Make decided applications public."""
    row, stands = notices.post(ws, cases, notice=id, on=on)
    notes = applications.hold_case_gates(ws, "notice", cases, on or ws.today())

    def lines() -> Iterator[str]:
        called = Names(ws).cases(cases)
        yield t("cli_titles.posted", cases=called, notice=row.id, why=stands.why)
        # days of a calendar have no weekends and no holidays
        warnings = stands.warnings if row.counting == "working" else ()
        yield from (render(warning) for warning in (*warnings, *notes))

    return Answer({**plain(row), "why": render(stands.why), "notes": plain(notes)}, lines)


def may_add(ws: Workspace, case: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why an application cannot be made public today: it is not decided."""
    notices.hold_post(ws, [case], ws.today())
    return None


def will_add(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say how many applications are made public, of whom, from when to when."""
    day = values["on"] or ws.today()
    notices.hold_post(ws, values["cases"], day)
    rows = [applications.case_row(ws, case) for case in values["cases"]]
    stands = notices.period(ws, day)
    return msg(
        "verbs/notice.will-add",
        count=len(rows),
        agencies=[row.agency_name for row in rows],
        honors=[msg(f"cli.honor-{honor}") for honor in dict.fromkeys(r.honor for r in rows)],
        first=stands.first,
        last=stands.last,
    )


def period(ws: Workspace, *, posted: date, days: int | None, counting: str | None) -> Answer:
    """Say from when to when a notice would stand."""
    term = ws.profile().notice_term()
    term = term._replace(days=days or term.days, counting=counting or term.counting)
    found = notices.period(ws, posted, term)

    def lines() -> Iterator[str]:
        yield render(found.why)
        yield t("cli_titles.notice-days", calendar=found.calendar_days, working=found.working_days)
        yield from (render(warning) for warning in found.warnings)

    return Answer(found, lines)


def list_(ws: Workspace) -> Answer:
    """Answer with the notices, newest first."""
    rows = notices.notice_rows(ws)
    return Answer(rows, lambda: printed(ws, "notices", rows))


def show(ws: Workspace, *, notice: str) -> Answer:
    """Answer with a notice and the objections to it."""
    row, objections = notices.notice_row(ws, notice), notices.objection_rows(ws, notice)
    text = paper(ws, notice)

    def lines() -> Iterator[str]:
        yield f"{row.id}  {row.posted} – {row.last}"
        yield text["title"]
        yield from text["text"]
        yield from table([one["title"] for one in text["table"]["columns"]], text["table"]["rows"])
        if not objections:
            return
        yield from rows_of(
            ("objection", "case", "day", "signed", "matter", "outcome"),
            [
                (
                    *(o.id, o.case, o.received, "✓" if o.signed else "✗", o.matter),
                    t(f"cli_titles.objection-{o.outcome or 'open'}"),
                )
                for o in objections
            ],
        )

    return Answer({**plain(row), "objections": plain(objections)}, lines)


def export(ws: Workspace, *, notice: str, format: str | None, output: Path | None) -> Answer:
    """Write the text of a notice to a file, as Markdown unless told; else it goes into `out/`."""
    format = format or PLAIN
    path = output or export_placed(ws, {"notice": notice, "format": format})
    if path is None:
        raise UsageFault(msg("cli_exchange.name-output"))
    if path.parent == ws.dir / "out":
        path.parent.mkdir(exist_ok=True)
    written = reports.export_call(ws, format, path, None, paper(ws, notice))()
    document = {"file": str(written), "format": format, "bytes": written.stat().st_size}
    said = msg("cli_exchange.exported", file=written)
    return Answer(document, lambda: [t("cli_exchange.exported", file=written)], brief=said)


def export_placed(ws: Workspace, values: Mapping[str, Any]) -> Path | None:
    """Return where a form's file goes: a name alone lies in `out/`, none is the notice's id."""
    if values.get("output"):
        return ws.dir / "out" / typed_path(str(values["output"]))
    format_ = str(values.get("format") or PLAIN)
    known = {f.id: f.extension for f in reports.formats(ws)}
    ends = [end for id_, end in known.items() if format_ in (id_, id_.rpartition(":")[2])]
    return ws.dir / "out" / f"{values['notice']}{ends[0]}" if ends else None


def _objection(ws: Workspace, row: ObjectionRow) -> Answer:
    outcome = t(f"cli_titles.objection-{row.outcome or 'open'}")
    done = "handled" if row.outcome else "received"
    given = {"case": Names(ws).case(row.case), "matter": row.matter, "outcome": outcome}
    brief = msg(f"facts.objection-{done}", **given)
    return Answer(row, lambda: [f"{row.id}  {row.case}  {outcome}  {row.matter}"], brief=brief)


def object_(
    ws: Workspace, *, notice: str, case: str, matter: str, name: str, on: date | None, another: bool
) -> Answer:
    """Record an objection."""
    row = notices.object_to(ws, notice, case, matter, name=name, on=on, another=another)
    return _objection(ws, row)


def may_object(ws: Workspace, notice: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why no objection is taken today: the notice is over."""
    row, today = notices.notice_row(ws, notice), ws.today()
    if date.fromisoformat(row.posted) <= today <= date.fromisoformat(row.last):
        return None
    return msg("titles.outside-notice", first=row.posted, last=row.last)


def may_handle(ws: Workspace, objection: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why an objection cannot be answered: it is already."""
    notices.hold_handle(ws, objection)
    return None


def handle(ws: Workspace, *, objection: str, outcome: str, finding: str, on: date | None) -> Answer:
    """Answer an objection."""
    return _objection(
        ws, notices.handle(ws, objection, upheld=outcome == "upheld", finding=finding, on=on)
    )
