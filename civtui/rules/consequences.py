"""What a shut gate bars: one table from each gate to the deeds that ask it, as of their day.

A gate is asked again by every deed that it bars, not once by the check of an application: what
happens in between counts (严格标准, 能上能下).
"""

from __future__ import annotations

from typing import NamedTuple

# the deeds of the way to a title -> the verbs that do them
DEEDS: dict[str, tuple[str, ...]] = {
    "apply": ("apply.add",),
    "check": ("apply.check",),
    "decide": ("decide.add",),
    "notice": ("notice.add",),
    "submit": ("apply.submit",),
    "result": ("apply.result",),
    "grant": ("honor.grant",),
    "keep": ("honor.keep",),
    "restore": ("honor.restore",),
    "office-decide": ("decide.inside", "decide.add"),
    "office-grant": ("honor.grant",),
    "office-keep": ("honor.keep",),
    "reward": ("reward.list",),
}
TO_TITLE = ("decide", "notice", "submit", "grant")
OF_OFFICE = ("office-decide", "office-grant", "office-keep")


class Consequence(NamedTuple):
    """A gate and the deeds that it bars.

    Args:
        gate: id of the policy that says `barred` (`required`) or `flagged`; the gate of the
            profile, which has no policy of its own, is `gate`.
        deeds: keys of `DEEDS`.
        noted: deeds that it is only noted with, whatever the policy: what a higher body has
            decided is recorded as its document says.
    """

    gate: str
    deeds: tuple[str, ...]
    noted: tuple[str, ...] = ()


CONSEQUENCES: tuple[Consequence, ...] = (
    Consequence("title-needs-result", OF_OFFICE),
    Consequence("one-post-two-duties", (*OF_OFFICE, "reward")),
    Consequence("target-duty", ("decide", "grant", "keep", "reward")),
    Consequence("reward-links", OF_OFFICE),
    Consequence("vetoes", ("apply", *TO_TITLE, "keep", "restore", "reward"), noted=("result",)),
    Consequence("open-card", ("apply", *TO_TITLE, "keep", "restore", "reward"), noted=("result",)),
    Consequence("reapply-after-years", ("apply", *TO_TITLE), noted=("result",)),
    Consequence("merger-delisting", (), noted=("apply", *TO_TITLE, "result")),
    Consequence("higher-title", ("apply", "check", *TO_TITLE), noted=("result",)),
    Consequence("gate", (*TO_TITLE, "keep"), noted=("result",)),
)
# the choices that bar
BARRING = ("barred", "required")


def gates_of(deed: str) -> tuple[str, ...]:
    """Return the gates that a deed asks, in the order in which they are asked."""
    return tuple(c.gate for c in CONSEQUENCES if deed in (*c.deeds, *c.noted))


def only_noted(gate: str, deed: str) -> bool:
    """Return whether a gate is only noted with a deed, whatever the policy says."""
    return any(c.gate == gate and deed in c.noted for c in CONSEQUENCES)


def page() -> str:
    """Return `docs/gates.md`: which gate bars which deed."""
    heads = ["gate", *DEEDS]
    rows = [
        [
            f"`{one.gate}`",
            *(
                "noted" if deed in one.noted else "bars" if deed in one.deeds else ""
                for deed in DEEDS
            ),
        ]
        for one in CONSEQUENCES
    ]
    table = [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
    verbs = [f"| {deed} | {', '.join(f'`{verb}`' for verb in by)} |" for deed, by in DEEDS.items()]
    return "\n".join([*PAGE, *table, "", "| deed | verbs |", "| --- | --- |", *verbs, ""])


PAGE = (
    "# Gates / 关口",
    "",
    "Every deed on the way from a mark to a title asks the gates below again, as of its own day.",
    "The policy of a gate in the profile says `barred` (`required`) or `flagged`: a barred deed is",
    "refused with rule, reason and way out, a flagged gate is noted with the answer. `gate` is the",
    "profile's own gate of the honor, `reapply-after-years` the waiting time after a delisting:",
    "they bar by themselves. What a higher body decided is recorded as it is (`noted`), and asked",
    "of the honor that it gave, which may be another than was applied for. `merger-delisting`",
    "names the delisting of an agency that was merged, where the profile leaves the guidance group",
    "to decide whether it bars: no agency honor is granted or recommended without its decision.",
    "`higher-title` bars by itself, too: who holds a higher agency honor (a registry or a merger",
    "brought it) is given no lower one; one that is held beside it is renewed as any other.",
    "A model office is chosen out of a closed selection, whatever `title-needs-result` says: an",
    "office that was in none is put up for no model title, no more than one that is not civilized.",
    "To be kept, an office's title needs a result of the term that runs out: the newest round that",
    "counted it, closed after the title began or was kept last, carries it. One that no round ever",
    "counted (it came by an import) is kept, and that is noted.",
    "",
    "What is asked of targets and duties does not end with the calendar year, and neither does",
    "`year roll` change it: decisions fall around the New Year, and are about the year judged.",
    "",
    "- `target-duty`: a duty that failed, or is open after its term, bars until it is done, of",
    "  whatever year it is, and once. One carried into the next year is late by the term it had",
    "  until it has one of its own there, which counts from that year on; done in a later year, it",
    "  is done.",
    "- `one-post-two-duties`: of each post the verdict given last counts. A post not judged yet in",
    "  the new year has neither failed nor passed there: the verdict of the last year stands. One",
    "  that is on record no more counts until all posts of its office are judged in a later year.",
    "- `reward-links` counts the same posts, and of study results those of the last year that has",
    "  any. Posts of which none was ever judged have not met their targets.",
    "- A deed with an office's title rests on a round: posts and links are asked as of the year in",
    "  which that round was closed, too, so what was missed in it is not made up for by the next.",
    "- A list of rewards (`reward list --year`) asks as of the end of its year, or of today: what",
    "  was left open then stays so in it, also where it was carried on, and done, since.",
    "",
    "Each refusal names the year of the duty or post. A verdict that was wrong is corrected in its",
    "own year, with a reason where that is closed.",
    "",
)
