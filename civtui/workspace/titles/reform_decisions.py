"""What a reform makes of decisions that nobody has carried out yet, as their deeds say after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from civtui.model.facts.reform import Reformed
from civtui.model.text import Message, msg
from civtui.rules.policies import said
from civtui.workspace.session import Workspace
from civtui.workspace.titles.asked_deed import Bar, barred
from civtui.workspace.titles.card_steps import card_detail
from civtui.workspace.titles.carrying_out import NOTICE, OWN_ALONE, Undone, undone
from civtui.workspace.titles.cases import case_row
from civtui.workspace.titles.followed_reforms import POLICIES, on_office
from civtui.workspace.titles.workspace_after import workspace_after


def decisions_said(
    ws: Workspace, fact: Reformed, names: Mapping[str, str], day: date
) -> Iterator[Message]:
    """Yield of each such decision whether it goes over, waits for more, falls, or is for nobody.

    The deed that carries it out is asked as it would be after the reform.

    Args:
        fact: the reform, which is not done yet; `day` its day.
        names: what holders are called, those that it makes among them.
    """
    waits = undone(ws, date.max)
    if not waits:
        return
    with workspace_after(ws, fact, day) as then:
        after = {
            (one.decision, holder): one for one in undone(then, date.max) for holder in one.holders
        }
        for one in waits:
            for holder, name in zip(one.holders, one.names, strict=True):
                heirs = _heirs(fact, holder)
                later = after.get((one.decision, heirs[0])) if heirs else None
                bar = _bar(then, later, heirs[0]) if later else None
                untouched = heirs == (holder,) and _form(fact, holder) is None
                if untouched and later and (bar is None or _bar(ws, one, holder)):
                    continue
                yield _said(one, name, [names[heir] for heir in heirs], fact, holder, later, bar)


def _said(
    one: Undone,
    name: str,
    heirs: list[str],
    fact: Reformed,
    holder: str,
    later: Undone | None,
    bar: Bar | None,
) -> Message:
    """Return what becomes of a decision on one holder.

    Args:
        later: the decision as it waits afterwards; None where it does not.
        bar: what bars its deed then.
    """
    stage = "goes" if bar is None else "gone" if bar.lasting else "first"
    if later is None:
        stage = "alone" if heirs and one.matter in OWN_ALONE else "falls"
    policy = _policy(fact, one, holder)
    return msg(
        f"titles.decision-{stage}",
        day=one.day,
        name=name,
        decision=one.decision,
        matter=msg(f"titles.matter-{one.matter}"),
        heir=heirs,
        by=msg("titles.by-policy", policy=policy) if policy and stage in ("goes", "first") else "",
        why=bar.why if bar else "",
        first=bar.first if bar else "",
        undo=later.undo if later else "",
    )


def _heirs(fact: Reformed, holder: str) -> tuple[str, ...]:
    """Return who goes on with what was decided of a holder: none where it ends without an heir."""
    if holder in fact.ended:
        return tuple(d.child for d in fact.descent if d.parent == holder and d.form == "merged")
    parts = ("split-office", "both") in (fact.policies or ()) and _form(fact, holder) == "split"
    return holder, *(d.child for d in fact.descent if parts and d.parent == holder)


def _form(fact: Reformed, office: str) -> str | None:
    """Return how an office is reformed, `merged` or `split`; None where it is neither."""
    made = {one.id for one in fact.offices}
    return next((d.form for d in fact.descent if d.parent == office and d.child in made), None)


def _policy(fact: Reformed, one: Undone, holder: str) -> Message | None:
    """Return the policy by which what was decided of a title goes where it goes."""
    policy = POLICIES.get(_form(fact, holder) or "")
    chosen = dict(fact.policies or ()).get(policy or "")
    return said(policy, chosen) if policy and chosen and on_office(one.matter, one.honor) else None


def _bar(ws: Workspace, one: Undone, holder: str) -> Bar | None:
    """Return what bars carrying a decision out on one of whom it names; None where nothing does."""
    cases = one.cases
    if one.verb == NOTICE:
        cases = tuple(case for case in cases if case_row(ws, case).agency == holder)
    elif one.ends_card:
        cases = tuple(card for card in cases if card_detail(ws, card).state.agency == holder)
    asked = one._replace(holders=(holder,), cases=cases)
    return barred(ws, one.verb, asked.given, ws.today())
