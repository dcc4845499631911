"""The programme as data."""

from __future__ import annotations

from civtui.model.text import msg
from civtui.verbs.verb import Verb, arg, opt

HERE = "civtui.workspace.answers.profile:"
HAND = {"screen": "it works on files of the host, before or beside a workspace"}
NAME = arg(
    "name",
    required=False,
    metavar="[NAME|FILE]",
    title=msg("verbs/profile.name"),
    hint=msg("verbs/profile.name-hint"),
)

VERBS: tuple[Verb, ...] = (
    Verb("profile", "check", HERE + "check", (NAME,), needs="folder"),
    Verb("profile", "show", HERE + "show", (NAME,), needs="folder"),
    Verb("profile", "diff", HERE + "diff", (arg("one"), arg("other")), needs="nothing"),
    Verb(
        "profile",
        "new",
        HERE + "new",
        (arg("file", "file", metavar="FILE"), opt("extends", default="standard")),
        needs="nothing",
        by_hand=HAND,
    ),
)
