"""The forms of a round: a new one, a share handed over, a judge who steps back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.locale import render, t
from civtui.model.errors import BadInput
from civtui.model.text import Message, msg
from civtui.tui.looks import GOOD
from civtui.tui.modes.form import Form
from civtui.workspace import handovers, recusals, round_drafts, rounds
from civtui.workspace.session import Workspace
from civtui.workspace.standards import standard_titles
from civtui.workspace.subjects import agency_or_office

if TYPE_CHECKING:
    from civtui.tui.desk import Desk
    from civtui.workspace.rounds import AssessorLine


class Asked(NamedTuple):
    """A field of these forms; `hint` says what it takes and what it means left empty."""

    id: str
    title: Message
    hint: Message
    type: str = "text"
    required: bool = False


def _asked(id_: str, type_: str = "text", *, required: bool = False) -> Asked:
    return Asked(id_, msg(f"roundwork.field-{id_}"), msg(f"roundwork.hint-{id_}"), type_, required)


def _need_all(fields: Iterable[Asked], given: dict[str, Any]) -> None:
    """Refuse a form with a required field left empty, with that field."""
    for field in fields:
        if field.required and not str(given.get(field.id, "")).strip():
            raise BadInput(msg("tui.field-required"), where={"field": field.id})


def new_round_form(ws: Workspace) -> Form:
    """Return the form of a new round; title, subjects and judges are enough."""
    fields = [
        _asked("title", required=True),
        _asked("subjects"),
        _asked("judges", required=True),
        _asked("organizer"),
        _asked("scope"),
        _asked("standard"),
        _asked("overlay"),
        _asked("anchors"),
        _asked("due", "date"),
        _asked("blind"),
        _asked("id", required=True),
    ]
    titles = standard_titles(ws)
    options = {
        "judges": round_drafts.known_judges(ws),
        "scope": [(scope, t(f"roundwork.scope-{scope}")) for scope in round_drafts.SCOPES],
        "standard": [(one.name, render(one.title)) for one in titles if not one.overlay],
        "overlay": [(one.name, render(one.title)) for one in titles if one.overlay],
        "blind": [(answer, t(f"finding.{answer}")) for answer in ("no", "yes")],
    }
    values = {"standard": round_drafts.USUAL, "id": round_drafts.free_id(ws), "blind": "no"}

    def store(desk: Desk, given: dict[str, Any]) -> None:
        row = round_drafts.open_drafted(ws, given)
        desk.places["rounds"] = row.id
        desk.pop()
        desk.say(t("roundwork.opened", name=row.name, subjects=row.subjects,
                   judges=row.assessors), GOOD)  # fmt: skip

    return Form(
        ws, t("roundwork.new-title"), fields, store, options=options, several=("judges",),
        values=values, home="rounds",
    )  # fmt: skip


def hand_over_form(
    ws: Workspace, round_id: str, judge: AssessorLine, panel: Iterable[AssessorLine]
) -> Form:
    """Return the form that hands offices of `judge` over to another of the panel."""
    subjects = rounds.subjects_of(ws, rounds.round_row(ws, round_id))
    share = judge.share or frozenset()
    options = {
        "to": [(a.id, a.name) for a in panel if a.id != judge.id],
        "offices": [
            (s.id, f"{s.agency_name}/{s.name}")
            for s in subjects
            if s.id in share and not s.anchor
        ],
    }  # fmt: skip
    fields = [_asked("to", required=True), _asked("offices"), _asked("why", required=True)]

    def store(desk: Desk, given: dict[str, Any]) -> None:
        _need_all(fields, given)
        named = given.get("offices") or []
        with round_drafts.at("offices"):
            chosen = [s if s in share else agency_or_office(ws, s.strip()) for s in named]
        done = handovers.hand_over(
            ws, round_id, judge.id, str(given.get("to", "")), subjects=chosen,
            all_open=not chosen, why=str(given.get("why", "")),
        )  # fmt: skip
        desk.pop()
        name = next(a.name for a in rounds.assessors_of(ws, rounds.round_row(ws, round_id))
                    if a.id == done.to)  # fmt: skip
        desk.say(t("sheet.handed-over", count=len(done.subjects), name=name,
                   kept=len(done.kept)), GOOD)  # fmt: skip

    name = t("roundwork.hand-over-title", name=judge.name)
    return Form(ws, name, fields, store, options=options, several=("offices",), home="rounds")


def recuse_form(ws: Workspace, round_id: str, judge: AssessorLine) -> Form:
    """Return the form in which `judge` steps back from an agency or an office of the round."""
    subjects = rounds.subjects_of(ws, rounds.round_row(ws, round_id))
    own = rounds.mine(judge, subjects)
    options = {"whom": [(s.id, f"{s.agency_name}/{s.name}") for s in subjects if s.id in own]}
    fields = [_asked("whom", required=True), _asked("why", required=True)]

    def store(desk: Desk, given: dict[str, Any]) -> None:
        _need_all(fields, given)
        done = recusals.recuse(
            ws, round_id, judge.id, str(given.get("whom", "")), why=str(given.get("why", ""))
        )
        desk.pop()
        desk.say(t("roundwork.recused", name=judge.name, count=len(done.subjects),
                   marks=done.set_aside), GOOD)  # fmt: skip

    name = t("roundwork.recuse-title", name=judge.name)
    return Form(ws, name, fields, store, options=options, home="rounds")
