"""Appeals of agencies against being delisted: filed, answered by a decision, titles given back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from civtui.ledger import queries
from civtui.model.errors import Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.rules.policies import choice as chosen
from civtui.rules.policies import name_of
from civtui.workspace import days
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.reading.names import BY_POLICY, act_called
from civtui.workspace.session import Workspace
from civtui.workspace.titles.acts_on_titles import Touched, by_answer, by_appeal, taken_by
from civtui.workspace.titles.carried_once import refuse_spent
from civtui.workspace.titles.decided import DecisionRow, decision_row
from civtui.workspace.titles.endings import CAUSES
from civtui.workspace.titles.grants import Outcome
from civtui.workspace.titles.holders import AGENCY_HONORS, holder_ids, holds, names_of
from civtui.workspace.titles.needed_decision import need
from civtui.workspace.titles.terms_back import terms_back, terms_said


def appeal(ws: Workspace, name: str, decision: str, *, on: date | None = None) -> Outcome:
    """Record an agency's appeal against its delisting; the policy says whether it suspends it.

    Raises:
        Refused: that decision delisted nothing of the agency.
    """
    from civtui.model.facts.applications import Appealed

    holder, day = holder_ids(ws, [name])[0], on or ws.today()

    _hold_open_to_appeal(ws, decision, holder, day)
    choice = chosen(ws.profile().policies, "appeal")
    suspended = choice == "suspended"
    again = by_appeal(ws, holder, decision)
    named = again.named if suspended else None
    body = Appealed(agency=holder, decision=decision, suspended=suspended, titles=named)

    def check(_: object) -> None:
        _hold_open_to_appeal(ws, decision, holder, day)

    ws.write(body, right=Right.FILE, effective=day, check=check)
    held = queries.one(ws.ledger, "titles", "delisted-by", (holder, decision)) is not None
    said = f"titles.appeal-{choice}" if held or again.titles else f"titles.appeal-{choice}-card"
    told = [msg(said)] if again.titles or not (suspended and again.stays) else []
    told += stays_said(again) if suspended else []
    return Outcome("", (holder,), None, (("appeal", choice),), tuple(told))


def _hold_open_to_appeal(ws: Workspace, decision: str, holder: str, day: date) -> None:
    """Hold that an agency may appeal on a day against what a decision took.

    Raises:
        Refused: it took nothing, that came back, or an appeal against it waits or was answered.
    """
    _hold_appealable(ws, decision, holder, day)
    taken = delisted_on(ws, holder, decision)
    days.hold_order(day, taken, msg("titles.basis-lost"))
    if not taken:
        raise Refused(
            msg("titles.not-delisted-by"),
            where={"rule": "appeal"},
            value=decision,
            hint=msg("titles.way-timeline"),
        )
    _hold_not_open(ws, decision, holder)
    asked = {"agency": holder, "decision": decision}
    gone = queries.one(ws.ledger, "titles", "still-lost-by", (holder, decision))
    if answered := queries.one(ws.ledger, "titles", "appeal-answered", asked):
        raise Refused(
            msg("titles.appeal-answered", day=answered[0]),
            where={"rule": "appeal"},
            value=decision,
            hint=msg("titles.way-timeline" if gone is None else "titles.way-restore"),
        )
    if gone is None and decision not in barred_by_cards(ws, holder):
        raise Refused(
            msg("titles.all-back"),
            where={"rule": "appeal"},
            value=decision,
            hint=msg("titles.way-timeline"),
        )


def stays_said(found: Touched) -> list[Message]:
    """Return which titles stay away since other acts stand against them; no line where none do."""
    if not found.stays:
        return []
    honors = [msg(f"rules.honor-{one}") for one in found.stays]
    acts = [act_called(act) for act in found.acts]
    return [msg("titles.appeal-stays", honors=honors, acts=acts)]


def _hold_appealable(ws: Workspace, decision: str, holder: str, day: date) -> None:
    """Refuse an appeal against what delisted nothing: no decision makes that open to one.

    What a policy did as a delisting, the body had decided beforehand: it is appealed against so.
    """
    acts = delisting_acts(ws, holder)
    if decision not in acts:
        key, values = "not-delisted-by", dict[str, object]()
        if decision.startswith(BY_POLICY) and _ended_by(ws, holder, decision):
            key, values = "withdrawn-by", {"policy": name_of(decision.removeprefix(BY_POLICY))}
        way = msg("titles.way-appeal-these", acts=acts) if acts else msg("titles.way-no-appeal")
        raise Refused(
            msg(f"titles.{key}", **values),
            where={"rule": "appeal"},
            value=decision,
            allowed=acts,
            nearest=nearest(decision, acts),
            hint=way,
        )
    if not decision.startswith(BY_POLICY):
        need(ws, decision, CAUSES["delisted"], [holder], None, day)


def delisting_acts(ws: Workspace, holder: str) -> list[str]:
    """Return the decisions, and acts of policies, that delisted an agency or bar it."""
    acts = [act for (act,) in queries.rows(ws.ledger, "titles", "delisting-acts", (holder,))]
    return acts + [act for act in barred_by_cards(ws, holder) if act not in acts]


def _ended_by(ws: Workspace, holder: str, act: str) -> bool:
    """Return whether an act of a policy ended a title of a holder."""
    return any(row[5] == act for row in queries.rows(ws.ledger, "titles", "events-of", (holder,)))


def barred_by_cards(ws: Workspace, agency: str) -> dict[str, str]:
    """Return decision -> day of the ends of cards that bar an agency and took it no title."""
    return dict(queries.rows(ws.ledger, "titles", "barred-by-card", {"agency": agency}))


def never_delisted(ws: Workspace, agency: str) -> Refused:
    """Return the refusal of an appeal of who was never delisted, and what goes on instead.

    A delisting of one that a reform merged is not its own: whether it bars is decided with its
    next application.
    """
    name, line = names_of(ws, [agency])[0], Lineage(ws)
    before = [line.heirs[one].name for one in line.owned(agency)[1:] if not may_appeal(ws, one)]
    way = msg("titles.way-no-appeal")
    if before:
        way = msg("titles.way-no-appeal-merged", names=before, name=name)
    return Refused(msg("titles.never-delisted"), where={"rule": "appeal"}, value=name, hint=way)


def may_appeal(ws: Workspace, agency: str) -> Message | None:
    """Return why an agency has nothing to appeal against: it was never delisted."""
    acts = queries.rows(ws.ledger, "titles", "delisting-acts", (agency,))
    return None if acts or barred_by_cards(ws, agency) else msg("titles.never-delisted")


def delisted_on(ws: Workspace, agency: str, decision: str) -> str | None:
    """Return the day of a delisting of an agency by a decision, None where that took nothing."""
    row = queries.one(ws.ledger, "titles", "delisted-by", (agency, decision))
    return row[0] if row else barred_by_cards(ws, agency).get(decision)


def appealed_now(ws: Workspace, agency: str) -> dict[str, str]:
    """Return the acts that appeals of an agency await an answer on -> the day of the appeal."""
    rows = queries.rows(ws.ledger, "titles", "open-appeals", {"agency": agency})
    return {str(act): str(day) for act, day in rows}


def _hold_not_open(ws: Workspace, act: str, agency: str) -> None:
    """Hold that no appeal against an act is open.

    Raises:
        Refused: one is.
    """
    if act in appealed_now(ws, agency):
        name = names_of(ws, [agency])[0]
        raise Refused(
            msg("titles.appeal-open", act=act_called(act)),
            where={"rule": "appeal"},
            value=act,
            hint=msg("titles.way-answer-appeal", name=name, act=act),
        )


def appeal_meant(ws: Workspace, agency: str, honor: str | None) -> str | None:
    """Return which act the appeal is against that an item of an agenda is about.

    It is the oldest one that is open, by a title the oldest one about that, else the oldest one
    against what took no title; None where none is.
    """
    open_ = {act: taken_by(ws, agency, act) for act in appealed_now(ws, agency)}
    about = [act for act, honors in open_.items() if honor is None or honor in honors]
    return next(iter(about or [act for act, honors in open_.items() if not honors]), None)


def hold_which(ws: Workspace, agency: str) -> None:
    """Hold that an agency has one open appeal at most: of several the title has to be named.

    Those that their titles do not tell apart are decided on one after the other.

    Raises:
        Refused: it has several that are told apart.
    """
    open_ = [taken_by(ws, agency, act) for act in appealed_now(ws, agency)]
    honors = [honor for own in open_ for honor in own]
    if len(open_) > 1 and all(open_) and len(honors) == len({*honors}):
        name = names_of(ws, [agency])[0]
        raise Refused(
            msg(
                "titles.which-appeal",
                name=name,
                count=len(open_),
                honors=[msg(f"rules.honor-{one}") for one in honors],
            ),
            where={"rule": "appeal"},
            value=name,
            hint=msg("titles.way-which-appeal", name=name, honor=honors[0]),
        )


def hold_about(ws: Workspace, agency: str, honor: str, appealed: str = "") -> None:
    """Hold that a decision on an agency's appeal names a title that the appeal is about.

    Args:
        appealed: the decision appealed against; that of the open appeal where empty. Where none is
            open, what any delisting of the agency took.

    Raises:
        Refused: it is about other titles.
    """
    acts = [appealed] if appealed else [*appealed_now(ws, agency)] or delisting_acts(ws, agency)
    found = (queries.rows(ws.ledger, "titles", "honors-delisted-by", (agency, a)) for a in acts)
    lost = list(dict.fromkeys(str(one) for rows in found for (one,) in rows))
    if lost and honor not in lost:
        raise Refused(
            msg(
                "titles.appeal-other-honor",
                name=names_of(ws, [agency])[0],
                honors=[msg(f"rules.honor-{one}") for one in lost],
                honor=msg(f"rules.honor-{honor}"),
            ),
            where={"rule": "appeal"},
            value=honor,
            hint=msg("titles.way-appeal-item", name=names_of(ws, [agency])[0]),
        )


def _hold_meant(ws: Workspace, agency: str, appealed: str, honor: str | None) -> None:
    """Hold that a decision on an appeal is about the one that it is to answer, of several.

    Raises:
        Refused: another one comes first.
    """
    meant = appeal_meant(ws, agency, honor)
    if appealed in appealed_now(ws, agency) and meant not in (None, appealed):
        raise Refused(
            msg("titles.appeal-meant", act=act_called(str(meant), amid=True)),
            where={"rule": "appeal"},
            value=appealed,
            hint=msg("titles.way-answer-appeal", name=names_of(ws, [agency])[0], act=meant),
        )


def _nothing_given(ws: Workspace, holder: str, lost: Collection[str], *, stays: bool) -> str:
    """Return what an appeal has come to that was upheld and gave no title back.

    Args:
        lost: the honors that the act took which it is against.
        stays: whether another delisting keeps a title away.
    """
    if stays:
        return "upheld-void"
    if not lost:
        return "upheld-card"
    if not any(holds(ws, holder, honor) for honor in lost):
        return "upheld-too-late"
    return "upheld-kept"  # never lost, or granted anew meanwhile


def _answer_decided(ws: Workspace, decision: str, holder: str, day: date) -> DecisionRow:
    """Return the decision that answers an appeal of `holder`.

    Raises:
        Refused: it is about something else, or somebody else.
    """
    row = decision_row(ws, decision)
    if row.outcome == "approved":
        need(ws, decision, ("appeal",), [holder], None, day)
    elif row.matter != "appeal" or holder not in row.subjects:
        raise Refused(
            msg("titles.not-named", holders=[holder]),
            where={"rule": "decision"},
            hint=msg("titles.way-group"),
        )
    return row


def answer_appeal(
    ws: Workspace, name: str, appealed: str, decision: str, *, on: date | None = None
) -> Outcome:
    """Record what the guidance group decided on an appeal: approved gives the titles back.

    Raises:
        Refused: no decision on an appeal names the agency, or no appeal awaits an answer.
    """
    from civtui.model.facts.applications import AppealDecided

    holder, day = holder_ids(ws, [name])[0], on or ws.today()
    row = _answer_decided(ws, decision, holder, day)
    if row.honor:
        hold_about(ws, holder, row.honor, appealed)
    _hold_meant(ws, holder, appealed, row.honor)

    def awaited(_: object) -> None:
        if appealed not in appealed_now(ws, holder) or not delisted_on(ws, holder, appealed):
            _hold_open_to_appeal(ws, appealed, holder, day)  # else the way would be refused
            raise Refused(
                msg("titles.no-appeal"),
                where={"rule": "appeal"},
                value=appealed,
                hint=msg("titles.way-first-appeal"),
            )

    awaited(None)
    refuse_spent(ws, decision, [holder], None, "appeal")
    days.hold_order(day, appealed_now(ws, holder).get(appealed), msg("titles.basis-appeal"))
    outcome = "upheld" if row.outcome == "approved" else "rejected"
    back = {h: terms_back(ws, h, [holder], day)[0] for h in AGENCY_HONORS}
    terms = {h: one.until for h, one in back.items() if one.until}
    touched = by_answer(ws, holder, appealed, upheld=outcome == "upheld")
    body = AppealDecided(
        agency=holder,
        appealed=appealed,
        decision=decision,
        outcome=outcome,
        terms=terms if outcome == "upheld" else {},
        titles=touched.named,
    )
    anew = [one for one in touched.titles if not holds(ws, holder, one)]
    given = [back[one] for one in anew] if outcome == "upheld" else []
    ends = touched.titles if outcome == "rejected" else ()
    ws.write(body, right=Right.KEEP, effective=day, check=awaited)
    said = terms_said(ws, given, day)
    if outcome == "upheld" and not given:
        lost = taken_by(ws, holder, appealed)
        outcome = _nothing_given(ws, holder, lost, stays=bool(touched.stays))
    told = [msg(f"titles.appeal-{outcome}"), *said, *stays_said(touched)]
    if ends:
        told.append(msg("titles.appeal-ends", honors=[msg(f"rules.honor-{h}") for h in ends]))
    return Outcome("", (holder,), notes=tuple(told))
