"""`eligibility`: who may apply for which title and why, in a workspace or on bare facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.saying import DAY
from civtui.locale import render, t
from civtui.model.errors import UsageFault
from civtui.model.text import msg

if TYPE_CHECKING:
    from civtui.rules.eligibility import AgencyAnswer

TIERS = ("agency-level", "municipal", "provincial")
GLYPHS = {True: "✓", False: "✗", None: "?"}


@click.command(help=t("cli_eligibility.help"))
@click.argument("agency", required=False)
@click.option("--tier", type=click.Choice(TIERS), help=t("cli_eligibility.help-tier"))
@click.option("--facts", type=click.Path(path_type=Path), help=t("cli_eligibility.help-facts"))
@click.option("--profile", default="standard", help=t("cli_eligibility.help-profile"))
@click.option("--on", "on", type=DAY, help=t("cli_titles.help-on"))
@click.option("--policy", "policies", multiple=True, metavar="ID=CHOICE",
              help=t("cli_titles.help-policy"))  # fmt: skip
@click.option("--civilized", default=0, help=t("cli_titles.help-civilized"))
@click.option("--models", default=0, help=t("cli_titles.help-models"))
@click.option("--offices", default=0, help=t("cli_titles.help-offices"))
@json_option
@click.pass_obj
def eligibility(
    face: Face,
    /,
    agency: str | None,
    tier: str | None,
    facts: Path | None,
    profile: str,
    on: date | None,
    as_json: bool,
    **changed: Any,
) -> int:
    """Say who may apply for which title, with reasons and what is missing."""
    if facts is not None:
        if agency:
            raise UsageFault(msg("cli_eligibility.facts-or-agency"))
        from civtui.workspace.eligibility_facts import assess_file

        answer = assess_file(facts, profile)
        if tier:
            answer = answer._replace(tiers=tuple(a for a in answer.tiers if a.tier == tier))
        return emit(answer.document(), as_json, lambda: _lines(answer))
    from civtui.workspace.eligibility import eligibility_list, eligibility_of

    ws = face.open()
    if any(changed.values()):
        return _what_if(face, agency, tier, on, changed, as_json)
    if agency:
        row, one = eligibility_of(ws, agency, tier, on)
        document: dict[str, Any] = {**one.document(), "id": row.id}
        return emit(document, as_json, lambda: _lines(one))
    answers = eligibility_list(ws, tier, on)
    documents = [{**answer.document(), "id": row.id} for row, answer in answers]

    def lines() -> Iterator[str]:
        for _, one in answers:
            marks = "  ".join(f"{GLYPHS[a.eligible]} {t('cli.honor-' + a.tier)}" for a in one.tiers)
            yield f"{marks}  {one.agency}"

    return emit(documents, as_json, lines)


def _what_if(
    face: Face,
    agency: str | None,
    tier: str | None,
    on: date | None,
    changed: dict[str, Any],
    as_json: bool,
) -> int:
    """Answer for facts and policies that are others than the workspace's; nothing is written."""
    from civtui.workspace.titles.desk import what_if

    if not agency:
        raise UsageFault(msg("cli_titles.what-if-agency"))
    pairs = [text.partition("=") for text in changed.pop("policies")]
    answer = what_if(
        face.open(), agency, policies={id_: choice for id_, _, choice in pairs}, day=on, **changed
    )
    if tier:
        answer = answer._replace(tiers=tuple(a for a in answer.tiers if a.tier == tier))
    return emit(answer.document(), as_json, lambda: _lines(answer))


def _lines(answer: AgencyAnswer) -> Iterator[str]:
    yield f"{answer.agency}  {answer.as_of}"
    for tier in answer.tiers:
        verdict = t(f"cli_eligibility.eligible-{tier.eligible}")
        yield f"{GLYPHS[tier.eligible]} {t('cli.honor-' + tier.tier)}: {verdict}"
        for reason in tier.reasons:
            wording = f"「{render(reason.wording)}」" if reason.wording.zh else ""
            yield f"    {GLYPHS[reason.holds]} {render(reason.why)} {wording}".rstrip()
        for missing in tier.missing:
            yield f"    → {render(missing.text)}"
        for policy in tier.policies:
            yield "    " + t("cli_eligibility.by-policy", id=policy.id, choice=policy.choice)
    yield t("cli_eligibility.right-not-award")
