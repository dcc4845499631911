"""A reason as it is typed at a prompt: a number of the usual ones, or words."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.model.digits import whole
from civtui.model.errors import BadInput
from civtui.model.text import Message, msg

SKIPS = ("papers", "visit", "ask")


def usual_skips() -> list[Message]:
    """Return the usual reasons for leaving a cell for later, in their order."""
    return [msg(f"sheet.reason-{why}") for why in SKIPS]


def reason(typed: str, usual: Sequence[str] = (), *, fewest: int = 1) -> str:
    """Return a reason in words; a number stands for one of the usual ones.

    Args:
        usual: the usual reasons as they are listed, the first one by 1.
        fewest: letters, or characters of a script, that it must have.

    Raises:
        BadInput: a number that is not in the list, or digits and signs alone: a mark that is typed
            in haste is no reason.
    """
    number = whole(typed)
    if number is not None and 1 <= number <= len(usual):
        return usual[number - 1]
    if sum(char.isalpha() for char in typed) >= fewest:
        return typed.strip()
    listed = [f"{place} {one}" for place, one in enumerate(usual, 1)]
    if not typed.strip():
        raise BadInput(msg("sheet.reason-missing"), allowed=listed)
    if usual:
        raise BadInput(msg("sheet.reason-number"), value=typed, allowed=listed)
    key = "sheet.reason-in-words" if fewest == 1 else "sheet.reason-letters"
    raise BadInput(msg(key, count=fewest), value=typed)
