"""Eligibility: who may apply for which title and why, in a workspace or on bare facts."""

from __future__ import annotations

from civtui.verbs.verb import ANY, ON, Verb, one_of, opt, ref

TIERS = one_of("cli.honor-", "agency-level", "municipal", "provincial")

VERBS: tuple[Verb, ...] = (
    Verb(
        "", "eligibility", "civtui.workspace.answers.eligibility:eligibility",
        (
            ref("agency", required=False), opt("tier", "choice", choices=TIERS),
            opt("facts", "file"), opt("profile", default="standard"), ON,
            opt("policy", several=True, metavar="ID=CHOICE"),
            opt("civilized", "count", default=0, **ANY),
            opt("models", "count", default=0, **ANY),
            opt("offices", "count", default=0, **ANY),
        ),
        row="agency", without="facts",
    ),
)  # fmt: skip
