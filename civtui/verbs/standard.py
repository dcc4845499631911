"""The standards that rounds are judged by."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import Verb, arg, opt, ref

HERE = "civtui.workspace.answers.standard:"

NAME = ref("name", "standard", metavar="ID|FILE", title=None, hint=msg("verbs/standard.name-hint"))
VERBS: tuple[Verb, ...] = (
    Verb("standard", "list", HERE + "list_"),
    Verb("standard", "check", HERE + "check", (NAME,), needs="folder"),
    Verb("standard", "burden", HERE + "burden", (NAME,), needs="maybe", row="standard"),
    Verb(
        "standard",
        "diff",
        HERE + "diff",
        (NAME._replace(id="old"), NAME._replace(id="new")),
        needs="folder",
    ),
    Verb(
        "standard",
        "rerun",
        HERE + "rerun",
        (
            ref("round", metavar="ROUND"),
            NAME,
            opt("map", "file", hint=msg("verbs/standard.standard.rerun.map-hint")),
        ),
        row="round",
    ),
    Verb(
        "standard",
        "take",
        HERE + "take",
        (ref("file", "inbox-file", metavar="FILE", title=None),),
        right=Right.MANAGE,
        preview=HERE + "foreseen_take",
        stays=msg("verbs/standard.stays"),
    ),
    Verb(
        "standard",
        "copy",
        HERE + "copy",
        (NAME, arg("id", metavar="ID")),
        right=Right.MANAGE,
        row="standard",
        stays=msg("verbs.stays-outside"),
    ),
)
