"""The inbox: files that were copied into the workspace, and what each could be."""

from __future__ import annotations

from civtui.verbs.verb import Verb, ref

HERE = "civtui.workspace.answers.inbox:"
BY_HAND = {"screen": "the inbox is a place of its own: Enter on a file says what it could be"}

VERBS: tuple[Verb, ...] = (
    Verb("inbox", "list", HERE + "list_", long=True, by_hand=BY_HAND),
    Verb(
        "inbox",
        "show",
        HERE + "show",
        (ref("file", "inbox-file", metavar="FILE", title=None),),
        row="inbox-file",
        long=True,
        by_hand=BY_HAND,
    ),
)
