"""How fair a round is: agreement, severity, what stands out, and the totals without severity.

Facts, not verdicts: every figure says what was seen, none says what it means for a person.
"""

from civtui.scoring.fairness.agreeing import Agreement, agreement_of
from civtui.scoring.fairness.facets import Facet, facets_of
from civtui.scoring.fairness.habits import Habits, habits_of
from civtui.scoring.fairness.severity import Calibration, calibration_of
from civtui.scoring.fairness.standing import Standing, calibrated_of, standings

__all__ = [
    "Agreement",
    "Calibration",
    "Facet",
    "Habits",
    "Standing",
    "agreement_of",
    "calibrated_of",
    "calibration_of",
    "facets_of",
    "habits_of",
    "standings",
]
