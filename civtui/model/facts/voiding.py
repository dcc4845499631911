"""The fact that takes other facts back: an import, a card, a decision entered by mistake."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from civtui.model.facts.envelope import Body


class Voided(Body):
    """Facts are void (作废): every table is as if they had never been; they stay on record.

    One that takes back another of its kind lets those facts stand again. The envelope says why.

    Args:
        facts: their numbers, those of one deed.
    """

    kind: ClassVar[str] = "voided"
    facts: tuple[int, ...] = Field(min_length=1)
