"""`round new|open|close|show|list|sheet`: rounds of assessment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from civtui.cli import fairness, panel
from civtui.cli.face import Face, emit, json_option
from civtui.locale import t
from civtui.locale.tables import table


@click.group(help=t("cli.help-round"))
def round() -> None:
    """Rounds."""


@round.command("list", help=t("cli.help-round-list"))
@json_option
@click.pass_obj
def list_(face: Face, as_json: bool) -> int:
    """List rounds."""
    from civtui.workspace.rounds import round_rows

    rows = round_rows(face.open())
    document = [
        {
            "id": r.id,
            "name": r.name,
            "state": r.state,
            "organizer": {"kind": r.organizer, "agency": r.agency},
            "scope": r.scope,
            "marks": {"given": r.given, "expected": r.expected},
        }
        for r in rows
    ]

    def lines() -> Iterator[str]:
        heads = [t(f"cli.column-{c}") for c in ("id", "name", "state", "subjects", "marks")]
        body = [
            [r.id, r.name, t(f"cli.state-{r.state}"), str(r.subjects), f"{r.given}/{r.expected}"]
            for r in rows
        ]
        yield from table(heads, body)

    return emit(document, as_json, lines)


def _show(face: Face, name: str, as_json: bool) -> int:
    from civtui.workspace.round_state import round_document

    document = round_document(face.open(), name)

    def lines() -> Iterator[str]:
        yield f"{document['id']}  {document['name']}  {t('cli.state-' + document['state'])}"
        standard = document["standard"]
        for name in ("", "extends", "overlay"):
            pin = standard[name] if name else standard
            if pin:
                said = f"{pin['id']}@{pin['version']}  sha256 {pin['sha256'][:16]}"
                yield t(f"overlay.{name}", pin=said) if name else said
        yield t("cli.round-marks", **document["marks"])
        anchors = [s["name"] for s in document["subjects"] if s["anchor"]]
        if anchors:
            yield t("panel.anchors", names=anchors)
        if document["per_subject"]:
            yield t("panel.dealt", count=document["per_subject"])
        for judge in document["assessors"]:
            state = t("panel.locked", day=judge["submitted"]) if judge["submitted"] else ""
            done = t("panel.share", **judge)
            yield "  ".join(("", judge["id"], judge["name"], done, state)).rstrip()
        if any(document["remarks"].values()) or document["self"]["given"]:
            yield t("panel.remarks", **document["remarks"], selves=document["self"]["given"])

    return emit(document, as_json, lines)


@round.command("show", help=t("cli.help-round-show"))
@click.argument("name", metavar="ROUND")
@json_option
@click.pass_obj
def show(face: Face, name: str, as_json: bool) -> int:
    """Show one round."""
    return _show(face, name, as_json)


@round.command("new", help=t("cli.help-round-new"))
@click.argument("name", metavar="ROUND")
@click.option("--title", default="", help=t("cli.help-round-title"))
@click.option("--standard", default="civilized-office", help=t("cli.help-round-standard"))
@click.option("--agency", "agencies", multiple=True, help=t("cli.help-round-agency"))
@click.option("--office", "offices", multiple=True, help=t("cli.help-round-office"))
@click.option("--assessor", "assessors", multiple=True, help=t("cli.help-round-assessor"))
@click.option("--organizer", help=t("cli.help-round-organizer"))
@click.option(
    "--scope",
    type=click.Choice(["agency-offices", "sampled-offices", "model-candidates", "agencies"]),
    help=t("panel.help-scope"),
)
@click.option("--scheme", default="weighted-sum", help=t("panel.help-scheme"))
@click.option("--blind", is_flag=True, help=t("panel.help-blind"))
@click.option("--anchor", "anchors", multiple=True, help=t("panel.help-anchor"))
@click.option("--overlay", metavar="ID|FILE", help=t("overlay.help"))
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help=t("panel.help-due"))
@json_option
@click.pass_obj
def new(face: Face, /, name: str, as_json: bool, **given: Any) -> int:
    """Open a round over offices or agencies with a panel."""
    from civtui.workspace.rounds import open_round
    from civtui.workspace.subjects import agency_or_office, choose_subjects, judges

    ws = face.open()
    owner, scope, subjects = choose_subjects(
        ws,
        agencies=given["agencies"],
        offices=given["offices"],
        organizer=given["organizer"],
        scope=given["scope"],
    )
    due: datetime | None = given["due"]
    open_round(
        ws,
        name,
        name=given["title"] or name,
        standard=given["standard"],
        subjects=subjects,
        assessors=judges(ws, given["assessors"]),
        organizer="agency" if owner else "city",
        agency=owner,
        scope=scope,
        scheme=given["scheme"],
        visibility="blind" if given["blind"] else "open",
        due=due.date() if due else None,
        anchors=[agency_or_office(ws, one) for one in given["anchors"]],
        overlay=given["overlay"],
    )
    return _show(face, name, as_json)


@round.command("close", help=t("cli.help-round-close"))
@click.argument("name", metavar="ROUND")
@json_option
@click.pass_obj
def close(face: Face, name: str, as_json: bool) -> int:
    """Take no more marks."""
    from civtui.workspace.rounds import close_round

    close_round(face.open(), name)
    return _show(face, name, as_json)


@round.command("open", help=t("cli.help-round-open"))
@click.argument("name", metavar="ROUND")
@json_option
@click.pass_obj
def open_(face: Face, name: str, as_json: bool) -> int:
    """Take marks again."""
    from civtui.workspace.rounds import close_round

    close_round(face.open(), name, reopen=True)
    return _show(face, name, as_json)


@round.command("recuse", help=t("cli.help-round-recuse"))
@click.argument("name", metavar="ROUND")
@click.argument("assessor")
@click.argument("whom", metavar="AGENCY|OFFICE")
@click.option("--why", required=True, help=t("cli_building.help-why"))
@json_option
@click.pass_obj
def recuse(face: Face, name: str, assessor: str, whom: str, why: str, as_json: bool) -> int:
    """Let a judge step back; the marks given there are set aside."""
    from civtui.workspace.recusals import recuse as step_back

    done = step_back(face.open(), name, assessor, whom, why=why)
    said = t(
        "cli.recused", assessor=done.assessor, subjects=len(done.subjects), marks=done.set_aside
    )
    return emit(done._asdict(), as_json, lambda: [said])


@round.command("sheet", help=t("cli.help-round-sheet"))
@click.argument("name", metavar="ROUND")
@json_option
@click.pass_obj
def sheet(face: Face, name: str, as_json: bool) -> int:
    """Print the input that `scheme run` takes."""
    import json

    from civtui.workspace.results import calculator_input

    document = calculator_input(face.open(), name)
    return emit(document, as_json, lambda: [json.dumps(document, ensure_ascii=False, indent=2)])


for _command in (*panel.COMMANDS, *fairness.COMMANDS):
    round.add_command(_command)
