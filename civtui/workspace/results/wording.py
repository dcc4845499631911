"""The wording behind a figure: what the programme or the standard says, and where it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from civtui.model.figures import PLACES, percent_text
from civtui.model.text import Bilingual, Message, msg
from civtui.workspace.reading.names import Names, Said
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.profile.document import Honor, Profile, RuleData
    from civtui.scoring.pipeline.items import ItemSpec


class Topic(NamedTuple):
    """What the wording is asked of.

    Args:
        kind: `advanced`, `honor`, `policy`, `card`, `notice`, `group`, `register`, `standard` or
            `item`.
        id: id of the honor, policy, register or item; the round's for `standard`.
        of: the round of an item.
    """

    kind: str
    id: str = ""
    of: str = ""


class Wording(NamedTuple):
    """What a rule says.

    Args:
        title: what it is about.
        text: the rule's own words, None where it has none.
        follows: what the profile or the standard sets beside them.
        source: the document, its version and the place in it.
    """

    title: Message | Bilingual
    text: Bilingual | None
    follows: tuple[Message, ...]
    source: Message


def wordings(ws: Workspace, topics: Sequence[Topic]) -> list[Wording]:
    """Return the wordings of `topics`, in their order, each once."""
    found: list[Wording] = []
    for topic in dict.fromkeys(topics):
        found += KINDS[topic.kind](ws, topic)
    return found


def _words(words: object) -> Bilingual:
    return Bilingual(getattr(words, "zh", ""), getattr(words, "en", ""))


def _roles(profile: Profile, *ids: str) -> list[Message]:
    """Return what each of the bodies does, by the profile, in the order asked for."""
    bodies = {body.id: body for body in profile.bodies}
    return [
        msg("wording.body", title=_words(bodies[id_].title), role=_words(bodies[id_].role))
        for id_ in dict.fromkeys(ids)
        if id_ in bodies
    ]


def _source(ws: Workspace, place: Said) -> Message:
    """Return the profile as a source, with the place in it."""
    profile = ws.profile()
    title = msg("standard.named", title=_words(profile.title), version=profile.version)
    return msg("wording.profile", title=title, place=place)


def _advanced(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    profile = ws.profile()
    shares = [
        msg("wording.share", honor=_words(honor.title), share=percent_text(gate.at_least))
        for honor in profile.honor
        for gate in honor.gate
        if gate.rule == "share-of"
    ]
    rounded = msg("wording.rounded", places=PLACES)
    follows = (msg("wording.advanced-city"), *shares, rounded)
    yield Wording(msg("wording.advanced"), None, follows, _source(ws, msg("wording.place-gates")))
    yield from _policy(ws, Topic("policy", "denominator"))


def _honor(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    profile = ws.profile()
    honor = next((h for h in profile.honor if h.id == topic.id), None)
    if honor is None:
        return
    text = _words(honor.wording) if honor.wording else None
    title = _words(honor.title)
    yield Wording(title, text, _conditions(profile, honor), _source(ws, title))
    for number, gate in enumerate(honor.gate, 1):
        place = msg("wording.place-gate", honor=title, number=number)
        yield Wording(_gate_title(gate), _words(gate.wording), (), _source(ws, place))


def _conditions(profile: Profile, honor: Honor) -> tuple[Message, ...]:
    bodies = {body.id: _words(body.title) for body in profile.bodies}
    found = [
        msg(
            "wording.awarded",
            by=bodies.get(honor.awarded_by, honor.awarded_by),
            decided=bodies.get(honor.decided_by, honor.decided_by),
        )
    ]
    if honor.recommended_only:
        found.append(msg("wording.recommended"))
    key = "wording.term" if honor.term_years else "wording.no-term"
    found.append(msg(key, years=honor.term_years))
    found += [
        msg(f"wording.quota-{quota.kind}", places=quota.places, share=percent_text(quota.share))
        for quota in profile.quota
        if quota.honor == honor.id
    ]
    return (*found, *_roles(profile, honor.awarded_by, honor.decided_by))


def _least(gate: RuleData) -> str:
    """Return the least share in per cent, the least count as a number."""
    return percent_text(gate.at_least) if gate.rule == "share-of" else gate.at_least


def _gate_title(gate: RuleData) -> Message:
    honor = msg(f"rules.honor-{gate.honor}") if gate.honor else ""
    return msg(
        f"wording.gate-{gate.rule}",
        honor=honor,
        least=_least(gate),
        years=gate.years,
        points=gate.points,
    )


def _policy(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    from civtui.profile.strictness import LEFT_OUT
    from civtui.rules.policies import CHOICES, UNNAMED, choice_name, name_of

    policy = ws.profile().policy.get(topic.id)
    if policy is None and topic.id not in UNNAMED:
        return
    known = [choice_name(topic.id, one) for one in CHOICES[topic.id]]
    chosen = choice_name(topic.id, policy.choice if policy else UNNAMED[topic.id])
    follows = [msg("wording.choice", choice=chosen, allowed=known or msg("wording.years"))]
    if policy is None:
        follows.append(msg("wording.unnamed"))
    text = _words(policy.when if policy else LEFT_OUT[topic.id])
    source = _source(ws, msg("wording.place-policies"))
    yield Wording(msg("wording.policy", id=name_of(topic.id)), text, tuple(follows), source)


def _card(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    profile = ws.profile()
    gates = [gate for honor in profile.honor for gate in honor.gate if gate.rule == "no-card"]
    card = profile.card
    follows = (
        msg(
            "wording.card-term",
            months=card.months,
            times=card.prolong_times,
            more=card.prolong_months,
        ),
        msg("wording.card-remind", days=", ".join(map(str, card.remind_days))),
    )
    text = _words(gates[0].wording) if gates else None
    yield Wording(msg("wording.card"), text, follows, _source(ws, msg("wording.card")))
    for policy in ("open-card", "second-card", "card-without-term"):
        yield from _policy(ws, Topic("policy", policy))


def _notice(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    notice = ws.profile().notice
    counting = msg(f"wording.count-{notice.count}")
    first = msg(f"wording.first-{notice.first_day_counts}")
    follows = [msg("wording.notice-days", days=notice.days, counting=counting, first=first)]
    today = ws.today().year
    follows += [
        msg("wording.holidays", year=table.year, source=table.source)
        for table in ws.profile().holidays
        if notice.count == "working" and table.source and table.year in (today, today + 1)
    ]
    yield Wording(msg("wording.notice"), None, tuple(follows), _source(ws, msg("wording.notice")))


def _group(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    profile = ws.profile()
    role = next((_words(b.role) for b in profile.bodies if b.id == "guidance-group"), None)
    group = profile.group
    quorum = msg("wording.quorum", quorum=group.quorum, majority=group.majority)
    follows = (quorum, *_roles(profile, "secretariat"))
    yield Wording(msg("wording.group"), role, follows, _source(ws, msg("wording.group")))


# register -> the bodies whose work it keeps
BODIES_OF = {
    "lead": ("working-committee", "chief"),
    "report": ("chief", "party-group"),
    "duty": ("chief", "party-group"),
    "inspection": ("secretariat",),
}


def _register(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    from civtui.model.registers import REGISTERS

    kind = REGISTERS.get(topic.id)
    if kind is not None:
        text = Bilingual(kind.wording.zh, kind.wording.en)
        title = Bilingual(kind.title.zh, kind.title.en)
        roles = _roles(ws.profile(), *BODIES_OF.get(kind.id, ()))
        yield Wording(title, text, tuple(roles), _source(ws, title))


def _standard(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    from civtui.scoring.pipeline.items import words
    from civtui.workspace.rounds.rounds import document_of, round_row

    document = document_of(ws, round_row(ws, topic.id))
    bands = [
        msg("wording.band", name=words(band["name"]), least=band["min"])
        for band in document.get("bands", ())
    ]
    rule = document.get("combine", {})
    method = msg(f"trace.{rule.get('method', 'mean')}", value=rule.get("drop", 1))
    panel = _roles(ws.profile(), "panel")
    follows = (msg("wording.combine", method=method), *bands, *panel)
    source = str(document.get("source") or "")
    title = words(document.get("title"))
    yield Wording(title, Bilingual(source) if source else None, follows, _pinned(ws, topic.id))


def _item(ws: Workspace, topic: Topic) -> Iterator[Wording]:
    from civtui.scoring.numbers import exact_text
    from civtui.workspace.rounds.rounds import allowed, items_of, round_row

    items = items_of(ws, round_row(ws, topic.of))
    item: ItemSpec | None = next((i for i in items if i.id == topic.id), None)
    if item is None:
        return
    scale = [
        msg("wording.band", name=band.label, least=exact_text(band.points))
        for band in item.bands or item.grades
    ]
    follows = (msg("wording.criterion", title=item.criterion_title), allowed(item), *scale)
    text = item.rule if item.rule.zh else None
    yield Wording(item.title, text, follows, _pinned(ws, topic.of))


def _pinned(ws: Workspace, round_id: str) -> Message:
    from civtui.workspace.rounds.rounds import round_row

    round_ = round_row(ws, round_id)
    named = Names(ws).standard_named(round_.standard, round_.standard_version)
    return msg("wording.standard", standard=named, sha=round_.standard_sha256[:12])


KINDS: dict[str, Callable[[Workspace, Topic], Iterator[Wording]]] = {
    "advanced": _advanced,
    "honor": _honor,
    "policy": _policy,
    "card": _card,
    "notice": _notice,
    "group": _group,
    "register": _register,
    "standard": _standard,
    "item": _item,
}
