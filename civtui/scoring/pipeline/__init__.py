"""A round's marks to its results: combine assessors, go up the tree, rank; every step traced."""

from civtui.scoring.pipeline.evaluation import RoundResult, SubjectResult, evaluate, explain
from civtui.scoring.pipeline.marks import RoundMarks
from civtui.scoring.pipeline.sheet import calculator_sheet

__all__ = [
    "RoundMarks",
    "RoundResult",
    "SubjectResult",
    "calculator_sheet",
    "evaluate",
    "explain",
]
