"""The forms of an activity and of a register's record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.registers import ACTIVITY, Register
from civtui.tui.looks import GOOD
from civtui.tui.modes.form import Form
from civtui.workspace import activities, agencies
from civtui.workspace.building import inbox, registers
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.desk import Desk


def name_of(ws: Workspace, agency: str | None) -> str:
    """Return what an agency is called in a head line; the city where None."""
    if agency is None:
        return t("tui.whole-city")
    found = agencies.agency(ws, agency)
    return found.short or found.name


def activity_form(ws: Workspace, agency: str) -> Form:
    """Return the form for one activity of an agency: pictures and items are chosen by number."""
    items = activities.standard_items(ws)
    files = inbox.files(ws)
    options = {
        "items": [*items.items()],
        "evidence": [(str(path), path.name) for path in files],
    }

    def store(desk: Desk, values: dict[str, Any]) -> None:
        row = activities.log_activity(
            ws,
            agency,
            str(values.get("title", "")),
            on=registers.typed_day(ACTIVITY, values.get("on")),
            kind=str(values.get("kind", "other")),
            venue=str(values.get("venue", "")),
            people=registers.typed_count(ACTIVITY, values.get("people")),
            leaders=str(values.get("leaders", "")),
            evidence=values.get("evidence", ()),
            items=values.get("items", ()),
        )
        desk.pop()
        desk.say(t("tui.activity-stored", title=row.title, pieces=len(row.evidence),
                   items=len(row.items)), GOOD)  # fmt: skip

    name = f"{render(ACTIVITY.title)} · {name_of(ws, agency)}"
    return Form(ws, name, ACTIVITY.fields, store, options=options, several=("items", "evidence"))


def record_form(
    ws: Workspace, kind: Register, agency: str | None, before: registers.RecordRow | None = None
) -> Form:
    """Return the form of a record, new or to be changed.

    Args:
        agency: whose; None asks for it first, where the register is the agencies'.
        before: the record to change.
    """
    whose = kind.whose == "agency" and agency is None
    fields = [*([registers.WHOSE] if whose else []), *kind.fields]
    options: dict[str, Any] = {
        field.id: [(id_, render(title)) for id_, title in found.items()]
        for field in kind.fields
        if field.catalogue and (found := registers.catalogue(ws, field, agency))
    }
    if kind.field("evidence"):
        options["evidence"] = [(str(path), path.name) for path in inbox.files(ws)]

    def store(desk: Desk, values: dict[str, Any]) -> None:
        owner = str(values.pop("agency", "")) if whose else agency
        if isinstance(values.get("items"), list):
            values["items"] = ",".join(values["items"])
        row = inbox.stored(ws, kind, owner, values, before.id if before else None)
        desk.pop()
        desk.say(t("tui.record-stored", id=row.id), GOOD)

    title = f"{render(kind.title)} · {name_of(ws, agency)}"
    values = {**before.values} if before else {}
    if not before and kind.field("year"):
        values["year"] = str(ws.today().year)
    made = Form(
        ws, title, fields, store, options=options, several=("evidence", "items"), values=values,
        home=kind.mode, at_once=before is None,
    )  # fmt: skip
    return made
