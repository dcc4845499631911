"""The way of an application, from filing to grant: which step may follow which.

Source: application -> check -> recommendation within quota -> guidance group's decision ->
public notice -> grant (agency level), or submission upward and the result received (municipal,
provincial: the city only recommends).
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta
from typing import NamedTuple

from civtui.model.text import Message, msg
from civtui.rules.refusal import Refusal

# step -> states of the application from which it may be taken
FROM: dict[str, tuple[str, ...]] = {
    "check": ("applied", "check-failed", "checked"),
    "decide": ("checked",),
    "post": ("decided",),
    "grant": ("noticed",),
    "submit": ("noticed",),
    "result": ("submitted",),
    "withdraw": ("applied", "check-failed", "checked", "decided", "noticed", "submitted"),
}
OPEN = FROM["withdraw"]
CITY_TIER = "agency-level"
NOTICE_OVER = "noticed-over"
KEPT = "kept"  # `noticed`, once the days of the notice have passed


class Case(NamedTuple):
    """An application as it stands.

    Args:
        state: a key of the states in `FROM`, or how it ended.
        stepped: the day of its last step.
        awaited: a reform ended it beside another one, after it was submitted: the higher body's
            answer to it still comes.
        anew: what there is to do where it ended; None: to file a new one.
        notice_last: the last day of the public notice that it stands under.
        kept: whether it led to a title that was held before and goes on.
    """

    id: str
    honor: str
    agency: str
    state: str
    stepped: date
    renewal: bool = False
    awaited: bool = False
    anew: Message | None = None
    notice_last: date | None = None
    kept: bool = False

    def told_on(self, day: date) -> str:
        """Return its state as people call it on a day (see `told_on`)."""
        return KEPT if self.kept else told_on(self.state, self.notice_last, day)


def told_on(state: str, notice_last: date | None, day: date) -> str:
    """Return a state as people call it on a day: a public notice runs out by itself.

    Args:
        notice_last: the last day of the public notice that the application stands under.
    """
    over = state == "noticed" and notice_last is not None and day > notice_last
    return NOTICE_OVER if over else state


class NoticeState(NamedTuple):
    """The public notice of a case.

    Args:
        last: last day on which objections are taken.
        open: objections on this case that nobody has answered.
        upheld: objections on this case that were found right.
        answered: the day on which the last of them was answered; None where none was.
        first_open: id of the first of those that nobody has answered.
    """

    id: str
    last: date
    open: int = 0
    upheld: int = 0
    answered: date | None = None
    first_open: str = ""


def refuse_case(
    case: Case, step: str, on: date, notice: NoticeState | None = None
) -> Refusal | None:
    """Return why `step` may not be taken on the day `on`, None where it may."""
    if case.state not in FROM[step] and not (step == "result" and case.awaited):
        state = msg(f"titles.state-{case.told_on(on)}")
        way = way_on(case) if case.state in OPEN else way_of_ended(case)
        why = msg("titles.wrong-state", case=case.id, state=state)
        return Refusal("order", why, way)
    if on < case.stepped:
        why = msg("titles.too-early", case=case.id, day=case.stepped)
        return Refusal("order", why, msg("titles.way-later"))
    if step in ("grant", "submit") and (found := _refuse_noticed(case, on, notice)):
        return found
    if step == "grant" and case.honor != CITY_TIER:
        return Refusal("awarded-by", msg("titles.not-ours"), msg("titles.way-submit"))
    if step == "submit" and case.honor == CITY_TIER:
        return Refusal("awarded-by", msg("titles.ours"), msg("titles.way-grant"))
    return None


def after_notice(asked: Set[tuple[str, bool]]) -> Message:
    """Return what follows the notice of applications: the city grants its own title alone.

    Args:
        asked: the honors, each with whether it is held and goes on.
    """
    own = {"keep" if held else "grant" for honor, held in asked if honor == CITY_TIER}
    steps = own | {"submit" for honor, _ in asked if honor != CITY_TIER}
    return msg(f"titles.step-{'-'.join(sorted(steps))}")


def way_on(case: Case) -> Message:
    """Return the next step of an application that is on its way."""
    above = "-above" if case.state == "noticed" and case.honor != CITY_TIER else ""
    return msg(f"titles.next-{case.state}{above}", case=case.id)


def way_of_ended(case: Case) -> Message:
    """Return what can be done of an application that is over."""
    filed_anew = case.anew is None or case.anew.key == "titles.way-new-case"
    if case.state == "withdrawn" and filed_anew:
        return msg("titles.way-withdrawn", case=case.id)
    given = "titles.way-given" if case.state == "granted" else "titles.way-new-case"
    return case.anew or msg(given)


def _refuse_noticed(case: Case, on: date, notice: NoticeState | None) -> Refusal | None:
    if notice is None:
        return Refusal("notice", msg("titles.no-notice"), msg("titles.next-decided", case=case.id))
    if on <= notice.last and not notice.upheld:  # one that was upheld ends it sooner
        why = msg("titles.notice-stands", notice=notice.id, last=notice.last)
        return Refusal(
            "notice", why, msg("titles.way-after-notice", first=notice.last + timedelta(days=1))
        )
    return refuse_objected(case, on, notice)


def refuse_objected(case: Case, on: date, notice: NoticeState | None) -> Refusal | None:
    """Return why no title may begin by a case on a day.

    An objection to it was upheld, is unanswered, or was answered after that day.
    """
    if notice is None:
        return None
    if notice.upheld:
        why = msg("titles.objection-stands", case=case.id)
        return Refusal("objection", why, msg("titles.way-upheld", case=case.id))
    if notice.open:
        why = msg("titles.objections-open", count=notice.open)
        return Refusal("objection", why, msg("titles.way-handle", objection=notice.first_open))
    return _refuse_before_answer(on, notice)


def _refuse_before_answer(on: date, notice: NoticeState) -> Refusal | None:
    if notice.answered is None or on >= notice.answered:
        return None
    why = msg("titles.before-basis", what=msg("titles.basis-answered"), day=notice.answered)
    return Refusal("order", why, msg("titles.way-later"))
