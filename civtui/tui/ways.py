"""A way on that is a command of the command line, said as what does the same on the screen."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from civtui.locale import render, t
from civtui.model.digits import digits
from civtui.model.fields import Field
from civtui.tui.keys.actions import BY_ID
from civtui.tui.keys.registry import key_text, keys_of
from civtui.verbs import every_verb
from civtui.verbs.verb import Verb

COMMAND = re.compile(r"civtui ([a-z][a-z-]*(?: [a-z][a-z-]*)*)")
BEFORE_OPTIONS = re.compile(r'(?: (?!--)(?:"[^"]*"|[^\s；，。、：（）();,]+))+(?= --)')
WORD = re.compile(r' ("[^"]*"|[^\s；，。、：（）();,]+)')
ENDS = re.compile(r"\s*(?:[；，。、：（）();,]|$| --)")
F_KEY = re.compile(r"F[0-9]+")
QUOTE = '"'
FLAG = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
CLAUSE = re.compile(r"[；，。、：（）();,]")
TWICE = re.compile(r"(“[^”]+”) ?[（(]\1[）)]")  # the field and behind it its option
BESIDE = re.compile(r"(?<=[^\x00-\x7f]) (?=“)|(?<=”) (?=[^\x00-\x7f])")
LONGEST = 4  # words of a verb
VALUELESS = ("flag", "yes-no")


def on_screen(text: str) -> str:
    """Return a text in which commands are the titles of their verbs, with the keys that find them.

    A verb that the screen does not have keeps its command, a text that names a key all of them.
    What a command says behind its name (ids, options) falls away: the form asks for it.
    """
    text = in_the_form(text)
    if F_KEY.search(text):
        return text
    found, place = "", 0
    while match := COMMAND.search(text, place):
        verb, words = _verb(match[1].split())
        if verb is None or "screen" in verb.by_hand:
            found, place = found + text[place : match.end()], match.end()
            continue
        end = match.start(1) + len(" ".join(match[1].split()[:words]))
        found += text[place : match.start()] + _named(verb)
        place = _behind(verb, text, end)
    return found + text[place:]


def in_the_form(text: str, verb: Verb | None = None) -> str:
    """Return a text in which options are the fields of a form: “列名对照” where it says `--map`.

    The options of a command that is named in full stay with it.

    Args:
        verb: whose form it is; without one a field is called as most verbs call it.
    """
    if "--" not in text:
        return text

    def titled(option: re.Match[str]) -> str:
        clause = CLAUSE.split(text[: option.start()])[-1]
        field = verb.field(option[1]) if verb is not None else None
        title = render(verb.title_of(field)) if verb and field else _fields().get(option[1])
        return option[0] if "civtui " in clause or not title else f"“{title}”"

    said = FLAG.sub(titled, text)
    return TWICE.sub(r"\1", BESIDE.sub("", said)) if said != text else text


def _fields() -> dict[str, str]:
    """Return how most verbs call a field, by its option."""
    titles: dict[str, Counter[str]] = {}
    for verb in every_verb():
        for field in verb.fields:
            if not field.argument and "screen" not in verb.by_hand:
                titles.setdefault(field.id, Counter())[render(verb.title_of(field))] += 1
    return {option: found.most_common(1)[0][0] for option, found in titles.items()}


@cache
def _verbs() -> dict[str, Verb]:
    return {verb.id.replace(".", " "): verb for verb in every_verb()}


def _verb(words: list[str]) -> tuple[Verb | None, int]:
    """Return the verb that words begin with, the longest one, and of how many words it is."""
    for many in range(min(LONGEST, len(words)), 0, -1):
        if verb := _verbs().get(" ".join(words[:many])):
            return verb, many
    return None, 0


def _named(verb: Verb) -> str:
    """Return a verb's title with the keys that find it: on a row of its kind, or anywhere."""
    actions = ["deeds", "palette"] if verb.row else ["palette"]
    said = t("tui.either").join(_key(one) for one in actions)
    return t("tui.way-verb", verb=render(verb.title), keys=said)


def _key(action: str) -> str:
    """Return the key that is named for an action: an F key where it has one, as hints say them."""
    keys = [key_text(one) for one in keys_of(BY_ID[action], "cards")]
    return next((one for one in keys if F_KEY.fullmatch(one)), keys[0])


def _behind(verb: Verb, text: str, place: int) -> int:
    """Return where a command ends: behind its options and the values that it takes by place."""
    left: list[Field] = [field for field in verb.fields if field.argument]
    options = False  # behind these comes the sentence, and no value by place
    if left and (values := BEFORE_OPTIONS.match(text, place)):
        place, left = values.end(), []
    while word := WORD.match(text, place):
        said = word[1]
        if said.startswith("--"):
            place, options = word.end(), True
            field = verb.field(said.removeprefix("--"))
            value = WORD.match(text, place)
            if value and not value[1].startswith("--") and _takes(field):
                place = value.end()
        elif said == "…" or (left and _given(left, said, not options and _last(text, word.end()))):
            place = word.end()
            left = left if said == "…" or left[0].several else left[1:]
        else:
            break
    return place


def _last(text: str, place: int) -> bool:
    """Return whether a part of the sentence ends here, or the options begin."""
    return ENDS.match(text, place) is not None


def _takes(field: Field | None) -> bool:
    return field is not None and field.type not in VALUELESS


def _given(left: list[Field], word: str, last: bool) -> bool:
    """Return whether a word is a value of a command, and not one of the sentence around it."""
    choices = {choice.id for field in left for choice in field.choices}
    return last or word in choices or word.isupper() or any(digits(c) or c == QUOTE for c in word)
