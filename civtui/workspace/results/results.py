"""Results of a round: totals, ranks and bands by any scheme, and how each figure came about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui import locale
from civtui.model.errors import BadInput, NotFound
from civtui.model.text import Bilingual, Message, msg
from civtui.plugin.faults import PluginError
from civtui.scoring.numbers import exact_text, number
from civtui.scoring.pipeline import RoundMarks, RoundResult, calculator_sheet, evaluate
from civtui.scoring.pipeline.items import flat_items, words
from civtui.scoring.pipeline.sheet import WITH_TIES, with_ties
from civtui.workspace.plugins.plugin_state import LastGood
from civtui.workspace.results.schemes import read_option
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.round_marks import marks_of
from civtui.workspace.rounds.rounds import RoundRow
from civtui.workspace.rounds.seeing import What, sight
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.scoring.robustness import Robustness

MOST_KEPT = 5_000  # marks of a round whose results are kept for the next who asks


class ResultRow(NamedTuple):
    """The standing of one subject.

    Args:
        total: points as a JSON number; None while an item has no mark at all.
        exact: the total as exact text.
        so_far: points of the items that have a mark.
        rank: 1 is best, equal totals share the smaller rank; None without a total.
        low: best rank the subject can still have, `high` the worst; its rank in a closed round.
        missing: marks not given yet.
        left_out: judges' sheets with marks that don't count, since the scheme takes whole ones.
    """

    subject: str
    name: str
    total: int | float | None
    exact: str | None
    so_far: str
    rank: int | None
    band: str | None
    missing: int
    low: int | None
    high: int | None
    left_out: int = 0


class Stale(NamedTuple):
    """Why figures are old: the fact they were made at, and what is wrong with the scheme now."""

    seq: int
    reason: Message


class Results(NamedTuple):
    """The results of a round by one scheme.

    Args:
        stale: why these are the last good ones.
        details: figures of the scheme's method by name (see `scheme run`).
        names: of subjects and judges, for the ids in `details`.
        tied: judges whose ties the scheme read as two ballots each; 0 where it reads no ballots.
    """

    round: RoundRow
    scheme: dict[str, Any]
    rows: list[ResultRow]
    warnings: list[str]
    stale: Stale | None = None
    details: Mapping[str, Any] = MappingProxyType({})
    names: Mapping[str, str] = MappingProxyType({})
    tied: int = 0

    def document(self) -> dict[str, Any]:
        """Return the results as `results --json` prints them."""
        pinned = self.round
        return {
            "round": pinned.id,
            "standard": {
                "id": pinned.standard,
                "version": pinned.standard_version,
                "sha256": pinned.standard_sha256,
            },
            "scheme": self.scheme,
            "results": [row._asdict() for row in self.rows],
            "warnings": self.warnings,
            "details": dict(self.details),
            "gap": pinned.gap,
            "stale": self.stale
            and {"seq": self.stale.seq, "reason": locale.render(self.stale.reason)},
        }


def results(
    ws: Workspace,
    round_id: str,
    scheme: str | None = None,
    options: Mapping[str, str] | None = None,
) -> Results:
    """Return the standing of every subject, best first.

    Args:
        scheme: id of a scheme; the round's own where None.
        options: of the scheme; those that the round pins for its own scheme where None.

    Raises:
        NotFound: no such round or scheme.
    """
    return results_call(ws, round_id, scheme, options)()


def band_names(ws: Workspace, round_id: str) -> dict[str, Bilingual]:
    """Return the names of the round's bands by the Chinese one, which results carry."""
    document = rounds.document_of(ws, rounds.round_row(ws, round_id))
    names = [words(band["name"]) for band in document.get("bands", ())]
    return {name.zh: name for name in names}


def results_call(
    ws: Workspace,
    round_id: str,
    scheme: str | None = None,
    options: Mapping[str, str] | None = None,
) -> Callable[[], Results]:
    """Return the calls that make the results (see `results`); they read no ledger any more."""
    round_ = rounds.round_row(ws, round_id)
    text = rounds.standard_text(ws, round_)
    document, marks = rounds.parsed(text), marks_of(ws, round_)
    names = {s.id: s.full_name for s in rounds.subjects_of(ws, round_)}
    wanted = scheme or round_.scheme
    pinned = rounds.pinned_of(ws, round_.id)
    if options is None:
        options = pinned.options if wanted == round_.scheme else {}
    given = {name: read_option(text) for name, text in options.items()}
    plain = wanted == "weighted-sum" and not given
    judges = {judge.id: judge.name for judge in rounds.assessors_of(ws, round_)}
    titles = {item.id: locale.render(item.title) for item in flat_items(document)}
    ask = None if plain else _scheme_call(ws, round_, wanted, titles | judges | names)
    open_ = sight(ws, round_).sees(What.MARKS)

    nobody = {s for s in marks.subjects if all((a, s) in marks.barred for a in marks.assessors)}

    def make() -> Results:
        found = counted()
        if round_.state == "open" or found.stale:
            return found
        rows = [row._replace(low=row.rank, high=row.rank) for row in found.rows]  # none can come
        return found._replace(rows=rows)

    def counted() -> Results:
        evaluation = _counted(text, marks)
        rows = [
            ResultRow(
                subject=r.subject,
                name=names[r.subject],
                total=None if r.total is None else number(r.total),
                exact=None if r.total is None else exact_text(r.total),
                so_far=exact_text(r.so_far),
                rank=r.rank,
                band=r.band,
                missing=r.missing,
                low=None if r.total is None and r.subject in nobody else r.low,
                high=None if r.total is None and r.subject in nobody else r.high,
            )
            for r in evaluation.subjects
        ]
        if ask is not None:
            sheet = calculator_sheet(document, marks, pinned.sheet)
            answer, stale = _asked(ask, {**sheet, "options": given}, open_=open_)
            found = _by_scheme(round_, rows, answer, stale)._replace(names=names | judges)
            if pinned.sheet >= WITH_TIES and PAIRWISE in found.details:
                found = found._replace(tied=with_ties(sheet))
            return _with_open(found, document, marks, given)
        from civtui import __version__

        stamp = {"id": wanted, "version": __version__, "options": {}}
        return Results(round_, stamp, _in_order(rows), [])

    return make


def _counted(text: str, marks: RoundMarks) -> RoundResult:
    """Return the pipeline's results; a deed and its checks ask for the same ones several times.

    Those of a large round are made anew: what is kept of it would take more than it saves.
    """
    small = len(tuple(marks.marks)) <= MOST_KEPT
    return _kept(text, marks) if small else evaluate(rounds.parsed(text), marks)


@lru_cache(maxsize=4)
def _kept(text: str, marks: RoundMarks) -> RoundResult:
    return evaluate(rounds.parsed(text), marks)


PAIRWISE = "pairwise"  # what schemes of ballots tell of them (see the contract of the calculators)
Options = Mapping[str, int | str]
Answer = tuple[dict[str, Any], Stale | None]


def _asked(
    ask: Callable[[dict[str, Any]], Answer], sheet: dict[str, Any], *, open_: bool
) -> Answer:
    """Return a scheme's answer; what it says in words is left out for who doesn't see the marks.

    A scheme is somebody else's code: a warning, an option or an error can tell whatever it read.

    Args:
        open_: whether the marks are seen.
    """
    if open_:
        return ask(sheet)
    try:
        answer, stale = ask(sheet)
    except PluginError as error:
        raise PluginError(error.plugin, msg("seeing.scheme-failed")) from None
    except BadInput:
        raise BadInput(msg("seeing.scheme-failed")) from None
    stale = stale and stale._replace(reason=msg("seeing.scheme-failed"))
    return {**answer, "warnings": [], "options": {}, "details": {}}, stale


def _scheme_call(
    ws: Workspace, round_: RoundRow, wanted: str, names: Mapping[str, str]
) -> Callable[[dict[str, Any]], Answer]:
    """Return the call of a scheme on a sheet: its answer, or the last good one where it is dead.

    Args:
        names: of subjects, judges and items, for the ids in what it says.
    """
    from civtui.workspace.results.calculators import declared, run_scheme
    from civtui.workspace.results.scheme_words import in_round, text_named, where_named

    host, seq = ws.host, ws.head()
    kept = LastGood(ws.ledger_path, round_.id, wanted)
    elsewhere = msg("scoring.not-of-a-round", scheme=wanted)

    def ask(sheet: dict[str, Any]) -> Answer:
        try:
            answer = run_scheme(wanted, sheet, host, words=lambda found: in_round(found, names))
            if "plugin" in answer["scheme"]:
                answer["warnings"] = [text_named(one, names) for one in answer["warnings"]]
            said = [locale.render(one) for one in declared(wanted, host)]
            if all(row["score"] is None for row in answer["results"]):
                said.append(locale.render(elsewhere))
                if not sheet["ballots"]:
                    ties = "" if with_ties(sheet) == 0 else "-but-ties"
                    said.append(locale.render(msg(f"scoring.no-ballots{ties}")))
            answer["warnings"] = [*answer["warnings"], *said]
        except (PluginError, NotFound) as error:
            last = kept.read()
            if last is None:
                raise
            return last["answer"], Stale(last["seq"], error.message)
        except BadInput as error:
            error.hint = error.hint or elsewhere
            error.where = where_named(error.where, sheet, names)
            raise
        kept.write({"answer": answer, "seq": seq})
        return answer, None

    return ask


def _by_scheme(
    round_: RoundRow, rows: list[ResultRow], answer: dict[str, Any], stale: Stale | None
) -> Results:
    found = {row["subject"]: row for row in answer["results"]}
    scored = [
        row._replace(
            total=found[row.subject]["score"],
            exact=found[row.subject]["exact"],
            rank=found[row.subject]["rank"],
            band=None,
            low=None,
            high=None,
        )
        if row.subject in found
        else row._replace(total=None, exact=None, rank=None, band=None, low=None, high=None)
        for row in rows
    ]
    stamp = {**answer["scheme"], "options": answer["options"]}
    warnings, details = list(answer["warnings"]), answer.get("details") or {}
    return Results(round_, stamp, _in_order(scored), warnings, stale, details)


def _with_open(
    found: Results, document: Mapping[str, Any], marks: RoundMarks, options: Options
) -> Results:
    """Return results by a scheme with the ranks that missing marks leave open, and whose they are.

    Where they can't be known none are given: the rank of today is no interval.
    """
    from civtui.scoring.pipeline.by_scheme import OF_TOTALS, bare, open_ranks, sheets_left_out

    details = dict(found.details)
    if isinstance(absent := details.get("absent"), Mapping):
        barred = {s: [a for a in absent[s] if (a, s) in marks.barred] for s in absent}
        details["barred"] = {s: judges for s, judges in barred.items() if judges}
    scheme = str(found.scheme["id"])
    if bare(scheme) == "weighted-sum" or found.stale:
        return found._replace(details=details)
    if bare(scheme) in OF_TOTALS:
        out = sheets_left_out(document, marks)
        found = found._replace(rows=[r._replace(left_out=out[r.subject]) for r in found.rows])
    if found.round.state != "open":
        return found._replace(details=details)
    open_ = open_ranks(document, marks, scheme, options)
    if open_ is None:
        said = locale.render(msg("scoring.no-interval"))
        return found._replace(details=details, warnings=[*found.warnings, said])
    rows = [
        row._replace(low=ends[0], high=ends[1])
        if (ends := open_.get(row.subject) or (row.rank, row.rank))
        else row
        for row in found.rows
    ]
    return found._replace(details=details, rows=rows)


def spread(
    ws: Workspace, round_id: str, *, draws: int, seed: int = 1, places: int | None = None
) -> Robustness:
    """Return how sure the ranks of a round are (see `civtui.scoring.robustness`).

    Raises:
        NotFound: no such round.
        Refused: the acting user doesn't see how the panel marks.
    """
    from civtui.scoring.robustness import robustness

    round_ = rounds.round_row(ws, round_id)
    document = rounds.document_of(ws, round_)
    marks = marks_of(ws, round_, what=What.FAIRNESS)  # the draws follow judges from item to item
    return robustness(document, marks, draws=draws, seed=seed, places=places)


def _in_order(rows: list[ResultRow]) -> list[ResultRow]:
    # subjects without a rank keep the round's order, behind the ranked ones
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0))
