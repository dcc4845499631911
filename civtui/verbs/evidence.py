"""Evidence: papers and pictures, kept once, and what they serve."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import Verb, arg, ref

HERE = "civtui.workspace.answers.evidence:"

VERBS: tuple[Verb, ...] = (
    Verb("evidence", "add", HERE + "add",
         (arg("files", "file", several=True, catalogue="paper"),), right=Right.FILE,
         inverse="ledger.void"),
    Verb("evidence", "list", HERE + "list_"),
    Verb("evidence", "show", HERE + "show",
         (ref("evidence", metavar="HASH", title=None,
              hint=msg("verbs/evidence.evidence.show.evidence-hint")),),
         row="evidence"),
    Verb("evidence", "check", HERE + "check"),
)  # fmt: skip
