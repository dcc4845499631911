"""The rules that a plugin must keep; each says why, and gives an example of how to keep it."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from civtui.conformance import samples
from civtui.conformance.subject import Subject
from civtui.model.errors import BadInput
from civtui.model.text import Message, msg
from civtui.plugin import finding
from civtui.plugin.faults import PluginError, message_of

SLOW = 2.0


class Finding(NamedTuple):
    """Something that a rule found wrong.

    Args:
        place: the call, file or record at fault.
        text: what is wrong there.
    """

    place: str
    text: Message


Check = Callable[[Subject], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule by name; `plugin.rule-<id>` says it, `-why` its reason, `-example` how to keep it."""

    id: str
    check: Check


def loads(subject: Subject) -> Iterator[Finding]:
    """The plugin loads, and every entry it names is there."""
    known = subject.description
    if known["state"] != "ok":
        yield Finding(subject.found.id, message_of(known["reason"]))


def introduces_itself(subject: Subject) -> Iterator[Finding]:
    """It says its title, who publishes it, and brings something."""
    about = subject.description["about"]
    if about is None:
        yield Finding(subject.found.id, msg("plugin.found-no-about"))
    elif not about["publisher"]:
        yield Finding(subject.found.id, msg("plugin.found-no-publisher"))
    if not subject.description["contributions"]:
        yield Finding(subject.found.id, msg("plugin.found-nothing"))


def hooks_marked(subject: Subject) -> Iterator[Finding]:
    """No function is named like a hook without being marked as one."""
    for name in subject.description.get("unmarked", []):
        yield Finding(name, msg("plugin.found-unmarked"))


def api_only(subject: Subject) -> Iterator[Finding]:
    """It imports nothing of civtui but civtui.api."""
    for path in finding.files_of(subject.found):
        if path.suffix != ".py" or subject.found.kind == "data":
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for name in names:
                if name.partition(".")[0] == "civtui" and name != "civtui.api":
                    place = f"{path.name}:{getattr(node, 'lineno', 0)}"
                    yield Finding(place, msg("plugin.found-not-api", name=name))


def both_languages(subject: Subject) -> Iterator[Finding]:
    """Every text is there in Chinese and in English."""
    yield from _untranslated(subject.description["contributions"], "")
    yield from _untranslated(subject.description["about"] or {}, "about")


def _untranslated(value: Any, place: str) -> Iterator[Finding]:
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            if not value["en"].strip():
                yield Finding(place, msg("plugin.found-no-english", zh=value["zh"]))
            return
        for key, part in value.items():
            yield from _untranslated(part, f"{place}.{key}".strip("."))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            name = part.get("id", number) if isinstance(part, dict) else number
            yield from _untranslated(part, f"{place}.{name}".strip("."))


def answers(subject: Subject) -> Iterator[Finding]:
    """Every call answers on every sample: nothing entered, one, many, awkward text."""
    for outcome in subject.outcomes:
        own = outcome.kind in ("calculator", "scheme", "importer")  # these may refuse a sample
        if isinstance(outcome.error, PluginError) or (outcome.error and not own):
            yield Finding(outcome.what, outcome.error.message)


def quick(subject: Subject) -> Iterator[Finding]:
    """It describes itself and answers within two seconds, also with 2,000 entries."""
    seconds = subject.description["seconds"]
    if seconds > SLOW:
        yield Finding("describe", msg("plugin.found-slow", seconds=seconds, most=SLOW))
    for outcome in subject.outcomes:
        if outcome.seconds > SLOW:
            spent = round(outcome.seconds, 1)
            yield Finding(outcome.what, msg("plugin.found-slow", seconds=spent, most=SLOW))


def quiet(subject: Subject) -> Iterator[Finding]:
    """It writes nothing to standard output or error."""
    _ = subject.description, subject.outcomes
    log = subject.catalogue.log_of(subject.found.id)
    text = log.read_text("utf-8", "replace").strip() if log.exists() else ""
    if text:
        yield Finding(subject.found.id, msg("plugin.found-noise", text=text[:200]))


def same_twice(subject: Subject) -> Iterator[Finding]:
    """The same input gives the same answer, in another process and with another hash seed."""
    again = subject.restarted(seed=12345)
    try:
        payloads = {(k, i, s): p for k, i, s, p in subject.calls()}
        for outcome in subject.outcomes:
            if outcome.error or outcome.sample == "many":
                continue
            payload = payloads[outcome.kind, outcome.id, outcome.sample]
            if again.call(outcome.kind, outcome.id, payload) != outcome.result:
                yield Finding(outcome.what, msg("plugin.found-differs"))
    finally:
        again.close()


def settings_checked(subject: Subject) -> Iterator[Finding]:
    """It works with no setting made, and an unknown setting is refused."""
    schema = subject.description["config"]
    for name in (schema or {}).get("required", []):
        yield Finding(name, msg("plugin.found-required-setting"))
    if subject.found.kind == "data":
        return
    unknown = {subject.found.id: {"no-such-setting-anywhere": 1}}
    fault = subject.catalogue.describe([subject.found], unknown)[subject.found.id]["reason"]
    if fault is None or fault["key"] != "unknown-setting":
        yield Finding("no-such-setting-anywhere", msg("plugin.found-setting-taken"))


def text_formats(subject: Subject) -> Iterator[Finding]:
    """A text format gives UTF-8, names its stamp, and lets no cell start a spreadsheet formula."""
    for one in subject.contributions("format"):
        outcome = subject.run("format", one.id, samples.reports()["awkward"])
        if outcome.error or one.record.binary:
            continue
        try:
            text = outcome.result.decode("utf-8")
        except UnicodeDecodeError:
            yield Finding(one.id, msg("plugin.found-not-utf8"))
            continue
        if one.record.extension in (".csv", ".tsv"):
            formula = samples.reports()["one"]
            formula["sections"][0]["table"]["rows"] = [["=cmd()", "1"]]
            made = subject.run("format", one.id, formula).result or b""
            cells = made.decode("utf-8").replace("\t", ",").replace("\n", ",").split(",")
            if any(cell.strip('"').startswith("=cmd") for cell in cells):
                yield Finding(one.id, msg("plugin.found-formula"))
        if "sample" not in text or "0" * 64 not in text:
            yield Finding(one.id, msg("plugin.found-no-stamp"))


def importers_refuse(subject: Subject) -> Iterator[Finding]:
    """An importer says of a file it cannot read that it is bad input; it never just fails."""
    for outcome in subject.outcomes:
        bad = isinstance(outcome.error, BadInput) or outcome.error is None
        if outcome.kind == "importer" and not bad and outcome.error:
            yield Finding(outcome.what, outcome.error.message)


def calculators_fair(subject: Subject) -> Iterator[Finding]:
    """A calculator takes a sample, ranks every subject once, and names decide nothing."""
    for one in subject.contributions("calculator"):
        taken = [
            (key, payload, outcome)
            for key, payload in samples.calculator_inputs()
            if (outcome := subject.run("calculator", one.id, payload)).error is None
        ]
        if not taken:
            yield Finding(one.id, msg("plugin.found-takes-nothing"))
        for key, payload, outcome in taken:
            place = f"{one.id} [{key}]"
            rows = outcome.result["results"]
            known = payload.get("subjects") or payload["grades"]
            if sorted(row["subject"] for row in rows) != sorted(known):
                yield Finding(place, msg("plugin.found-subjects"))
            renamed = json.loads(
                json.dumps(payload, ensure_ascii=False).replace("甲", "Ω").replace("丙", "A")
            )
            other = subject.run("calculator", one.id, renamed)
            if other.error or _ranks(other.result) != _ranks(outcome.result):
                yield Finding(place, msg("plugin.found-names-matter"))
            spoiled = {**payload, key: "nonsense"}
            broken = subject.run("calculator", one.id, spoiled).error
            if not isinstance(broken, BadInput):
                yield Finding(place, msg("plugin.found-bad-input"))


def _ranks(answer: dict[str, Any]) -> list[Any]:
    return sorted((row["rank"] is None, row["rank"] or 0) for row in answer["results"])


RULES: tuple[Rule, ...] = (
    Rule("loads", loads),
    Rule("introduces-itself", introduces_itself),
    Rule("hooks-marked", hooks_marked),
    Rule("api-only", api_only),
    Rule("both-languages", both_languages),
    Rule("settings-checked", settings_checked),
    Rule("answers", answers),
    Rule("quick", quick),
    Rule("same-twice", same_twice),
    Rule("text-formats", text_formats),
    Rule("importers-refuse", importers_refuse),
    Rule("calculators-fair", calculators_fair),
    Rule("quiet", quiet),
)


def checked(subject: Subject) -> list[tuple[Rule, list[Finding]]]:
    """Return every rule with what it found; a plugin that does not load is checked no further."""
    done: list[tuple[Rule, list[Finding]]] = []
    for rule in RULES:
        done.append((rule, list(rule.check(subject))))
        if rule.id == "loads" and done[-1][1]:
            break
    return done
