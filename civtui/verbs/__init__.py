"""Every verb, declared once: the command line, forms, deeds of a row, plain menus and docs read it.

One file a noun, loaded on use; a declaration imports the model only. How to add a verb:
`docs/contributing.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from civtui.model.text import Message, msg
from civtui.verbs.verb import Verb

# group of the command line's help -> first word of a verb -> its file here, in the order of the
# year's work
GROUPS: dict[str, dict[str, str]] = {
    "begin": {
        "demo": "workspace",
        "init": "workspace",
        "status": "workspace",
        "tui": "workspace",
        "score": "workspace",
        "practice": "workspace",
    },
    "registry": {
        "import": "intake",
        "inbox": "inbox",
        "agency": "agency",
        "office": "office",
    },
    "building": {
        "duty": "registers",
        "institution": "registers",
        "inspection": "registers",
        "activity": "activity",
        "evidence": "evidence",
        "guarantee": "registers",
        "reward": "reward",
        "report": "registers",
        "exemplar": "registers",
        "culture": "culture",
        "year": "reward",
    },
    "scoring": {
        "round": "round",
        "mark": "mark",
        "results": "results",
        "explain": "results",
        "agreement": "scheme",
        "calibrate": "scheme",
        "trend": "scheme",
        "scheme": "scheme",
    },
    "titles": {
        "eligibility": "eligibility",
        "honor": "honor",
        "apply": "apply",
        "group": "group",
        "decide": "decide",
        "notice": "notice",
        "card": "card",
    },
    "papers": {
        "export": "export",
        "plugin": "plugin",
    },
    "keeping": {
        "profile": "profile",
        "standard": "standard",
        "ledger": "ledger",
        "user": "user",
        "keys": "keys",
        "doctor": "workspace",
        "backup": "workspace",
        "restore": "workspace",
    },
}
FILES = {word: file for group in GROUPS.values() for word, file in group.items()}


@cache
def verbs_of(word: str) -> tuple[Verb, ...]:
    """Return the verbs whose first word is `word`, in the order they are shown; none: ()."""
    if word not in FILES:
        return ()
    verbs: tuple[Verb, ...] = import_module(f"civtui.verbs.{FILES[word]}").VERBS
    return tuple(verb for verb in verbs if verb.id.split(".", 1)[0] == word)


def every_verb() -> Iterator[Verb]:
    """Yield every declared verb, noun by noun in the order of the year's work."""
    for word in FILES:
        yield from verbs_of(word)


def noun_title(noun: str) -> Message:
    """Return what a noun (or a verb of its own) is called: a register by its own titles."""
    word, _, below = noun.partition(" ")
    if below or FILES.get(word) == "registers":
        from civtui.verbs.registers import kind_of

        kind = kind_of(noun)
        if kind is not None:
            return msg("verbs/registers.noun", title=kind.title, wording=kind.wording)
    return msg(f"verbs/{word}.{noun.replace(' ', '.')}")


def verb_of(id_: str) -> Verb:
    """Return the verb `id_` (`card.add`).

    Raises:
        KeyError: there is none.
    """
    for verb in verbs_of(id_.split(".", 1)[0]):
        if verb.id == id_:
            return verb
    raise KeyError(id_)
