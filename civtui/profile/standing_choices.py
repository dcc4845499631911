"""Which choices of a profile do something by themselves, read without making a document of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from civtui.files import parsed, read_text
from civtui.model.errors import BadInput
from civtui.profile.places import builtin

EXTENDS = re.compile(r"^\s*extends\s*=\s*[\"']([^\"']+)[\"']", re.MULTILINE)
# a profile that has none of these words as a text chooses nothing that time alone carries out
WORDS = re.compile(
    r"[\"'](ends|automatic|yellow-card|per-round|delists|stays-until-withdrawn)[\"']"
)
DEEPEST = 8


class Automatic(NamedTuple):
    """The standing decisions of the body whose profile it is, that need nobody's deed.

    Args:
        ends: a title ends when its term has run out (term-lapsed).
        share: what a share that falls under its gate does, "" for nothing (share-falls-below).
        per_round: a model title ends with the first grant of the next selection (model-title-term).
        delists: a second card delists (second-card).
        falls: a model title falls with the civilized one (model-title-when-civilized-lost).
    """

    ends: bool = False
    share: str = ""
    per_round: bool = False
    delists: bool = False
    falls: bool = True

    @property
    def by_time(self) -> bool:
        """Whether something may come about that no deed of a person's has just caused."""
        return self.ends or bool(self.share) or self.per_round or self.delists

    def does(self, policy: str, kind: str) -> bool:
        """Return whether a policy would still write facts of a kind; one not known here would."""
        falls = {"withdrawn": "automatic", "carded": "yellow-card"}
        return {
            "term-lapsed": self.ends,
            "share-falls-below": self.share == falls.get(kind, ""),
            "model-title-term": self.per_round,
            "second-card": self.delists,
            "model-title-when-civilized-lost": self.falls,
        }.get(policy, True)


def chain(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file of a profile with its text: itself, what it extends, and so on."""
    file: Path | None = path
    for _ in range(DEEPEST):
        if file is None or not file.is_file():
            return
        text = read_text(file)
        yield file, text
        found = EXTENDS.search(text)
        name = found[1] if found else ""
        if name.endswith(".toml"):
            file = file.parent / name  # an absolute name stands for itself
        else:
            file = builtin() / f"{name}.toml" if name else None


def files(path: Path) -> list[Path]:
    """Return what the profile at `path` extends, the nearest first."""
    try:
        return [file for file, _ in chain(path)][1:]
    except (BadInput, OSError):
        return []


def automatic(path: Path) -> Automatic:
    """Return the choices of the profile at `path` that do something by themselves.

    One that cannot be read has none; whoever needs it as a whole says what is wrong with it.
    """
    try:
        texts = [text for _, text in chain(path)]
        if not any(WORDS.search(text) for text in texts):
            return Automatic()
        named: dict[str, str] = {}
        for text in texts:
            named = {**choices_of(parsed(text, exact=False)), **named}
    except (BadInput, tomllib.TOMLDecodeError, OSError):
        return Automatic()
    share = named.get("share-falls-below", "")
    return Automatic(
        ends=named.get("term-lapsed") == "ends",
        share=share if share in ("automatic", "yellow-card") else "",
        per_round=named.get("model-title-term") == "per-round",
        delists=named.get("second-card") == "delists",
        falls=named.get("model-title-when-civilized-lost") != "stays-until-withdrawn",
    )


def choices_of(document: dict[str, Any]) -> dict[str, str]:
    """Return the choices of policies that a profile's file names."""
    policies = document.get("policy")
    if not isinstance(policies, dict):
        return {}
    return {
        id_: str(text["choice"])
        for id_, text in policies.items()
        if isinstance(text, dict) and "choice" in text
    }


def hearing(path: Path) -> tuple[int, str]:
    """Return after how many months a report is due by itself, 0 for none, and who hears it."""
    found = table(path, "hearing")
    months = found.get("months", 0)
    return months if isinstance(months, int) else 0, str(found.get("body", "party-group"))


def table(path: Path, name: str) -> dict[str, Any]:
    """Return a table of a profile, the nearest file's values first.

    Read as `automatic` is: without making a document of the profile; one that cannot be read has
    none.
    """
    found: dict[str, Any] = {}
    try:
        for _, text in chain(path):
            if re.search(rf"^\s*(\[{name}\]|{name}\s*[.=])", text, re.MULTILINE):
                here = parsed(text, exact=False).get(name)
                found = {**here, **found} if isinstance(here, dict) else found
    except (BadInput, tomllib.TOMLDecodeError, OSError):
        return found
    return found
