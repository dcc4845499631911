"""`eligibility`: who may apply for which title and why, with what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from civtui.locale import render, t
from civtui.model.errors import UsageFault
from civtui.model.text import Message, msg
from civtui.rules import policies
from civtui.rules.eligibility import AgencyAnswer
from civtui.workspace.answers import Answer
from civtui.workspace.session import Workspace

GLYPHS: dict[object, str] = {True: "✓", False: "✗", None: "?"}
# of a tier: as lists say it (see `titles.eligibility.mark`)
MARKS = {"True": "✓", "False": "✗", "None": "?", "outranked": "^"}


def eligibility(
    ws: Workspace | None,
    *,
    agency: str | None,
    tier: str | None,
    facts: Path | None,
    profile: str,
    on: date | None,
    policy: Sequence[str],
    civilized: int,
    models: int,
    offices: int,
) -> Answer:
    """Answer for an agency or all of them, with other facts or policies, or for a file of facts.

    Args:
        ws: may be None where there are `facts`.
        policy: `ID=CHOICE` each; like the counts, they are supposed, nothing is written.
    """
    if facts is not None or ws is None:
        return _of_file(agency, facts, profile, tier)
    if policy or civilized or models or offices:
        from civtui.workspace.titles.next_title import what_if

        if not agency:
            raise UsageFault(msg("cli_titles.what-if-agency"))
        pairs = [text.partition("=") for text in policy]
        supposed = what_if(
            ws,
            agency,
            policies={id_: choice for id_, _, choice in pairs},
            day=on,
            civilized=civilized,
            models=models,
            offices=offices,
        )
        return _bare(supposed, tier)
    from civtui.workspace.titles.eligibility import eligibility_list, eligibility_of
    from civtui.workspace.titles.gates_ahead import bars_of_tier

    if agency:
        row, one = eligibility_of(ws, agency, tier, on)
        document: dict[str, Any] = {**one.document(), "id": row.id}
        day = on or ws.today()
        bars = {a.tier: bars_of_tier(ws, row.id, a.tier, day) for a in one.tiers if a.eligible}
        return Answer(document, lambda: _lines(one, row.honors, bars))
    answers = eligibility_list(ws, tier, on)

    def lines() -> Iterator[str]:
        for judged in answers:
            tiers = zip(judged.marks, judged.answer.tiers, strict=True)
            marks = "  ".join(f"{MARKS[mark]} {t('rules.honor-' + a.tier)}" for mark, a in tiers)
            yield f"{marks}  {judged.answer.agency}"

    return Answer([{**answer.document(), "id": row.id} for row, answer in answers], lines)


def _of_file(agency: str | None, facts: Path | None, profile: str, tier: str | None) -> Answer:
    from civtui.workspace.titles.eligibility_facts import assess_file

    if agency or facts is None:
        raise UsageFault(msg("cli_eligibility.facts-or-agency"))
    return _bare(assess_file(facts, profile), tier)


def _bare(answer: AgencyAnswer, tier: str | None) -> Answer:
    """Answer with what no workspace holds; only of one tier, if it is named."""
    if tier:
        answer = answer._replace(tiers=tuple(a for a in answer.tiers if a.tier == tier))
    return Answer(answer.document(), lambda: _lines(answer))


def _lines(
    answer: AgencyAnswer,
    held: Collection[str] = (),
    bars: Mapping[str, Sequence[Message]] = MappingProxyType({}),
) -> Iterator[str]:
    from civtui.workspace.titles.eligibility import mark, verdict

    yield f"{answer.agency}  {answer.as_of}"
    for tier in answer.tiers:
        said = render(verdict(held, tier))
        yield f"{MARKS[mark(held, tier)]} {t('rules.honor-' + tier.tier)}: {said}"
        for reason in tier.reasons:
            wording = f"「{render(reason.wording)}」" if reason.wording.zh else ""
            yield f"    {GLYPHS[reason.holds]} {render(reason.why)} {wording}".rstrip()
        for missing in tier.missing:
            yield f"    → {render(missing.text)}"
        yield from (f"    {render(bar)}" for bar in bars.get(tier.tier, ()))
        for policy in tier.policies:
            yield "    " + render(policies.said(policy.id, policy.choice))
    yield t("cli_eligibility.right-not-award")
