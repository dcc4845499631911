"""How far a long verb is, in words."""

from __future__ import annotations

from civtui.model.text import Message, msg


def step_said(step: str, done: int, of: int) -> Message:
    """Return how far a long verb is, in words (see `model.progress.Tell`)."""
    known = "" if of else "-some" if done else "-begins"
    return msg(f"verbs.step-{step}{known}", done=done, of=of)
