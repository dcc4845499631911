"""Facts about the work of a panel: who is dealt what, what is skipped, noted, submitted."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from civtui.model.facts.envelope import Salted
from civtui.model.facts.rounds import Assessor


class Dealt(Salted):
    """A round deals its subjects to its judges; pairs that are not dealt are not expected.

    Args:
        per_subject: how many judges each subject was to get.
        shares: (judge, subjects) of every judge; an earlier deal is replaced as a whole.
    """

    kind: ClassVar[str] = "dealt"
    round: str
    per_subject: int = Field(ge=1)
    shares: tuple[tuple[str, tuple[str, ...]], ...] = Field(min_length=1)


class HandedOver(Salted):
    """Subjects go from one judge's share to another's; marks begun there are set aside.

    Args:
        newcomer: the judge who takes over, where they join the panel by it.
        anchors: the calibration cases that a newcomer has to mark, too.
    """

    kind: ClassVar[str] = "handed-over"
    round: str
    assessor: str
    to: str
    subjects: tuple[str, ...] = Field(min_length=1)
    newcomer: Assessor | None = None
    anchors: tuple[str, ...] = ()


class Skipped(Salted):
    """A judge leaves a cell for later, for the reason in the envelope; `skipped` false ends it.

    Args:
        undoes: the fact that is taken back by this one.
        redoes: the fact that was taken back and is put again by this one.
    """

    kind: ClassVar[str] = "skipped"
    v: ClassVar[int] = 2
    round: str
    subject: str
    item: str
    assessor: str
    skipped: bool = True
    undoes: int | None = None
    redoes: int | None = None


class Noted(Salted):
    """A judge's note on a subject (`item` empty) or on one item of it; no text takes it away.

    Args:
        undoes: the fact that is taken back by this one.
        redoes: the fact that was taken back and is put again by this one.
    """

    kind: ClassVar[str] = "noted"
    v: ClassVar[int] = 2
    round: str
    subject: str
    item: str = ""
    assessor: str
    text: str = Field(max_length=2000)
    undoes: int | None = None
    redoes: int | None = None


class SheetSubmitted(Salted):
    """A judge's sheet is handed in and locked.

    Args:
        missing: marks that are still missing; then the envelope says why.
    """

    kind: ClassVar[str] = "sheet-submitted"
    round: str
    assessor: str
    missing: int = Field(default=0, ge=0)


class SheetUnlocked(Salted):
    """A submitted sheet takes marks again."""

    kind: ClassVar[str] = "sheet-unlocked"
    round: str
    assessor: str
