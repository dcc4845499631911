"""Answers to the verbs of reforms: what one will do, does, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from civtui.locale import render, t
from civtui.model.errors import UsageFault
from civtui.model.reforms import STEPS
from civtui.model.roles import RIGHTS, Right
from civtui.model.text import Message, msg
from civtui.rules.policies import said as policy_said
from civtui.workspace.answers import Answer, plain, rows_of, said
from civtui.workspace.lists.cells import printed
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms as reforming
from civtui.workspace.titles.reform_rows import reform_rows
from civtui.workspace.titles.reforms import ReformAnswer


def _reformed(found: ReformAnswer, *, dry_run: bool) -> Answer:
    document = {
        "reform": found.id,
        "effective": found.effective.isoformat(),
        "dry_run": dry_run,
        "content": found.content,
        "titles": plain(found.annex),
        "notes": plain(found.notes),
    }
    key = "cli_titles.reform-planned" if dry_run else "cli_titles.reform-made"
    return Answer(document, lambda: _annex(found, key))


def _annex(found: ReformAnswer, key: str) -> Iterator[str]:
    yield t(key, reform=found.id, day=found.effective)
    body = [
        (
            *(a.name, t(f"cli.honor-{a.honor}")),
            a.heir_name if a.heir else t("cli_titles.title-ends"),
            render(policy_said(a.policy, a.choice)) if a.policy else "",
        )
        for a in found.annex
    ]
    if body:
        yield from rows_of(("before", "honor", "after", "policy"), body)
    yield from said((*found.follows, *found.notes))


def reform(ws: Workspace, *, file: Path) -> Answer:
    """Merge, split, rename, abolish, move; titles and history follow the policies."""
    return _reformed(reforming.reform(ws, file), dry_run=False)


def _steps(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the reform that the fields of a form say."""
    from civtui.workspace.titles.reform_file import of_steps

    steps = {step.id: values[step.id] or () for step in STEPS}
    return of_steps(values["id"], values["effective"], values["document"] or "", steps)


def restructure(
    ws: Workspace,
    *,
    id: str,
    effective: date,
    document: str | None,
    rename: tuple[str, ...],
    merge: tuple[str, ...],
    split: tuple[str, ...],
    abolish: tuple[str, ...],
    move: tuple[str, ...],
    rename_office: tuple[str, ...],
    split_office: tuple[str, ...],
    merge_office: tuple[str, ...],
    abolish_office: tuple[str, ...],
) -> Answer:
    """Do a reform whose steps are written in the fields of a form."""
    values = {
        **{"id": id, "effective": effective, "document": document, "rename": rename},
        **{"merge": merge, "split": split, "abolish": abolish, "move": move},
        **{"rename_office": rename_office, "split_office": split_office},
        **{"merge_office": merge_office, "abolish_office": abolish_office},
    }
    return _reformed(reforming.done(ws, _steps(values)), dry_run=False)


def restructure_preview(ws: Workspace, values: Mapping[str, Any]) -> Iterator[str]:
    """Say what goes over to whom, title by title too."""
    found = reforming.done(ws, _steps(values), dry_run=True)
    return _annex(found, "cli_titles.reform-planned")


def will_restructure(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say how much a reform changes (see `will_reform`)."""
    return _will(ws, reforming.done(ws, _steps(values), dry_run=True))


def plan(ws: Workspace, *, file: Path) -> Answer:
    """Work a reform out; nothing is written, and who may not do it is told who may."""
    found = _reformed(reforming.reform(ws, file, dry_run=True), dry_run=True)
    if ws.role is None or Right.MANAGE not in RIGHTS[ws.role]:
        ws.asides.append(msg("cli_titles.reform-by-admin"))
    return found


def template(ws: None) -> Answer:
    """Answer with a reform's file to fill in."""
    from civtui.workspace.titles.reform_file import template

    made = template()
    return Answer({"template": made}, lambda: made.splitlines())


def preview(ws: Workspace, values: Mapping[str, Any]) -> Iterator[str]:
    """Say title by title what a reform does."""
    return _annex(reforming.reform(ws, values["file"], dry_run=True), "cli_titles.reform-planned")


def will_reform(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say how much a reform changes, from which day, and how many titles end."""
    return _will(ws, reforming.reform(ws, values["file"], dry_run=True))


def _will(ws: Workspace, found: ReformAnswer) -> Message:
    reforming.hold_day(ws, found.effective)
    return msg(
        "verbs/agency.will-reform",
        reform=found.id,
        day=found.effective,
        **reforming.counts(ws, found.content)._asdict(),
    )


def reforms(ws: Workspace, *, or_file: bool) -> Answer:
    """Answer with the reforms, newest first.

    Args:
        or_file: people who see none are asked for a file.
    """
    rows = reform_rows(ws)

    def lines() -> Iterator[str]:
        if or_file and not rows:
            raise UsageFault(msg("cli_titles.reform-file"))
        yield from printed(ws, "reforms", rows)

    return Answer(rows, lines)


def unreform(ws: Workspace, *, reform: str, why: str = "") -> Answer:
    """Take a reform back; everything stands as before it."""
    row = reforming.take_back(ws, reform, why=why)
    return Answer(
        {"reform": row.id, "state": row.state},
        lambda: [t("cli_titles.taken-back", reform=row.id)],
    )


def may_unreform(ws: Workspace, reform: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a reform cannot be taken back: it is already, or something later hangs on it."""
    reforming.hold_take_back(ws, reform)
    return None


def will_unreform(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say which reform is taken back, and all that stands again as it was."""
    from civtui.workspace.fact_words.words import more
    from civtui.workspace.reading.names import Names

    row = reforming.hold_take_back(ws, values["reform"])
    names, content = Names(ws), row.content
    named = {
        "ended": content["ended"],
        "made": [one["id"] for one in (*content["agencies"], *content["offices"])],
        "renamed": [one["id"] for one in content["renamed"]],
        "moved": [one["office"] for one in content["moved"]],
    }
    parts = [
        msg(f"verbs/agency.unreform-{key}", names=names.holders(ids))
        for key, ids in named.items()
        if ids
    ]
    counts = {key: len(content[key]) for key in ("titles", "cards", "cases", "bars")}
    parts += [msg(f"verbs/agency.unreform-{key}", count=n) for key, n in counts.items() if n]
    said = more(*parts) if parts else msg("verbs/agency.unreform-nothing")
    way = msg("titles.way-reform-again")
    return msg("verbs/agency.will-unreform", reform=row.id, day=row.day, parts=said, way=way)
