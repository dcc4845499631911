"""What is said of facts about titles: decisions, cards, applications, notices, sittings."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from civtui.model.text import msg
from civtui.workspace.fact_words.words import aside, by_decision, more
from civtui.workspace.reading.names import (
    BY_POLICY,
    Names,
    Said,
    act_called,
    clipped,
    honor,
    part,
    several,
)

Payload = dict[str, Any]
SECOND_CARD = f"{BY_POLICY}second-card"
BODIES = ("guidance-group", "party-group", "higher-body")


def _term(day: str | None) -> Said:
    return msg("facts.until", day=day) if day else ""


def _body(id_: str) -> Said:
    """Return what a body is called; one of another profile, or in a person's words, by itself."""
    return msg(f"rules.body-{id_}") if id_ in BODIES else id_


def _decided(names: Names, p: Payload) -> Said:
    body = _body(p["body"])
    if p["agency"]:
        body = msg("facts.body-of", agency=names.holder(p["agency"]), body=body)
    matter: Said = msg(f"titles.matter-{p['matter']}")
    if p["honor"]:
        matter = msg("facts.matter-of", matter=matter, honor=honor(p["honor"]))
    said = msg(
        "facts.decided",
        body=body,
        decision=p["decision"],
        matter=matter,
        outcome=msg(f"cli_titles.outcome-{p['outcome']}"),
    )
    about = names.holders(p["subjects"]) if p["subjects"] else clipped(p.get("title", ""))
    return aside(said, about)


def _of_titles(event: str) -> Callable[[Names, Payload], Said]:
    """Return what says of titles that `event` befell them, by which decision."""

    def say(names: Names, p: Payload) -> Said:
        what = msg(f"cli_titles.event-{p.get('cause') or event}")
        said = msg(
            "facts.titles", event=what, honor=honor(p["honor"]), holders=names.holders(p["holders"])
        )
        return aside(more(said, _term(p.get("until"))), by_decision(p["decision"]))

    return say


def _carded(names: Names, p: Payload) -> Said:
    said = msg("facts.carded", agency=names.holder(p["agency"]), cause=clipped(p["cause"]))
    return aside(more(said, _term(p["term_ends"])), by_decision(p["decision"]))


def _stepped(names: Names, p: Payload) -> Said:
    said = msg(
        "facts.card-stepped", agency=names.card(p["card"]), step=msg(f"cli_titles.step-{p['step']}")
    )
    met = "" if p["met"] is None else msg(f"cli_titles.met-{p['met']}")
    return more(said, met, clipped(p["note"]))


def _card_ended(names: Names, p: Payload) -> Said:
    # a second card delists without anybody having looked whether the first was mended
    second = p["outcome"] == "delisted" and p["decision"] == SECOND_CARD
    said = msg(f"facts.card-{'second' if second else p['outcome']}", agency=names.card(p["card"]))
    return aside(more(said, _term(p["term_ends"])), by_decision(p["decision"]))


def _vetoed(names: Names, p: Payload) -> Said:
    return msg(
        "facts.vetoed",
        agency=names.holder(p["agency"]),
        event=clipped(p["event"]),
        months=p["months"],
    )


def _applied(names: Names, p: Payload) -> Said:
    key = "facts.applied-again" if p["renewal"] else "facts.applied"
    return msg(key, agency=names.holder(p["agency"]), honor=honor(p["honor"]))


def _checked(names: Names, p: Payload) -> Said:
    said = msg(f"facts.case-{p['outcome']}", case=names.case(p["case"]))
    failed = msg("facts.case-lacks", count=len(p["failed"])) if p["failed"] else ""
    score = msg("facts.case-score", score=Fraction(p["score"])) if p["score"] else ""
    return more(said, failed, score)


def _closed(names: Names, p: Payload) -> Said:
    return msg(
        "facts.case-closed", case=names.case(p["case"]), cause=msg(f"titles.state-{p['cause']}")
    )


def _posted(names: Names, p: Payload) -> Said:
    return msg(
        "facts.notice-posted",
        cases=names.cases(p["cases"]),
        first=p["first"],
        last=p["last"],
    )


def _objected(names: Names, p: Payload) -> Said:
    key = "facts.objection-signed" if p["signed"] else "facts.objection-unsigned"
    said = msg("facts.objection-received", case=names.case(p["case"]), matter=clipped(p["matter"]))
    return aside(said, msg(key))


def _handled(names: Names, p: Payload) -> Said:
    said = msg(
        "facts.objection-handled",
        case=names.objection(p["objection"]),
        outcome=msg(f"cli_titles.objection-{p['outcome']}"),
    )
    return more(said, clipped(p["finding"]))


def _submitted(names: Names, p: Payload) -> Said:
    said = msg("facts.submitted", to=_body(p["to"]), cases=names.cases(p["cases"]))
    return aside(said, p["document"])


def _result(names: Names, p: Payload) -> Said:
    if p["outcome"] == "granted":
        granted = msg("facts.result-honor", honor=honor(p["honor"])) if p["honor"] else ""
        said = msg("facts.result-granted", by=_body(p["by"]), case=names.case(p["case"]))
        return aside(more(said, granted, _term(p["until"])), p["document"])
    return aside(
        msg("facts.result-refused", by=_body(p["by"]), case=names.case(p["case"])), p["document"]
    )


def _appealed(names: Names, p: Payload) -> Said:
    said = msg(
        "facts.appealed", agency=names.holder(p["agency"]), act=act_called(p["decision"], amid=True)
    )
    return more(said, msg("facts.appeal-suspends") if p["suspended"] else "")


def _answered(names: Names, p: Payload) -> Said:
    said = msg(
        "facts.appeal-decided",
        agency=names.holder(p["agency"]),
        act=act_called(p["appealed"], amid=True),
        outcome=msg(f"facts.outcome-{p['outcome']}"),
    )
    return aside(said, by_decision(p["decision"]))


def _seated(names: Names, p: Payload) -> Said:
    named = [one for one in (names.person(p["person"]), p["post"]) if one]
    who = named or [names.member(p["member"])]
    if not p["seated"]:
        return msg("facts.member-left", who=[names.member(p["member"])])
    return msg("facts.member-set", who=who, part=part(p["part"]))


def _called(names: Names, p: Payload) -> Said:
    said = msg(
        "facts.sitting-called", sitting=names.meeting(p["on"], p["agenda"]), count=len(p["agenda"])
    )
    matters = dict.fromkeys(item["matter"] for item in p["agenda"])
    listed: list[Said] = [msg(f"titles.matter-{matter}") for matter in matters]
    return aside(said, several(listed, len(listed)) if listed else "")


def _held(names: Names, p: Payload) -> Said:
    if not p["present"]:  # a party group keeps itself who came
        return msg("facts.sitting-held-inside", sitting=names.sitting(p["sitting"]))
    return msg(
        "facts.sitting-held",
        sitting=names.sitting(p["sitting"]),
        count=len(p["present"]),
        chair=names.member(p["chair"]),
    )


KINDS: dict[str, Callable[[Names, Payload], Said]] = {
    "decided": _decided,
    "granted": _of_titles("granted"),
    "withdrawn": _of_titles("withdrawn"),
    "renewed": _of_titles("kept"),
    "restored": _of_titles("restored"),
    "carded": _carded,
    "card-stepped": _stepped,
    "card-ended": _card_ended,
    "vetoed": _vetoed,
    "applied": _applied,
    "case-checked": _checked,
    "case-closed": _closed,
    "notice-posted": _posted,
    "objection-received": _objected,
    "objection-handled": _handled,
    "submitted": _submitted,
    "result-received": _result,
    "appealed": _appealed,
    "appeal-decided": _answered,
    "member-set": _seated,
    "sitting-called": _called,
    "sitting-held": _held,
}
