"""Names in place of the ids that facts hold: each looked up once, those of facts taken back too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

from civtui.ledger import queries
from civtui.ledger.upcast import upcast
from civtui.model.errors import CivtuiError
from civtui.model.text import Bilingual, Message, msg
from civtui.workspace.session import Workspace

Said = Message | Bilingual | str
FEW = 3  # names that are listed; of more their number is said
SHORT = 40  # characters of a text that somebody wrote
UNKNOWN = msg("facts.unknown")


class Names:
    """What people call the things of one workspace.

    Made anew for each list: a name that changes meanwhile is seen with the next one.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.holder = cache(self._holder)
        self.round = cache(self._round)
        self.judge = cache(self._judge)
        self.case = cache(self._case)
        self._titles = cache(self._items)

    def _one(self, name: str, *params: Any) -> tuple[Any, ...] | None:
        return queries.one(self.ws.ledger, "words", name, params)

    # --- agencies and offices ---

    def _holder(self, id_: str | None) -> Said:
        """Return an agency's short name, or an office's behind it."""
        found = queries.one(self.ws.ledger, "words", "holder", {"id": id_})
        if found is None:
            return self._gone_holders.get(id_ or "", UNKNOWN)
        name, owner = found
        return f"{owner}/{name}" if owner else str(name)

    def holders(self, ids: Sequence[str]) -> Said:
        """Return the names of holders; of many the first ones and their number."""
        return several([self.holder(id_) for id_ in ids[:FEW]], len(ids))

    @cached_property
    def _gone(self) -> dict[str, list[dict[str, Any]]]:
        """The payloads of facts that no longer stand, by kind."""
        found: dict[str, list[dict[str, Any]]] = {}
        for kind, v, payload in queries.rows(self.ws.ledger, "words", "taken-back"):
            found.setdefault(kind, []).append(upcast(kind, v, json.loads(payload)))
        return found

    def _lost(self, kind: str, key: str, id_: str) -> dict[str, Any] | None:
        """Return what a fact taken back said of a thing."""
        return next((p for p in self._gone.get(kind, ()) if p[key] == id_), None)

    @cached_property
    def _gone_holders(self) -> dict[str, str]:
        bodies = [*self._gone.get("registered", ()), *self._gone.get("reformed", ())]
        found = {
            body["id"]: body.get("short") or body["name"] for p in bodies for body in p["agencies"]
        }
        for body in (office for p in bodies for office in p["offices"]):
            row = queries.one(self.ws.ledger, "words", "holder", {"id": body["agency"]})
            owner = row[0] if row else found.get(body["agency"])
            found[body["id"]] = f"{owner}/{body['name']}" if owner else body["name"]
        return found

    # --- rounds ---

    def _round(self, id_: str) -> Said:
        found = self._one("round", id_)
        if found is None:
            lost = self._lost("round-opened", "round", id_)
            return str(lost["name"]) if lost else UNKNOWN
        return str(found[0])

    def _judge(self, round_: str, id_: str) -> Said:
        """Return a judge's name; whoever was never on the panel is known by the user's name."""
        found = self._one("judge", round_, id_)
        if found is None:
            lost = self._lost("round-opened", "round", round_)
            panel = {one["id"]: one["name"] for one in lost["assessors"]} if lost else {}
            return str(panel.get(id_, id_))
        return str(found[0])

    def item(self, round_: str, id_: str) -> Said:
        """Return what an item of a round's standard is called."""
        return self._titles(round_).get(id_) or UNKNOWN

    def _items(self, round_: str) -> dict[str, Bilingual]:
        from civtui.scoring.pipeline.items import flat_items

        found = self._one("items", round_)
        if found is not None:
            document = json.loads(found[0])
        else:
            lost = self._lost("round-opened", "round", round_)
            document = self.standard(lost["standard"], lost["standard_version"]) if lost else {}
        return {item.id: item.title for item in flat_items(document)} if document else {}

    def standard(self, id_: str, version: str) -> dict[str, Any]:
        """Return the document of a standard, empty where there is none."""
        found = self._one("standard", id_, version)
        if found is not None:
            document: dict[str, Any] = json.loads(found[0])
            return document
        lost = (p for p in self._gone.get("standard-adopted", ()) if p["version"] == version)
        return next((p["document"] for p in lost if p["id"] == id_), {})

    # --- titles ---

    def _case(self, id_: str) -> Message:
        """Return an application as its agency and the honor it is for."""
        found = self._one("case", id_)
        if found is None:
            lost = self._lost("applied", "case", id_)
            found = (lost["agency"], lost["honor"]) if lost else None
        if found is None:
            return UNKNOWN
        return msg("facts.case", agency=self.holder(found[0]), honor=honor(found[1]))

    def cases(self, ids: Sequence[str]) -> Said:
        """Return applications; of many the first ones and their number."""
        return several([self.case(id_) for id_ in ids[:FEW]], len(ids))

    def card(self, id_: str) -> Said:
        """Return the agency that a yellow card was given to."""
        found = self._one("card", id_)
        if found is None:
            lost = self._lost("carded", "card", id_)
            return self.holder(lost["agency"]) if lost else UNKNOWN
        return self.holder(found[0])

    def objection(self, id_: str) -> Said:
        """Return the application that an objection is against; never who objects."""
        found = self._one("objection", id_)
        if found is None:
            lost = self._lost("objection-received", "objection", id_)
            return self.case(lost["case"]) if lost else UNKNOWN
        return self.case(found[0])

    def member(self, id_: str) -> Said:
        """Return a member of the group by name, as its list does, else by the post or the part."""
        found = self._one("member", id_)
        if found is not None:
            return found[0] or found[1] or part(found[2])
        lost = self._lost("member-set", "member", id_)
        return (lost["post"] or part(lost["part"])) if lost else UNKNOWN

    def person(self, token: str | None) -> str:
        """Return a member's name, empty where none was given or it was erased."""
        found = self._one("person", token) if token else None
        return str(found[0]) if found else ""

    def evidence(self, shas: Sequence[str]) -> Said:
        """Return the names of papers; the number of them where one is not in the store."""
        found = [self._one("evidence", sha) for sha in shas]
        if not all(found):
            return msg("facts.evidence-unknown", count=len(shas))
        return several([str(row[0]) for row in found if row], len(shas))

    def reform(self, id_: str) -> str:
        """Return a reform by its document, else by its own number."""
        found = self._one("reform", id_)
        return (found[0] if found else "") or id_

    # --- culture ---

    @cached_property
    def _programs(self) -> dict[str, Any]:
        from civtui.workspace.culture import programs

        try:
            return {found.id: found.record for found in programs(self.ws)}
        except CivtuiError:  # of a profile that cannot be read: the ledger is read all the same
            return {}

    def program(self, id_: str, form: str) -> tuple[Said, Said]:
        """Return what a culture program and one of its forms are called, while its plugin is here.

        Without it nothing but the ids is known, of which the last parts are words.
        """
        record = self._programs.get(id_)
        if record is None:
            return msg("facts.program-absent"), msg("facts.form-absent")
        forms = {one.id: one.title for one in record.forms}
        return record.title, forms.get(form) or msg("facts.form-absent")


def several(names: Sequence[Said], count: int) -> Said:
    """Return a list of names, and how many there are where that is more."""
    if count == len(names):
        return names[0] if count == 1 else msg("facts.all", names=list(names))
    return msg("facts.and-more", names=list(names), count=count)


def honor(id_: str | None) -> Said:
    """Return what an honor is called."""
    return msg(f"rules.honor-{id_}") if id_ else ""


def part(id_: str) -> Message:
    """Return what a member's part in the group is called."""
    return msg(f"cli_titles.part-{id_}")


def clipped(text: str) -> str:
    """Return the beginning of a text that somebody wrote, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


def file_of(source: str) -> str:
    """Return the file that something was read from; empty where it was none."""
    name = source.replace("\\", "/").rpartition("/")[2]
    return name if "." in name else ""


def counts(**numbers: int) -> list[Message]:
    """Return how many of each there are, those left out of which there are none."""
    return [msg(f"facts.count-{key}", count=n) for key, n in numbers.items() if n]


def more(said: Said, *tails: object) -> Said:
    """Return a sentence with clauses behind it, those left out that are empty."""
    for tail in tails:
        if tail:
            said = msg("facts.more", said=said, more=tail)
    return said


def aside(said: Said, *parts: object) -> Said:
    """Return a sentence with parts in brackets behind it, those left out that are empty."""
    kept = [part for part in parts if part]
    return msg("facts.aside", said=said, aside=kept) if kept else said


def by_decision(id_: str | None) -> Said:
    """Return by which decision something is done, empty without one."""
    return msg("facts.by-decision", decision=id_) if id_ else ""
