"""The keys of the screen, and what is wrong with a user's own."""

from __future__ import annotations

from civtui.verbs.verb import Verb, opt

FACE = "keys belong to the screen, which no workspace function knows"
BY_HAND = {"command": FACE, "screen": "F1 shows the keys of a mode"}

VERBS: tuple[Verb, ...] = (
    Verb("keys", "check", "", needs="folder", command="civtui.cli.keys:check", by_hand=BY_HAND),
    Verb(
        "keys",
        "list",
        "",
        (opt("mode"),),
        needs="folder",
        command="civtui.cli.keys:list_",
        by_hand=BY_HAND,
    ),
)
