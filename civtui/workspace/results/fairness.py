"""How fair a round is: agreement, severity and habits of the panel, and how sure the ranks are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui import locale
from civtui.ledger import queries
from civtui.model.errors import NotFound, nearest
from civtui.model.text import Message, msg
from civtui.scoring.contract import plain
from civtui.scoring.numbers import exact_text, number
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.round_marks import marks_of
from civtui.workspace.rounds.rounds import RoundRow
from civtui.workspace.rounds.seeing import What
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from fractions import Fraction

    from civtui.scoring.fairness import Agreement, Calibration, Habits, Standing
    from civtui.scoring.fairness.agreeing import FacetAgreement
    from civtui.scoring.fairness.severity import Severity
    from civtui.scoring.robustness import Robustness

DRAWS = 200
# what the measures that are shown are called in print
SYMBOLS = {
    "krippendorff-interval": "α",
    "kendall-w": "W",
    "icc-2": "ICC(2,1)",
    "icc-2-k": "ICC(2,k)",
}
MOST_NAMED = 4


class Fairness(NamedTuple):
    """Everything that is known of a round's fairness.

    Args:
        subjects, assessors, items: names by id.
        criteria: (id, title, most points) of each criterion, in the standard's order.
        standings: raw and calibrated, in the round's order.
        robustness: None where no draws were asked for.
    """

    round: RoundRow
    subjects: dict[str, str]
    assessors: dict[str, str]
    items: dict[str, Any]
    criteria: list[tuple[str, Any, Fraction]]
    agreement: Agreement
    calibration: Calibration
    standings: list[Standing]
    habits: list[Habits]
    robustness: Robustness | None

    def document(self) -> dict[str, Any]:
        """Return it as `round fairness --json` prints it."""
        return {
            "round": self.round.id,
            "agreement": agreement_document(self),
            "calibration": calibration_document(self),
            "habits": [plain(one._asdict()) for one in self.habits],
            "robustness": robustness_document(self),
            "warnings": [locale.render(one) for one in self.warnings()],
        }

    def names(self) -> dict[str, str]:
        """Return what subjects, items and judges are called, by id."""
        items = {id_: locale.render(title) for id_, title in self.items.items()}
        return {**self.subjects, **self.assessors, **items}

    def warnings(self) -> list[Message]:
        """Return what keeps the figures from saying more, as sentences."""
        found = list(missing_links(self))
        if self.round.missing:
            left = sum(one.raw is None for one in self.standings)
            given, of = self.round.given, self.round.expected
            found.append(msg("fairness.unfinished", given=given, of=of, count=left))
        if self.calibration.connected and self.calibration.residual_df <= 0:
            found.append(msg("scoring.no-spare-mark"))
        return found


def fairness_call(
    ws: Workspace, round_id: str, *, draws: int = 0, seed: int = 1, places: int | None = None
) -> Callable[..., Fairness]:
    """Return the call that works out a round's fairness; it reads no ledger any more.

    It takes another number of places, where that is known only later.

    Args:
        draws: how often panel and weights are drawn again for the spread of the ranks; 0 for none.
        seed: of the draws.
        places: how many subjects are within the cut.

    Raises:
        NotFound: no such round.
    """
    round_ = rounds.round_row(ws, round_id)
    document = rounds.document_of(ws, round_)
    marks = marks_of(ws, round_, what=What.FAIRNESS)
    subjects = {s.id: s.full_name for s in rounds.subjects_of(ws, round_)}
    assessors = {a.id: a.name for a in rounds.assessors_of(ws, round_)}
    order = {
        (s, i, a): seq
        for s, i, a, _, seq, *_ in queries.rows(ws.ledger, "rounds", "marks", (round_.id,))
    }

    def make(cut: int | None = places) -> Fairness:
        from civtui.scoring import fairness as scoring
        from civtui.scoring.pipeline.items import words
        from civtui.scoring.pipeline.marks import Table
        from civtui.scoring.robustness import robustness

        table = Table(document, marks)
        calibration = scoring.calibration_of(table)
        sure = robustness(document, marks, draws=draws, seed=seed, places=cut) if draws else None
        return Fairness(
            round_,
            subjects,
            assessors,
            {item.id: item.title for item in table.items.values()},
            [(top["id"], words(top["title"]), _most(table, top["id"])) for top in document["item"]],
            scoring.agreement_of(table),
            calibration,
            scoring.standings(table, calibration),
            scoring.habits_of(table, calibration, order),
            sure,
        )

    return make


def _most(table: Any, criterion: str) -> Fraction:
    from fractions import Fraction

    own = [
        item.max_points * item.weight
        for item in table.items.values()
        if item.criterion == criterion
    ]
    return sum(own, Fraction(0))


def fairness(ws: Workspace, round_id: str, **asked: Any) -> Fairness:
    """Return how fair a round is (see `fairness_call`)."""
    made: Fairness = fairness_call(ws, round_id, **asked)()
    return made


def agreement(ws: Workspace, round_id: str, measure: str | None = None) -> dict[str, Any]:
    """Return how far a round's panel agrees, over all and per criterion.

    Args:
        measure: one of the measures of `civtui agreement`; the usual ones where None.

    Raises:
        NotFound: no such round or measure.
    """
    from civtui.scoring.agreement import MEASURES
    from civtui.scoring.fairness import agreement_of
    from civtui.scoring.fairness.agreeing import SHOWN
    from civtui.scoring.pipeline.marks import Table

    if measure is not None and measure not in MEASURES:
        raise NotFound(
            msg("scoring.no-measure"),
            value=measure,
            allowed=list(MEASURES),
            nearest=nearest(measure, list(MEASURES)),
        )
    round_ = rounds.round_row(ws, round_id)
    marks = marks_of(ws, round_, what=What.FAIRNESS)
    table = Table(rounds.document_of(ws, round_), marks)
    found = agreement_of(table, (measure,) if measure else SHOWN)
    names = {a.id: a.name for a in rounds.assessors_of(ws, round_)}
    document = {"round": round_id, **_agreement(found, names)}
    if measure:
        one = found.whole.measures[0]
        document |= {
            "measure": measure,
            "value": one.value,
            "details": plain(one.details),
            "warnings": [locale.render(w) for w in one.warnings],
        }
    return document


def names_of(ws: Workspace, round_id: str) -> dict[str, str]:
    """Return what the subjects, items and judges of a round are called, by id."""
    round_ = rounds.round_row(ws, round_id)
    items = {item.id: locale.render(item.title) for item in rounds.items_of(ws, round_)}
    judges = {judge.id: judge.name for judge in rounds.assessors_of(ws, round_)}
    return {one.id: one.full_name for one in rounds.subjects_of(ws, round_)} | items | judges


def agreement_document(found: Fairness) -> dict[str, Any]:
    """Return the agreement of a round as JSON-ready data."""
    return _agreement(found.agreement, found.assessors)


def _agreement(found: Agreement, names: dict[str, str]) -> dict[str, Any]:
    return {
        "overall": _facet(found.whole),
        "criteria": [_facet(one) for one in found.criteria],
        "pairs": [
            {**one._asdict(), "names": [names[one.first], names[one.second]]} for one in found.pairs
        ],
        "far": [
            {**plain(one._asdict()), "points": number(one.points), "others": number(one.others)}
            for one in found.far
        ],
        "far_count": found.far_count,
    }


def _facet(one: FacetAgreement) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": locale.render(one.title),
        "sheets": one.sheets,
        "complete": one.complete,
        "subjects": one.subjects,
        "measures": {
            m.measure: {
                "value": m.value,
                "details": plain(m.details),
                "warnings": [locale.render(w) for w in m.warnings],
            }
            for m in one.measures
        },
    }


def calibration_document(found: Fairness) -> dict[str, Any]:
    """Return the calibration of a round, with the keys of the bare `calibrate` where they apply."""
    done = found.calibration
    return {
        "connected": done.connected,
        "components": [part._asdict() for part in done.parts],
        "grand_mean": _grand_mean(found),
        "subjects": _subjects(found),
        "assessors": [
            {
                "id": assessor,
                "name": found.assessors.get(assessor, assessor),
                **_severity(own),
                "criteria": [
                    {"id": fit.facet.id, **_severity(fit.severity[assessor])}
                    for fit in done.facets
                    if assessor in fit.severity
                ],
            }
            for assessor, own in done.severity.items()
        ],
        "criteria": [
            {
                "id": fit.facet.id,
                "title": locale.render(fit.facet.title),
                "most": number(fit.facet.most),
                "parts": fit.parts,
                "residual_df": fit.residual_df,
            }
            for fit in done.facets
        ],
        "residual_df": done.residual_df,
        "warnings": [locale.render(one) for one in found.warnings()],
    }


def _severity(own: Severity) -> dict[str, Any]:
    return {
        "severity": number(own.points),
        "exact": exact_text(own.points),
        "standard_error": own.error,
        "rest": own.rest,
        "subjects": own.subjects,
    }


def _means(found: Fairness) -> dict[int, Fraction]:
    by_part: dict[int, list[Fraction]] = {}
    for one in found.standings:
        if one.calibrated is not None:
            by_part.setdefault(one.part, []).append(one.calibrated)
    return {part: sum(values[1:], values[0]) / len(values) for part, values in by_part.items()}


def _grand_mean(found: Fairness) -> int | float | None:
    mean = _means(found).get(0) if found.calibration.connected else None
    return None if mean is None else number(mean)


def _subjects(found: Fairness) -> list[dict[str, Any]]:
    means = _means(found)
    return [
        {
            "id": one.subject,
            "name": found.subjects.get(one.subject, one.subject),
            "effect": None if one.calibrated is None else number(one.calibrated - means[one.part]),
            "adjusted": None if one.calibrated is None else number(one.calibrated),
            "exact": None if one.calibrated is None else exact_text(one.calibrated),
            "raw": None if one.raw is None else number(one.raw),
            "rank": one.rank,
            "raw_rank": one.raw_rank,
            "component": one.part,
        }
        for one in found.standings
    ]


def robustness_document(found: Fairness) -> dict[str, Any] | None:
    """Return how sure the ranks are as JSON-ready data; None where no draws were asked for."""
    sure = found.robustness
    if sure is None:
        return None
    return {
        **sure._asdict(),
        "rows": [row._asdict() for row in sure.rows],
        "said": locale.render(cut_said(sure)) if sure.cut else None,
    }


def cut_said(sure: Robustness) -> Message:
    """Return how often the draws change who is within the cut, as a sentence."""
    shares = {what: f"{100 * share:.0f}" for what, share in sure.cut.items()}
    return msg(
        "cli.results-cut",
        places=sure.places,
        assessors=shares["assessors"],
        weights=shares["weights"],
        both=shares["both"],
    )


def missing_links(found: Fairness) -> list[Message]:
    """Return, for each part of a design that falls apart, the link that is missing."""
    if found.calibration.connected:
        return []
    one, *others = found.calibration.parts
    judges, subjects = found.assessors, found.subjects
    return [
        msg(
            "scoring.missing-link",
            one=[subjects.get(s, s) for s in one.subjects[:MOST_NAMED]],
            other=[subjects.get(s, s) for s in other.subjects[:MOST_NAMED]],
            judges=[judges.get(a, a) for a in one.assessors[:MOST_NAMED]],
            others=[judges.get(a, a) for a in other.assessors[:MOST_NAMED]],
        )
        for other in others
    ]
