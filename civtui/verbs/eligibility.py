"""Eligibility: who may apply for which title and why, in a workspace or on bare facts."""

from __future__ import annotations

from civtui.model.text import msg
from civtui.verbs.verb import ANY, AS_OF, Verb, one_of, opt, ref

TIERS = one_of("cli.honor-", "agency-level", "municipal", "provincial")
MORE = msg("verbs/eligibility.more-hint")

VERBS: tuple[Verb, ...] = (
    Verb(
        "",
        "eligibility",
        "civtui.workspace.answers.eligibility:eligibility",
        (
            ref("agency", required=False),
            opt("tier", "choice", choices=TIERS),
            opt("facts", "file", hint=msg("verbs/eligibility.eligibility.facts-hint")),
            opt(
                "profile",
                default="standard",
                hint=msg("verbs/eligibility.eligibility.profile-hint"),
            ),
            AS_OF,
            opt(
                "policy",
                several=True,
                metavar="ID=CHOICE",
                hint=msg("verbs/eligibility.eligibility.policy-hint"),
            ),
            opt("civilized", "count", default=0, hint=MORE, **ANY),
            opt("models", "count", default=0, hint=MORE, **ANY),
            opt("offices", "count", default=0, hint=MORE, **ANY),
        ),
        row="agency",
        without="facts",
    ),
)
