"""`ledger verify|log|asof|checkpoint`: what happened, and whether it still adds up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import DAY
from civtui.locale import render, t


@click.group(help=t("cli.help-ledger"))
def ledger() -> None:
    """The ledger."""


@ledger.command("verify", help=t("cli.help-ledger-verify"))
@json_option
@click.pass_obj
def verify(face: Face, as_json: bool) -> int:
    """Check database, chain, schema and every table; exit 1 where one is not sound."""
    from civtui.workspace.history import verify_at

    head, faults = verify_at(face.open)
    document = {
        "ok": not faults,
        "ledger": {"seq": head.seq, "head": head.hash},
        "faults": [{"table": f.table, "row": f.row, "message": render(f.message)} for f in faults],
    }

    def lines() -> list[str]:
        if not faults:
            return [t("cli.verify-ok", seq=head.seq, head=head.hash)]
        return [t("cli.verify-fault", table=f.table, row=f.row, what=f.message) for f in faults]

    return emit(document, as_json, lines, status=int(bool(faults)))


@ledger.command("log", help=t("cli.help-ledger-log"))
@click.option("-n", "--limit", default=20, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--kind", help=t("cli.help-ledger-kind"))
@json_option
@click.pass_obj
def log(face: Face, limit: int, kind: str | None, as_json: bool) -> int:
    """List facts, newest first."""
    from civtui.workspace.history import fact_rows

    ws = face.open()
    rows = fact_rows(ws, limit=limit, kind=kind)
    document = [{**row._asdict(), "payload": json.loads(row.payload)} for row in rows]
    return emit(
        document,
        as_json,
        lambda: [
            f"{r.seq:>7}  {ws.shown(r.recorded)}  {r.kind:<18}  {r.who:<10}  {r.payload[:90]}"
            for r in rows
        ],
    )


@ledger.command("asof", help=t("cli_titles.help-ledger-asof"))
@click.argument("day", type=DAY)
@json_option
@click.pass_obj
def asof(face: Face, day: date, as_json: bool) -> int:
    """Show the city as it stood on a day."""
    from civtui.workspace.titles.record import as_of

    found = as_of(face.open(), day)

    def lines() -> Iterator[str]:
        honors = found["honors"].items()
        yield t("cli_titles.asof", **{k: found[k] for k in ("date", "agencies", "offices")})
        yield "  ".join(f"{t('cli.honor-' + tier)} {count}" for tier, count in honors)
        offices = found["office_honors"].items()
        yield "  ".join(f"{t('cli.honor-' + honor)} {count}" for honor, count in offices)
        for row in found["titles"]:
            basis = row["decision"] or t("cli.opening-balance")
            yield f"{row['since']}  {row['name']}  {t('cli.honor-' + row['honor'])}  {basis}"

    return emit(found, as_json, lines)


@ledger.command("checkpoint", help=t("cli.help-ledger-checkpoint"))
@json_option
@click.pass_obj
def checkpoint(face: Face, as_json: bool) -> int:
    """Print the head of the chain, to be kept outside."""
    head = face.open().ledger.head()
    document = {"seq": head.seq, "head": head.hash}
    return emit(document, as_json, lambda: [f"{head.seq} {head.hash}"])
