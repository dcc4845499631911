"""What is said of facts about the workspace, users, the registry, reforms and the building year."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from civtui.ledger import queries
from civtui.ledger.chain import canonical
from civtui.ledger.projections.voiding import KIND
from civtui.model.text import msg
from civtui.workspace.fact_words.words import aside, counts, kinds_of, more
from civtui.workspace.reading.names import FEW, Names, Said, clipped, file_of, several
from civtui.workspace.reading.numbers import numbered

Payload = dict[str, Any]
NAMING = 2  # fields that name a record
TELLING = ("title", "text", "topic")  # the one by which people know a record
# catalogue -> the register of what it lists; an institution may be an agency's own
POINTED = {
    "filing": "filing",
    "exemplar": "exemplar",
    "inspection": "inspection",
    "institution": "own",
}


def _begun(names: Names, p: Payload) -> Said:
    return msg("facts.workspace-opened", name=p["name"])


def _identified(names: Names, p: Payload) -> Said:
    return msg("facts.ledger-identified", name=p["name"])


def _user(names: Names, p: Payload) -> Said:
    if p["role"] is None:
        return msg("facts.user-removed", user=p["user"])
    said = msg("facts.user-set", user=p["user"], role=msg(f"verbs/user.role-{p['role']}"))
    owner = names.holder(p["agency"]) if p["agency"] else ""
    judge = msg("facts.user-judges", judge=p["assessor"]) if p["assessor"] else ""
    return aside(said, owner, judge)


def _took_part(names: Names, p: Payload) -> Said:
    return msg(f"facts.took-part-{p['takes']}", office=names.holder(p["office"]))


def _declared(names: Names, p: Payload) -> Said:
    said = []
    if p["runs_program"] is not None:
        said.append(msg(f"tui.runs-{p['runs_program']}"))
    if p["has_conditions"] is not None:
        said.append(msg(f"facts.conditions-{p['has_conditions']}"))
    if p["conditions_confirmed"] is not None:
        said.append(msg(f"facts.confirmed-{p['conditions_confirmed']}"))
    if p["stage"]:
        said.append(msg(f"tui.stage-{p['stage']}"))
    return msg("facts.declared", agency=names.holder(p["agency"]), said=said)


def _reformed(names: Names, p: Payload) -> Said:
    made = len(p["agencies"]) + len(p["offices"])
    many = counts(
        made=made, renamed=len(p["renamed"]), moved=len(p["moved"]), ended=len(p["ended"])
    )
    return more(msg("facts.reformed", reform=p["document"] or p["reform"]), many)


def _reform_back(names: Names, p: Payload) -> Said:
    return more(msg("facts.reform-taken-back", reform=names.reform(p["reform"])), p["why"])


def _logged(names: Names, p: Payload) -> Said:
    found = p["activities"]
    if len(found) == 1:
        one = found[0]
        said = msg(
            "facts.activity", agency=names.holder(one["agency"]), title=clipped(one["title"])
        )
        return aside(said, one["on"])
    owners = list(dict.fromkeys(one["agency"] for one in found))
    return aside(msg("facts.activities", count=len(found)), names.holders(owners))


def _entered(names: Names, p: Payload) -> Said:
    program, form = names.program(p["program"], p["form"])
    return msg(
        "facts.program-entered", agency=names.holder(p["agency"]), program=program, form=form
    )


def _recorded(names: Names, p: Payload, seq: int) -> Said:
    records = p["records"]
    if not records:
        return msg("facts.records-hidden")
    if len(records) == 1:
        return aside(_record(names, records[0], seq), file_of(p["source"]))
    found = Counter(one["noun"] for one in records).most_common()
    many: list[Said] = [
        msg("facts.records-of", register=_register(noun), count=count)
        for noun, count in found[:FEW]
    ]
    owners = list(dict.fromkeys(one["agency"] for one in records if one["agency"]))
    whose = names.holders(owners) if owners else ""
    key = "facts.records" if len(found) <= FEW else "facts.records-more"
    return aside(msg(key, records=many, count=len(records)), whose, file_of(p["source"]))


def _record(names: Names, record: Payload, seq: int) -> Said:
    """Return one record: its register, whose it is, and what names it.

    One that stood before is corrected; one that is taken out is named as it stood.
    """
    stood = _stood(names, record, seq)
    key = "facts.record-corrected" if stood else "facts.record"
    if record["gone"]:
        key, record = "facts.record-removed", {**record, "values": stood}
    said = msg(key, register=_register(record["noun"]))
    if record["agency"]:
        said = msg("facts.of-agency", agency=names.holder(record["agency"]), said=said)
    judged = record["values"].get("round")
    return more(said, names.round(judged) if judged else _named(names, record))


def _register(noun: str) -> Said:
    from civtui.model.registers import REGISTERS

    return REGISTERS[noun].title if noun in REGISTERS else msg("facts.register-unknown")


def _named(names: Names, record: Payload) -> Said:
    """Return what people know a record by: its first field, and its title or what it says.

    What is named after the profile is left out: the list of facts does not wait for that.
    """
    from civtui.model.registers import REGISTERS

    kind = REGISTERS.get(record["noun"])
    fields = [one for one in kind.fields if one.id != "year"] if kind else []
    naming = fields[:NAMING]
    telling = next((one for id_ in TELLING for one in fields if one.id == id_), None)
    if telling is not None and telling is not naming[0]:
        naming = [naming[0], telling]
    said = [_shown(names, one, record["values"].get(one.id)) for one in naming]
    kept = [one for one in said if one]
    return several(kept, len(kept)) if kept else ""


def _shown(names: Names, field: Any, value: Any) -> Said:
    """Return a value that names a record; empty where the profile alone could say it."""
    if not value or field.type not in ("text", "choice", "date"):
        return ""
    if field.catalogue == "office":
        return names.holder(value)
    if field.catalogue:
        register = POINTED.get(field.catalogue)
        return _pointed(names, register, value) if register else ""
    if field.type == "choice":
        return next((choice.title for choice in field.choices if choice.id == value), "")
    return clipped(str(value))


def _stood(names: Names, record: Payload, seq: int) -> Payload:
    """Return the values of a record that stood as fact `seq` was written, none where none did."""
    given = {**{key: record[key] for key in ("noun", "id")}, "seq": seq}
    given["said"] = canonical(record["id"])
    found = queries.one(names.ws.ledger, "words", "record-before", given)
    before: Payload = json.loads(found[0]) if found else {}
    return {} if before.get("gone") else before.get("values", {})


def _pointed(names: Names, register: str, id_: str) -> Said:
    """Return what a record that another one points to is called, empty where it is gone."""
    from civtui.model.registers import REGISTERS

    found = queries.one(names.ws.ledger, "words", "record", (register, id_))
    values = json.loads(found[0]) if found else {}
    return clipped(str(values.get("title") or values.get(REGISTERS[register].day, "")))


def _kept(names: Names, p: Payload) -> Said:
    return msg("facts.evidence-kept", name=p["name"])


def _rolled(names: Names, p: Payload) -> Said:
    said = msg("facts.year-rolled", year=p["year"])
    count = len(p["records"])
    return more(said, msg("facts.year-carried", count=count) if count else "")


def _depth(names: Names, seq: int) -> tuple[int, list[str]]:
    """Return how many takings back a taking back is of, and the facts that all is about."""
    deep, facts = 0, [seq]
    while True:
        rows = names.ws.ledger.payload(facts[0]).get("facts")
        if not isinstance(rows, list):
            return deep, numbered(facts)
        deep, facts = deep + 1, [int(row) for row in rows]


def _voided(names: Names, p: Payload) -> Said:
    """Say what was taken back, or what stands again where the taking back itself was."""
    facts: Sequence[int] = p["facts"]
    rows = queries.rows(names.ws.ledger, "words", "kinds-of", (json.dumps(facts),))
    kinds = list(dict.fromkeys(kind for _, kind, _ in rows))
    numbers = numbered(facts)
    if kinds == [KIND]:
        deep, of = _depth(names, min(facts))
        return msg(f"facts.voiding-{'back' if deep % 2 else 'again'}", numbers=numbers, of=of)
    named = kinds_of((kind, payload) for _, kind, payload in rows)[:FEW]
    said = msg("facts.voided", numbers=numbers, kinds=named)
    return aside(said, msg("facts.void-count", count=len(facts)) if len(facts) > 1 else "")


KINDS: dict[str, Callable[[Names, Payload], Said]] = {
    "workspace-opened": _begun,
    "ledger-identified": _identified,
    "user-set": _user,
    "declared": _declared,
    "took-part": _took_part,
    "reformed": _reformed,
    "reform-taken-back": _reform_back,
    "activities-logged": _logged,
    "program-entered": _entered,
    "evidence-kept": _kept,
    "year-rolled": _rolled,
    KIND: _voided,
}
AGAINST: dict[str, Callable[[Names, Payload, int], Said]] = {"recorded": _recorded}
