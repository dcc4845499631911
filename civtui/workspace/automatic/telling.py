"""What a write carried out by itself, or would: said beside the answer, and before the deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.workspace.automatic.grounds import groundless
from civtui.workspace.automatic.rehearsal import Rehearsed

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body
    from civtui.workspace.automatic.steps import Step
    from civtui.workspace.session import Workspace

MOST_NAMES = 12
# kind of fact -> what is said of it
SAID = {"withdrawn": "title-ended", "carded": "card-came"}


def rehearsed(ws: Workspace, deed: Callable[[], object]) -> list[Message]:
    """Return what the profile's choices will do because of a deed, without doing it.

    Nothing where they do nothing but by a deed's own words, or where the deed will be refused:
    that is said when it is done.
    """
    overlay = ws.automatic
    if not overlay.chosen.by_time:
        return []
    kept = list(ws.asides)
    overlay.rehearsing = True
    try:
        deed()
    except Rehearsed as found:
        return lines(ws, found.steps, "will")
    except CivtuiError:
        return []
    finally:
        overlay.rehearsing = False
        ws.asides[:] = kept
    return []


def lines(ws: Workspace, steps: Sequence[Step], tense: str = "has") -> list[Message]:
    """Return a line for each policy, kind, honor and day.

    Args:
        tense: `has` or `will`.
    """
    if not steps:
        return []
    from civtui.workspace.titles.holders import names_of

    found = []
    for (policy, choice, kind, honor, on), holders in _alike(steps):
        names = names_of(ws, holders[:MOST_NAMES])
        more = "…" if len(holders) > MOST_NAMES else ""
        what = SAID.get(kind, "card-ended")
        found.append(
            msg(
                f"automatic.{tense}-{what}",
                on=on,
                names=names,
                more=more,
                count=len(holders),
                honor=msg(f"rules.honor-{honor}") if honor else "",
                policy=policy,
                choice=choice,
            )
        )
    return found


def document(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the same for a program."""
    return [
        {
            "on": on,
            "policy": policy,
            "choice": choice,
            "kind": kind,
            "honor": honor or None,
            "holders": holders,
        }
        for (policy, choice, kind, honor, on), holders in _alike(steps)
    ]


def _alike(steps: Sequence[Step]) -> list[tuple[tuple[str, str, str, str, str], list[str]]]:
    def what(part: tuple[Step, Body]) -> tuple[str, str, str, str, str]:
        step, body = part
        honor = str(getattr(body, "honor", ""))
        return step.policy, step.choice, body.kind, honor, step.on.isoformat()

    parts = sorted(((step, body) for step in steps for body in step.bodies), key=what)
    return [
        (key, list(dict.fromkeys(h for step, _ in group for h in step.holders)))
        for key, group in groupby(parts, key=what)
    ]


def after(ws: Workspace, *, writes: bool) -> list[Message]:
    """Return what is said with the answer of a verb: a wrong profile, what was carried out.

    After a write that titles hang on, cards whose ground is gone, too.
    """
    wrong = fault_line(ws) if writes else None
    gone = [one.said for one in groundless(ws)] if ws.automatic.touched else []
    return [*([wrong] if wrong else ()), *lines(ws, ws.automatic.carried), *gone]


def fault_line(ws: Workspace) -> Message | None:
    """Return that the profile cannot be read, and so does nothing by itself; None where it can."""
    fault = ws.automatic.fault
    if fault is None:
        return None
    at = _where(fault)
    what = msg("automatic.fault-at", what=fault.message, where=at) if at else fault.message
    return msg("automatic.profile-wrong", what=what)


def _where(fault: CivtuiError) -> str:
    """Return where a profile is wrong: a key, a file, or what stands there; empty where unknown."""
    found = fault.where.get("key") or fault.where.get("file") or fault.value
    return str(found or "")
