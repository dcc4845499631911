"""`honor`: titles begin, are kept, end and come back; who held what on a day, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import DAY, decision_option, on_option
from civtui.cli.values import DAYS, MONTHS, YEARS, Between
from civtui.locale import t
from civtui.locale.tables import table
from civtui.workspace.answers import plain, rows_of, said

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace


@click.group(help=t("cli.help-honor"))
def honor() -> None:
    """Titles."""


@honor.command("list", help=t("cli.help-honor-list"))
@click.option("--on", "day", metavar="DATE", type=DAY)
@click.option("--honor", "kind", help=t("cli.help-honor-kind"))
@json_option
@click.pass_obj
def list_(face: Face, day: date | None, kind: str | None, as_json: bool) -> int:
    """List the titles held on a day."""
    from civtui.workspace.honors import held_on

    ws = face.open()
    rows = held_on(ws, day or ws.today(), kind)

    def lines() -> Iterator[str]:
        heads = [t(f"cli.column-{c}") for c in ("id", "name", "honor", "since", "until")]
        body = [[r.holder, r.name, t(f"cli.honor-{r.honor}"), r.since, r.until or ""] for r in rows]
        yield from table(heads, body)

    return emit([row._asdict() for row in rows], as_json, lines)


@honor.command("timeline", help=t("cli.help-honor-timeline"))
@click.argument("name", metavar="HOLDER")
@json_option
@click.pass_obj
def timeline(face: Face, name: str, as_json: bool) -> int:
    """Show every event of a holder's titles, and by whose word."""
    from civtui.workspace.titles.record import life_of

    found = life_of(face.open(), name)

    def lines() -> Iterator[str]:
        for old, until in found.names:
            yield t("cli_titles.former-name", name=old, until=until)
        for parent, form, day in found.parents:
            yield t(
                "cli_titles.came-from", parent=parent, day=day, form=t(f"cli_titles.form-{form}")
            )
        for e in found.events:
            basis = e.decision or e.document or t("cli.opening-balance")
            who = "" if e.holder == found.holder else f"  ({e.holder})"
            what = t(f"cli_titles.event-{e.event}")
            yield f"{e.day}  {what}  {t('cli.honor-' + e.honor)}  {basis}{who}"

    return emit([plain(event) for event in found.events], as_json, lines)


def _outcome(ws: Workspace, outcome: Any, key: str, as_json: bool) -> int:
    from civtui.workspace.titles.holders import names_of

    def lines() -> Iterator[str]:
        honor_name = t(f"cli.honor-{outcome.honor}") if outcome.honor else ""
        yield t(f"cli_titles.{key}", honor=honor_name, holders=names_of(ws, outcome.holders))
        if outcome.until:
            yield t("cli_titles.until", day=outcome.until)
        yield from said(outcome.notes, outcome.policies)

    document = plain(outcome)
    document["policies"] = [{"id": i, "choice": c} for i, c in outcome.policies]
    return emit(document, as_json, lines)


@honor.command("grant", help=t("cli_titles.help-honor-grant"))
@click.argument("kind", metavar="HONOR")
@click.argument("holders", nargs=-1, required=True)
@decision_option
@click.option("--document", default="", help=t("cli_titles.help-document"))
@click.option("--until", type=DAY, help=t("cli_titles.help-until"))
@on_option
@json_option
@click.pass_obj
def grant(face: Face, /, kind: str, holders: tuple[str, ...], as_json: bool, **given: Any) -> int:
    """Grant a title by the decision on record."""
    from civtui.workspace.titles.grants import grant as begin

    ws = face.open()
    return _outcome(ws, begin(ws, kind, holders, **given), "granted", as_json)


@honor.command("keep", help=t("cli_titles.help-honor-keep"))
@click.argument("kind", metavar="HONOR")
@click.argument("holders", nargs=-1, required=True)
@decision_option
@click.option("--document", default="", help=t("cli_titles.help-document"))
@click.option("--until", type=DAY, help=t("cli_titles.help-until"))
@on_option
@json_option
@click.pass_obj
def keep(face: Face, /, kind: str, holders: tuple[str, ...], as_json: bool, **given: Any) -> int:
    """Keep titles on review."""
    from civtui.workspace.titles.grants import keep as renew

    ws = face.open()
    return _outcome(ws, renew(ws, kind, holders, **given), "kept", as_json)


def _ending(name: str, cause: str) -> None:
    """Add the verb `name` that ends titles by `cause`."""

    @honor.command(name, help=t(f"cli_titles.help-honor-{name}"))
    @click.argument("kind", metavar="HONOR")
    @click.argument("holders", nargs=-1, required=True)
    @decision_option
    @on_option
    @json_option
    @click.pass_obj
    def end(
        face: Face,
        kind: str,
        holders: tuple[str, ...],
        decision: str,
        on: date | None,
        as_json: bool,
    ) -> int:
        from civtui.workspace.titles.grants import end as finish

        ws = face.open()
        done = finish(ws, kind, holders, cause, decision, on=on)
        return _outcome(ws, done, cause, as_json)


for _name, _cause in (
    ("delist", "delisted"),
    ("withdraw", "withdrawn"),
    ("expire", "expired"),
    ("waive", "waived"),
):
    _ending(_name, _cause)


@honor.command("restore", help=t("cli_titles.help-honor-restore"))
@click.argument("kind", metavar="HONOR")
@click.argument("holders", nargs=-1, required=True)
@decision_option
@on_option
@json_option
@click.pass_obj
def restore(
    face: Face, kind: str, holders: tuple[str, ...], decision: str, on: date | None, as_json: bool
) -> int:
    """Give back titles that were taken away."""
    from civtui.workspace.titles.grants import restore as give_back

    ws = face.open()
    return _outcome(ws, give_back(ws, kind, holders, decision, on=on), "restored", as_json)


@honor.command("appeal", help=t("cli_titles.help-honor-appeal"))
@click.argument("agency")
@decision_option
@click.option("--answer", metavar="ID", help=t("cli_titles.help-answer"))
@on_option
@json_option
@click.pass_obj
def appeal(
    face: Face, agency: str, decision: str, answer: str | None, on: date | None, as_json: bool
) -> int:
    """Record an appeal against a delisting, or its answer."""
    from civtui.workspace.titles import grants

    ws = face.open()
    if answer:
        done = grants.answer_appeal(ws, agency, decision, answer, on=on)
    else:
        done = grants.appeal(ws, agency, decision, on=on)
    return _outcome(ws, done, "appealed", as_json)


@honor.command("veto", help=t("cli_titles.help-honor-veto"))
@click.argument("agency")
@click.argument("event")
@click.option("--months", type=Between(1, 600, units=MONTHS), help=t("cli_titles.help-months"))
@on_option
@json_option
@click.pass_obj
def veto(
    face: Face, agency: str, event: str, months: int | None, on: date | None, as_json: bool
) -> int:
    """Record a serious event that bars an agency for a window of months."""
    from civtui.workspace.titles.clocks import veto as bar

    ends = bar(face.open(), agency, event, months=months, on=on)
    document = {"agency": agency, "event": event, "ends": ends.isoformat()}
    return emit(document, as_json, lambda: [t("titles.due-veto", ends=ends)])


@honor.command("circular", help=t("cli_titles.help-honor-circular"))
@click.argument("year", type=Between(1900, 2999, units=YEARS))
@json_option
@click.pass_obj
def circular(face: Face, year: int, as_json: bool) -> int:
    """Print the yearly review circular: kept, re-recognized, restored, revoked, carded, ended."""
    from civtui.workspace.titles.record import circular as review

    found = review(face.open(), year)

    def lines() -> Iterator[str]:
        for heading, rows in found.annexes.items():
            yield t(f"cli_titles.heading-{heading}", count=len(rows))
            for row in rows:
                kind = t(f"cli.honor-{row['honor']}") if "honor" in row else row["card"]
                yield f"    {row['day']}  {row['name']}  {kind}  {row['decision'] or ''}"

    return emit(found.document(), as_json, lines)


@honor.command("due", help=t("cli_titles.help-honor-due"))
@click.option("--days", default=90, show_default=True, type=Between(0, 4000, units=DAYS))
@on_option
@json_option
@click.pass_obj
def due(face: Face, days: int, on: date | None, as_json: bool) -> int:
    """List what is due: cards, notices, sittings, terms, bars that end."""
    from civtui.workspace.titles.desk import due_rows

    rows = due_rows(face.open(), days=days, on=on)
    columns = ("day", "days", "kind", "name", "why")
    body = [(r.on, str(r.days), t(f"cli_titles.due-{r.what}"), r.name, r.why) for r in rows]
    return emit(plain(rows), as_json, lambda: rows_of(columns, body))


@honor.command("rung", help=t("cli_titles.help-honor-rung"))
@click.argument("agency")
@on_option
@json_option
@click.pass_obj
def rung(face: Face, agency: str, on: date | None, as_json: bool) -> int:
    """Show an agency's next rung and the shortest way to it."""
    from civtui.locale import render
    from civtui.workspace.titles.desk import rung as next_rung

    found = next_rung(face.open(), agency, on)
    document = plain(found)
    document["answer"] = found.answer.document() if found.answer else None

    def lines() -> Iterator[str]:
        yield found.agency.name
        if found.answer is None:
            yield t("cli_titles.at-the-top")
        else:
            verdict = t(f"cli_eligibility.eligible-{found.answer.eligible}")
            yield t("cli_titles.next-rung", honor=t(f"cli.honor-{found.tier}"), verdict=verdict)
            yield from (f"    → {render(m.text)}" for m in found.answer.missing)
        for key, offices in (("civilized", found.offices), ("model", found.models)):
            for office in offices or ():
                yield t(f"cli_titles.near-{key}", name=office.name, total=office.total or "—")
        yield from (f"    {d.on}  {render(d.why)}" for d in found.dates)

    return emit(document, as_json, lines)
