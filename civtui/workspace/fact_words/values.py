"""How the value of each field of a fact is said, in words where there are words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from civtui.locale import render, t
from civtui.model.reading.fields import show
from civtui.model.text import Bilingual, Message, msg
from civtui.rules import gates, policies
from civtui.workspace.fact_words.corrections import changes
from civtui.workspace.fact_words.words import WORDS, word
from civtui.workspace.reading.names import UNKNOWN, Names, Said, honor, part

LISTED = 12  # of many things of one kind
LINES = 6  # of things that take a line each
Payload = dict[str, Any]
Way = Callable[[Names, Payload, Any], object]


def pairs(value: Any) -> str:
    """Return a record's values that are there, as they stand."""
    if isinstance(value, dict):
        there = {k: v for k, v in value.items() if v not in (None, "", [], {}) and k != "id"}
        return render([f"{k} {v if isinstance(v, str) else pairs(v)}" for k, v in there.items()])
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _few(told: Sequence[Said], count: int) -> Said:
    if count > len(told):
        return msg("facts.and-more", names=list(told), count=count)
    return msg("facts.all", names=list(told))


def _lines(told: Sequence[Message], count: int) -> str:
    """Return things that are told in several words each."""
    listed = t("common.joint").join(map(render, told))
    return t("facts.and-so-on", told=listed, count=count) if count > len(told) else listed


def _holder(names: Names, p: Payload, value: Any) -> Said:
    return names.holder(value)


def _holders(names: Names, p: Payload, value: Any) -> Said:
    return _few([names.holder(id_) for id_ in value[:LISTED]], len(value))


def _bodies(names: Names, p: Payload, value: Any) -> Said:
    return _holders(
        names, p, [one if isinstance(one, str) else one.get("id") or one["agency"] for one in value]
    )


def _moved(names: Names, p: Payload, value: Any) -> list[Message]:
    return [
        msg("facts.moved", office=names.holder(one["office"]), agency=names.holder(one["agency"]))
        for one in value
    ]


def _descent(names: Names, p: Payload, value: Any) -> list[Message]:
    found = []
    for one in value:
        of = {key: names.holder(one[key]) for key in ("child", "parent")}
        if one["form"] == "moved":  # offices alone, which stand under what was moved
            found.append(msg("facts.descent-moved", **of))
        else:
            form = msg(f"cli_titles.form-{one['form']}")
            found.append(msg("facts.descent", **of, form=form))
    return found


def _basis(names: Names, p: Payload, value: Any) -> str:
    """Return the results that a decision rests on, a total with the decimals of every table."""
    from civtui.workspace.titles.result_basis import Basis, line_of

    told = [
        line_of(render(names.holder(one["subject"])), Basis(**one), names.round(one["round"]))
        for one in value[:LINES]
    ]
    return _lines(told, len(value))


def _titles(names: Names, p: Payload, value: Any) -> Said:
    told: list[Said] = [
        msg("facts.holder-honor", holder=names.holder(one["holder"]), honor=honor(one["honor"]))
        for one in value[:LISTED]
    ]
    return _few(told, len(value))


def _judge(names: Names, p: Payload, value: Any) -> Said:
    return names.judge(p["round"], value) if "round" in p else str(value)


def _to(names: Names, p: Payload, value: Any) -> Said:
    if "round" in p:
        joins = p["newcomer"]
        return str(joins["name"]) if joins else names.judge(p["round"], value)
    return _body(names, p, value)


def _body(names: Names, p: Payload, value: Any) -> Said:
    if value in ("guidance-group", "party-group", "higher-body"):
        return msg(f"rules.body-{value}")
    agency = names.holder(value)  # an agency that named its own offices; else in a person's words
    return str(value) if agency is UNKNOWN else agency


def _item(names: Names, p: Payload, value: Any) -> Said:
    return names.item(p["round"], value) if "round" in p else str(value)


def _items(names: Names, p: Payload, value: Any) -> Said:
    return _few([names.item(p["round"], id_) for id_ in value[:LISTED]], len(value))


def _rows(names: Names, p: Payload, value: Any) -> str:
    told: list[Message] = [
        msg(
            "facts.row",
            subject=names.holder(subject),
            item=names.item(p["round"], item),
            judge=names.judge(p["round"], judge),
            value=mark,
        )
        for subject, item, judge, mark, _ in value[:LINES]
    ]
    return _lines(told, len(value))


def _shares(names: Names, p: Payload, value: Any) -> list[Message]:
    return [
        msg("facts.share", judge=names.judge(p["round"], judge), count=len(subjects))
        for judge, subjects in value
    ]


def _panel(names: Names, p: Payload, value: Any) -> list[str]:
    return [str(one["name"]) for one in value]


def _members(names: Names, p: Payload, value: Any) -> list[Said]:
    return [names.member(id_) for id_ in value]


def _agenda(names: Names, p: Payload, value: Any) -> list[Message]:
    return [
        msg(
            "facts.agenda-item",
            item=one["item"],
            matter=_matter(names, p, one["matter"]),
            honor=honor(one["honor"]),
            holders=names.holders(one["subjects"]) if one["subjects"] else "",
        )
        for one in value
    ]


def _matter(names: Names, p: Payload, value: Any) -> Said:
    return word(f"titles.matter-{value}", value)


def _votes(names: Names, p: Payload, value: Any) -> Message:
    return msg(
        "cli_titles.by-vote", yes=value["for_"], no=value["against"], none=value["abstained"]
    )


def _activities(names: Names, p: Payload, value: Any) -> str:
    told: list[Message] = [
        msg(
            "facts.activity-line",
            day=one["on"],
            agency=names.holder(one["agency"]),
            title=one["title"],
        )
        for one in value[:LINES]
    ]
    return _lines(told, len(value))


def _records(names: Names, p: Payload, value: Any) -> str:
    from civtui.model.registers import REGISTERS

    told: list[Message] = []
    for one in value[:LINES]:
        kind = REGISTERS.get(one["noun"])
        title = kind.title if kind else msg("facts.register-unknown")
        of = names.holder(one["agency"]) if one["agency"] else ""
        known = {field.id: field for field in kind.fields} if kind else {}
        values = [
            msg(
                "facts.field",
                title=known[id_].title,
                value=_recorded(names, one["values"], known[id_], value),
            )
            for id_, value in one["values"].items()
            if id_ in known
            and value not in (None, "", [])
            and (not known[id_].catalogue or id_ in ("round", "item"))
        ]
        told.append(msg("facts.record-line", register=title, agency=of, values=values))
    return _lines(told, len(value))


def _recorded(names: Names, values: Payload, field: Any, value: Any) -> object:
    """Return the value of a record's field; of a self-assessment its round and item by name."""
    if field.id == "round":
        return names.round(value)
    if field.id == "item" and values.get("round"):
        return names.item(values["round"], value)
    return show(field, value)


def _entered(names: Names, p: Payload, value: Any) -> object:
    """Return what a form took, field by field; without its plugin only the values are known."""
    fields = names.fields(p["program"], p["form"])
    if not fields:
        return [pairs(one) for one in value.values()]
    return [
        msg("facts.field", title=fields[id_].title, value=show(fields[id_], one))
        for id_, one in value.items()
        if id_ in fields
    ]


def _activity(names: Names, p: Payload, value: Any) -> object:
    """Return the activity that an entry is, or that a fact is about."""
    if isinstance(value, dict):
        return msg("facts.aside", said=value["title"], aside=value["on"])
    return value


def _rule(id_: str) -> Said:
    """Return what a rule of an application is called: a policy, or a kind of rule of the gates."""
    if id_ in policies.CHOICES:
        return policies.name_of(id_)
    return msg(f"rules.gate-{id_}") if id_ in gates.VOCABULARY else id_


def _policies(names: Names, p: Payload, value: Any) -> list[Message]:
    return [policies.said(id_, choice) for id_, choice in value]


def _failed(names: Names, p: Payload, value: Any) -> list[Said]:
    return [_rule(id_) for id_ in dict.fromkeys(value)]


def _cause(names: Names, p: Payload, value: Any) -> Said:
    """Return why a title or an application ended; of a card in the words that were given."""
    key = f"titles.state-{value}" if "case" in p else f"cli_titles.event-{value}"
    return word(key, value) if "card" not in p else str(value)


def _bars(names: Names, p: Payload, value: Any) -> Said:
    return _few([names.holder(one["heir"]) for one in value[:LISTED]], len(value))


def _cards(names: Names, p: Payload, value: Any) -> Said:
    """Return cards, of a decision or of a reform that handed them over."""
    ids = [one if isinstance(one, str) else one["id"] for one in value]
    return _few([names.card(id_) for id_ in ids[:LISTED]], len(ids))


def _scheme(names: Names, p: Payload, value: Any) -> Said:
    from civtui.workspace.results.schemes import title_of

    return title_of(names.ws, value)


def _options(names: Names, p: Payload, value: Any) -> list[str]:
    from civtui.workspace.results.schemes import options_said

    return options_said(names.ws, p["scheme"], value)


def _standard(names: Names, p: Payload, value: Any) -> Said:
    document = names.standard(value, p["standard_version"])
    return Bilingual(**document["title"]) if document else str(value)


def _document(names: Names, p: Payload, value: Any) -> Said:
    """Return a paper's number; of a standard, which is one itself, that all of it is kept."""
    return value if isinstance(value, str) else msg("facts.whole-text")


def _source(names: Names, p: Payload, value: Any) -> Said:
    """Return the file that something was read from; of an application the round it rests on."""
    if "case" in p:
        return names.round(value)
    name = str(value).replace("\\", "/").rpartition("/")[2]
    return msg("facts.source-demo") if name == "demo" else name


def _worded(stem: str, names: Names, p: Payload, value: Any) -> Said:
    return word(f"{stem}-{value}", value)


def _session(names: Names, p: Payload, value: str) -> Said:
    """Return the sitting that a decision names; as its minutes name it where none is on record."""
    found = names.sitting(value)
    return value if found is UNKNOWN else found


WAYS: dict[str, Way] = {
    **{key: partial(_worded, stem) for key, stem in WORDS.items()},
    "terms": lambda _, __, value: sorted(set(value.values())),
    "agency": _holder,
    "holder": _holder,
    "office": _holder,
    "subject": _holder,
    "holders": _holders,
    "subjects": _holders,
    "anchors": _holders,
    "ended": lambda names, p, value: (
        _holders(names, p, value) if isinstance(value, list) else value
    ),
    "agencies": _bodies,
    "offices": _bodies,
    "renamed": _bodies,
    "titles": _titles,
    "round": lambda names, p, value: names.round(value),
    "assessor": _judge,
    "to": _to,
    "by": _body,
    "body": _body,
    "newcomer": lambda names, p, value: str(value["name"]),
    "assessors": _panel,
    "item": _item,
    "items": _items,
    "rows": _rows,
    "shares": _shares,
    "member": lambda names, p, value: names.member(value),
    "chair": lambda names, p, value: names.member(value),
    "present": _members,
    "recused": _members,
    "agenda": _agenda,
    "matter": _matter,
    "votes": _votes,
    "honor": lambda names, p, value: honor(value),
    "case": lambda names, p, value: names.case(value),
    "score": lambda names, p, value: Fraction(value),
    "basis": _basis,
    "cases": lambda names, p, value: _few(
        [names.case(c["id"] if isinstance(c, dict) else c) for c in value[:LISTED]], len(value)
    ),
    "card": lambda names, p, value: names.card(value),
    "session": _session,
    "sitting": lambda names, p, value: names.sitting(value),
    "notice": lambda names, p, value: names.notice(value),
    "objection": lambda names, p, value: names.objection(value),
    "reform": lambda names, p, value: names.reform(value),
    "activities": _activities,
    "records": _records,
    "changes": lambda names, p, value: list(changes(names, p)),
    "source": _source,
    "moved": _moved,
    "descent": _descent,
    "bars": _bars,
    "undecided": _bars,
    "cards": _cards,
    "values": _entered,
    "activity": _activity,
    "policies": _policies,
    "failed": _failed,
    "cause": _cause,
    "scheme": _scheme,
    "standard": _standard,
    "options": _options,
    "awarded_by": _body,
    "program": lambda names, p, value: names.program(value, p["form"])[0],
    "form": lambda names, p, value: names.program(p["program"], value)[1],
    "part": lambda names, p, value: part(value),
    "document": _document,
    "facts": lambda names, p, value: (
        [f"#{seq}" for seq in value[:LISTED]] + (["…"] if len(value) > LISTED else [])
    ),
}
