"""The programme as data."""

from __future__ import annotations

from civtui.verbs.verb import Verb, arg, opt

HERE = "civtui.workspace.answers.profile:"
HAND = {"screen": "it works on files of the host, before or beside a workspace"}

VERBS: tuple[Verb, ...] = (
    Verb("profile", "check", HERE + "check",
         (arg("name", required=False, default="standard", metavar="[NAME|FILE]"),),
         needs="nothing"),
    Verb("profile", "show", HERE + "show", (arg("name", required=False, metavar="[NAME|FILE]"),),
         needs="folder"),
    Verb("profile", "diff", HERE + "diff", (arg("one"), arg("other")), needs="nothing"),
    Verb("profile", "new", HERE + "new",
         (arg("file", "file", metavar="FILE"), opt("extends", default="standard")),
         needs="nothing", by_hand=HAND),
)  # fmt: skip
