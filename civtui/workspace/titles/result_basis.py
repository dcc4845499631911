"""The result behind an office's title: the round that counted it, its place there, or what lacks.

Source: a civilized office is found by the six criteria inside its agency, a model office chosen
city-wide out of civilized ones: neither begins without a round that counted it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import queries
from civtui.locale import render
from civtui.model.figures import shown_text
from civtui.model.text import Message, msg
from civtui.rules.policies import choice
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.reading.names import Said, round_name
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.results.results import ResultRow
    from civtui.workspace.titles.sittings import Item

# honor -> the scopes of the rounds that count for it
SCOPES: dict[str, tuple[str, ...]] = {
    "civilized-office": ("agency-offices", "sampled-offices"),
    "model-office": ("model-candidates",),
}


class Basis(NamedTuple):
    """The result that a title rests on.

    Args:
        total: exact text; None while there is none.
        rank: its place among `of` subjects.
        gap: why the round was closed with marks missing; empty where none is.
    """

    subject: str
    round: str
    total: str | None
    rank: int | None
    of: int
    band: str | None
    gap: str = ""


class Standing(NamedTuple):
    """A result with what is wrong with it; `lack` None: it carries a title.

    Args:
        closed: the day on which the round was closed; empty where no closed one counts.
        counted: whether any round ever did; one that is imported may have had none.
    """

    basis: Basis | None
    lack: Message | None
    way: Message | None
    closed: str = ""
    counted: bool = True


def results_behind(
    ws: Workspace,
    honor: str,
    offices: Iterable[str],
    day: date,
    proposed: Mapping[str, str] | None = None,
) -> dict[str, Standing]:
    """Return for each office the newest round that counted it for `honor`, as of `day`.

    Args:
        proposed: subject -> the round out of whose results it was proposed: that one is looked
            at while it stands, not a newer one.
    """
    offices, line = list(offices), Lineage(ws)
    whose = {one: counted_as(ws, line, one) for one in (*offices, *(proposed or ()))}
    own = {one: _named_round(ws, id_, whose[one]) for one, id_ in (proposed or {}).items()}
    wanted = {one: own.get(one) or _round_of(ws, honor, whose[one], day) for one in offices}
    rows = {id_: _rows(ws, id_) for id_ in {found[0] for found in wanted.values() if found}}
    least, places = _line(ws, honor)
    found = {}
    for office, where in wanted.items():
        if where is None:
            key = "titles.no-result" if honor == "civilized-office" else "titles.no-selection"
            found[office] = Standing(None, msg(key), msg("titles.way-result"), counted=False)
            continue
        id_, state, closed = where
        if state != "closed":
            why = msg("titles.round-open", round=round_name(ws, id_))
            found[office] = Standing(None, why, msg("titles.way-close-round", round=id_))
        elif closed > day.isoformat():
            why = msg("titles.round-later", round=round_name(ws, id_), closed=closed)
            found[office] = Standing(None, why, msg("titles.way-later"))
        else:
            judged = [
                _judged(ws, id_, office, row, len(rows[id_]), least, places)
                for row in rows[id_]
                if row.subject in whose[office]
            ]
            best = next((one for one in judged if one.lack is None), judged[0])
            found[office] = best._replace(closed=closed)
    return found


def years_behind(ws: Workspace, honor: str, offices: Iterable[str], day: date) -> dict[str, int]:
    """Return for each office the year of the round that its title would rest on, as of `day`."""
    from civtui.workspace.building.scores import year_of

    line, found = Lineage(ws), {}
    for office in offices:
        row = _round_of(ws, honor, counted_as(ws, line, office), day)
        if row and row[1] == "closed" and row[2] <= day.isoformat():
            found[office] = year_of(ws, row[0])
    return found


def counted_as(ws: Workspace, line: Lineage, office: str) -> list[str]:
    """Return the ids under which rounds may have counted an office: its own, and its parents'.

    Those merged into it count for it where their titles go on in it (policy merger-titles).
    """
    follows = choice(ws.profile().policies, "merger-titles") == "carry-over"
    return line.owned(office) if follows else [office]


def counted_name(ws: Workspace, office: str, name: str, round_id: str) -> str:
    """Return an office's name, marked with the former one that a round counted, if it was one."""
    line = Lineage(ws)
    for one in counted_as(ws, line, office):
        if queries.one(ws.ledger, "titles", "counts", _asked([one], round=round_id)):
            return line.called(one, name)
    return name


def results_of_term(
    ws: Workspace, honor: str, offices: Iterable[str], day: date
) -> dict[str, Standing]:
    """Return for each office the result on which it may keep its title, as of `day`.

    It is one of the term that runs out: what the title began with, or was kept on last, does not
    carry it once more (能上能下).
    """
    found, line = results_behind(ws, honor, offices, day), Lineage(ws)
    for office, one in found.items():
        holders = json.dumps(counted_as(ws, line, office))
        given = {"holders": holders, "honor": honor, "day": day.isoformat()}
        row = queries.one(ws.ledger, "titles", "term-began", given)
        began = row[0] if row else None
        if one.closed and began and one.closed <= began and one.basis:
            why = msg(
                "titles.before-term",
                round=round_name(ws, one.basis.round),
                closed=one.closed,
                began=began,
            )
            asked = _asked(counted_as(ws, line, office), scopes=json.dumps(SCOPES[honor]))
            begun = queries.one(ws.ledger, "titles", "counted-in-open", asked)
            way = (
                msg("titles.way-close-round", round=begun[0]) if begun else msg("titles.way-result")
            )
            found[office] = one._replace(lack=why, way=way)
    return found


def basis_of(
    ws: Workspace,
    honor: str,
    offices: Iterable[str],
    day: date,
    proposed: Mapping[str, str] | None = None,
) -> tuple[Any, ...]:
    """Return the results that a decision on office titles rests on, as its fact holds them."""
    from civtui.model.facts.titles import ResultBasis

    found = results_behind(ws, honor, offices, day, proposed).values()
    return tuple(ResultBasis(**one.basis._asdict()) for one in found if one.basis)


def results_said(ws: Workspace, item: Item, day: str, sitting: str = "") -> list[str]:
    """Return a line a holder of an agenda's item: its result, or what it lacks.

    Agencies have one where they were proposed out of a round.

    Args:
        sitting: its id; whom it decided on stands there with the result decided on, and with
            today's where that is another one.
    """
    from civtui.workspace.titles.holders import names_of

    if item.matter not in ("grant", "recommend", "renew") or item.honor is None:
        return []
    names_one = item.subjects if item.honor in SCOPES else [*item.rounds]
    made = _decided_on(ws, item, sitting)
    left = [one for one in names_one if one not in made]
    found = results_behind(ws, item.honor, left, date.fromisoformat(day), item.rounds)
    lines = []
    for subject, name in zip(names_one, names_of(ws, names_one), strict=True):
        if subject in made:
            seq, was = made[subject]
            named = counted_name(ws, subject, name, was.round)
            lines.append(render(line_of(named, was, round_name(ws, was.round))))
            changed = changed_since(ws, item.honor, seq, [subject], ws.today())
            lines += [f"    {render(changed_line(name, *one))}" for one in changed]
        else:
            one = found[subject]
            basis, lack = one.basis, one.lack or ""
            named = counted_name(ws, subject, name, basis.round) if basis else name
            said = line_of(named, basis, round_name(ws, basis.round)) if basis else lack
            lines.append(render(said))
    return lines


def _decided_on(ws: Workspace, item: Item, sitting: str) -> dict[str, tuple[int, Basis]]:
    """Return of those on whom a sitting decided by an item the fact, and the result it rests on."""
    from civtui.workspace.titles.decided import decision_rows

    return {
        basis.subject: (row.seq, basis)
        for row in (decision_rows(ws) if sitting else ())
        if (row.session, row.item) == (sitting, item.item)
        for basis in stored_basis(ws, row.seq)
    }


def changed_line(name: str, was: Basis, now: Basis | None) -> Message:
    """Return that a result is another one than was decided on: points, place, band of both."""
    return msg(
        "titles.result-now",
        name=name,
        was=shown_text(was.total),
        was_rank=was.rank or "—",
        was_band=was.band or "—",
        now=shown_text(now.total if now else None),
        now_rank=(now and now.rank) or "—",
        now_band=(now and now.band) or "—",
    )


def line_of(name: str, basis: Basis, round_: Said) -> Message:
    """Return the line of a result: score, place, band, and what its round is called."""
    return msg(
        "cli_titles.basis-line",
        name=name,
        total=shown_text(basis.total),
        rank=basis.rank or "—",
        of=basis.of,
        band=basis.band or "—",
        round=round_,
    )


def stored_basis(ws: Workspace, seq: int) -> tuple[Basis, ...]:
    """Return the results that the decision of fact `seq` says it rests on."""
    found = ws.ledger.payload(seq).get("basis")
    return tuple(Basis(**one) for one in found) if isinstance(found, list) else ()


def _asked(subjects: Sequence[str], **more: str) -> dict[str, str]:
    return {"subjects": json.dumps(subjects), **more}


def _named_round(ws: Workspace, id_: str, subjects: Sequence[str]) -> tuple[str, str, str] | None:
    """Return (round, state, day of its closing) of a round, None where it no longer counts them."""
    row = queries.one(ws.ledger, "titles", "counts", _asked(subjects, round=id_))
    return (row[0], row[1], row[2]) if row else None


def _round_of(
    ws: Workspace, honor: str, subjects: Sequence[str], day: date
) -> tuple[str, str, str] | None:
    """Return (round, state, day of its closing) of the round that counts, None where none does."""
    if honor not in SCOPES:
        return None
    given = _asked(subjects, scopes=json.dumps(SCOPES[honor]), day=day.isoformat())
    row = queries.one(ws.ledger, "titles", "counted-in", given)
    return (row[0], row[1], row[2]) if row else None


def _rows(ws: Workspace, round_id: str) -> list[ResultRow]:
    from civtui.workspace.results.results import results
    from civtui.workspace.rounds.rounds import round_row

    return results(ws, round_id).rows if round_row(ws, round_id).state == "closed" else []


def _line(ws: Workspace, honor: str) -> tuple[Fraction | None, int | None]:
    """Return the points and the place that the profile asks of an office honor, None for any."""
    profile = ws.profile()
    gates = [rule for one in profile.honor if one.id == honor for rule in one.gate]
    least = [Fraction(rule.points) for rule in gates if rule.rule == "score-at-least"]
    quota = profile.quotas().get(honor)
    return max(least, default=None), quota.places if quota and quota.kind == "fixed" else None


def _judged(
    ws: Workspace,
    round_id: str,
    office: str,
    row: ResultRow,
    of: int,
    least: Fraction | None,
    places: int | None,
) -> Standing:
    """Return the result of an office in a closed round, and what keeps it from a title."""
    gap = gap_of(ws, round_id) if row.missing else ""
    basis = Basis(office, round_id, row.exact, row.rank, of, row.band, gap)
    total = None if row.exact is None else Fraction(row.exact)
    if row.missing and not gap:
        why = msg("titles.round-gap", round=round_name(ws, round_id), missing=row.missing)
        return Standing(basis, why, msg("titles.way-gap", round=round_id))
    if total is None or row.rank is None:
        key = "titles.no-total" if total is None else "titles.vetoed-in-round"
        return Standing(basis, msg(key, round=round_name(ws, round_id)), msg("titles.way-result"))
    if least is not None and total < least:
        why = msg("titles.below-line", total=total, least=least, round=round_name(ws, round_id))
        return Standing(basis, why, msg("titles.way-line"))
    if least is None and row.band is not None and row.band in failing_bands(ws, round_id):
        why = msg("titles.band-fails", band=row.band, total=total, round=round_name(ws, round_id))
        return Standing(basis, why, msg("titles.way-line"))
    if places is not None and row.rank > places:
        why = msg(
            "titles.beyond-places", rank=row.rank, places=places, round=round_name(ws, round_id)
        )
        return Standing(basis, why, msg("titles.way-line"))
    return Standing(basis, None, None)


def failing_bands(ws: Workspace, round_id: str) -> list[str]:
    """Return the bands of a round's standard that no title comes out of, by their Chinese names.

    It is the one of several that reaches down to no points at all: whoever is in no better one is
    below the standard. A line of points in the profile goes before it.
    """
    from civtui.scoring.pipeline.items import words
    from civtui.workspace.rounds.rounds import document_of, round_row

    bands = document_of(ws, round_row(ws, round_id)).get("bands", ())
    if len(bands) < 2:
        return []
    return [words(band["name"]).zh for band in bands if Fraction(band["min"]) <= 0]


def changed_since(
    ws: Workspace, honor: str, seq: int, offices: Iterable[str], day: date
) -> list[tuple[Basis, Basis | None]]:
    """Return each result of the decision of fact `seq` that its round counts otherwise today.

    Returns:
        (as it was decided on, as it is now; None where the round counts the office no longer).
    """
    wanted, found = set(offices), []
    for was in stored_basis(ws, seq):
        if was.subject in wanted:
            where = {was.subject: was.round}
            now = results_behind(ws, honor, [was.subject], day, where)[was.subject].basis
            if now is None or (now.total, now.rank, now.band) != (was.total, was.rank, was.band):
                found.append((was, now))
    return found


def gap_of(ws: Workspace, round_id: str) -> str:
    """Return why a round was closed with marks missing; empty where nobody accepted that."""
    row = queries.one(ws.ledger, "titles", "closing-of", (round_id,))
    found = json.loads(row[0]) if row else {}
    return str(found.get("gap") or "")
