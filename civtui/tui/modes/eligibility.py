"""Mode 4: who may apply for which title, with each reason, its wording, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, OPEN, WARN, Span, Spans, line, verdict
from civtui.tui.modes.base import Mode
from civtui.tui.places import place
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.eligibility import eligibility_list
from civtui.workspace.finding.fields import ELIGIBILITY, eligibility_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.policy_words import said
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from civtui.tui.host import Host

STYLES = {True: GOOD, False: BAD, None: WARN}


class Eligibility(Mode):
    """Every agency with the three tiers."""

    id = "eligibility"
    row_of = "agency"
    filters = True

    def filter_fields(self) -> Fields:
        """Return the fields of an agency and of what it may apply for."""
        return ELIGIBILITY

    def load(self) -> None:
        """Judge every agency that the filter finds."""
        query = self.query()
        self.found = {
            row.id: (row, answer)
            for row, answer in eligibility_list(self.ws)
            if not query.terms or query.matches(eligibility_record(row, answer))
        }
        self.rows = [
            Row(
                row.id,
                (
                    row.short or row.name,
                    t(f"tui.short-{row.honor or 'none'}"),
                    *(verdict(tier.eligible).text for tier in answer.tiers),
                    f"{row.civilized}/{row.offices}",
                ),
                (BOLD, DIM, *(STYLES[tier.eligible] for tier in answer.tiers), DIM),
            )
            for row, answer in self.found.values()
        ]

    def columns(self) -> list[Column]:
        """Return name, what it holds, the three tiers, the share."""
        return [
            Column(t("tui.column-agency"), 0),
            Column(t("tui.column-honor"), 8),
            Column(t("tui.column-tier1"), 4, "center"),
            Column(t("tui.column-tier2"), 4, "center"),
            Column(t("tui.column-tier3"), 4, "center"),
            Column(t("tui.column-share"), 6, "right"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return every tier with its reasons, what is missing, and the policies that decided."""
        if row is None:
            return []
        agency, answer = self.found[row.id]
        lines = paragraph(agency.name, cells, BOLD)
        for tier in answer.tiers:
            glyph = verdict(tier.eligible)
            verdict_text = t(f"cli_eligibility.eligible-{tier.eligible}")
            lines += [
                line(),
                [
                    glyph,
                    Span(f" {t('cli.honor-' + tier.tier)} ", BOLD),
                    Span(verdict_text, glyph.style),
                ],
            ]
            for missing in tier.missing:
                lines += paragraph("→ " + render(missing.text), cells, WARN, 2)
            for reason in tier.reasons:
                mark = verdict(reason.holds).text if reason.holds is not None else OPEN
                lines += paragraph(f"{mark} {render(reason.why)}", cells, STYLES[reason.holds], 2)
                if reason.wording.zh:
                    lines += paragraph(f"“{render(reason.wording)}”", cells, DIM, 4)
            for policy in tier.policies:
                lines += paragraph(render(said(policy.id, policy.choice)), cells, NOTE, 2)
        return [*lines, line(), *paragraph(t("cli_eligibility.right-not-award"), cells, DIM)]

    def do_open(self, desk: Host) -> None:
        """Go to the agency's next rung."""
        if desk.grid.current is not None:
            desk.push(place(self.ws, "rung", agency=desk.grid.current.id))

    def do_file(self, desk: Host) -> None:
        """Apply for the next rung of the agency."""
        from civtui.tui.modes.applying import file_application
        from civtui.workspace.titles.applications import next_tier

        if desk.grid.current is None:
            return
        agency, _ = self.found[desk.grid.current.id]
        file_application(self.ws, desk, agency.id, next_tier(agency.honors))

    def do_cases(self, desk: Host) -> None:
        """Show the applications."""
        desk.push(place(self.ws, "cases"))

    def do_explain_share(self, desk: Host) -> None:
        """Open how the agency's share came about."""
        if desk.grid.current is not None:
            desk.push(place(self.ws, "share", agency=desk.grid.current.id))

    def topics(self, desk: Host) -> list[Topic]:
        """Return the tiers with their gates, those not held first, and what policies decided."""
        row = desk.grid.current
        if row is None:
            return [Topic("advanced")]
        agency, answer = self.found[row.id]
        tiers = sorted(answer.tiers, key=lambda tier: tier.tier in agency.honors)
        policies = dict.fromkeys(p.id for tier in answer.tiers for p in tier.policies)
        return [
            *(Topic("honor", tier.tier) for tier in tiers),
            *(Topic("policy", id_) for id_ in policies),
        ]
