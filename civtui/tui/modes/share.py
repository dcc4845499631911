"""How an agency's share came about, office by office, and what it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.digits import digits
from civtui.model.figures import percent_text, share_text
from civtui.tui.looks import (
    BAD,
    BOLD,
    DIM,
    EMPTY,
    GOOD,
    NOTE,
    OPEN,
    TREE,
    WARN,
    YES,
    Span,
    Spans,
    line,
    tier_verdict,
    verdict,
)
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.reading import policy_words
from civtui.workspace.results.share_trace import share_trace
from civtui.workspace.results.wording import Topic
from civtui.workspace.session import Workspace
from civtui.workspace.titles.eligibility import mark
from civtui.workspace.titles.eligibility import verdict as said_of

if TYPE_CHECKING:
    from civtui.rules.eligibility import TierAnswer
    from civtui.tui.host import Host

STYLES = {True: GOOD, False: BAD, None: WARN}


class Share(Mode):
    """The trace of a share of civilized offices, as a tree.

    Args:
        agency: the agency's id.
    """

    id = "share"
    home = "agencies"
    layout = "alone"

    def __init__(self, ws: Workspace, agency: str) -> None:
        super().__init__(ws)
        self.agency = agency

    def title(self) -> str:
        """Return whose share it is."""
        return self.found.agency.name

    def load(self) -> None:
        """Trace the share."""
        self.found = share_trace(self.ws, self.agency)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return every office with what it counts, then every tier with what it needs and has."""
        agency = self.found.agency
        share = t("tui.share", part=agency.civilized, whole=agency.offices)
        lines = [line(t("tui.explain-keys"), DIM), line(share, BOLD)]
        for part in self.found.parts:
            held = t("common.separator").join(
                t("share.since", honor=t(f"cli.honor-{honor}"), since=since)
                for honor, since in part.held
            )
            lines.append(
                [
                    Span(TREE[0], DIM),
                    Span(f"{YES if part.held else EMPTY} ", GOOD if part.held else DIM),
                    Span(f"{part.office.name}  "),
                    Span(held or t("cli.honor-none"), NOTE if held else DIM),
                ]
            )
        for tier in self.found.answer.tiers:
            lines += [line(), *self._tier(tier, cells)]
        return lines

    def _tier(self, tier: TierAnswer, cells: int) -> list[Spans]:
        held = self.found.agency.honors
        glyph, said = tier_verdict(mark(held, tier)), render(said_of(held, tier))
        lines: list[Spans] = [
            [glyph, Span(f" {t('cli.honor-' + tier.tier)} ", BOLD), Span(said, glyph.style)]
        ]
        for reason in tier.reasons:
            sign = OPEN if reason.holds is None else verdict(reason.holds).text
            text = f"{TREE[0]}{sign} {render(reason.why)}"
            # the other rules need and have words, which the sentence says already
            if digits(reason.has[:1]) and digits(reason.needs[:1]):
                has = share_text(reason.has, reason.needs)
                text += f"  {t('share.figures', needs=percent_text(reason.needs), has=has)}"
            lines += paragraph(text, cells, STYLES[reason.holds])
            if reason.wording.zh:
                lines += paragraph(f"“{render(reason.wording)}”", cells, DIM, 4)
        for missing in tier.missing:
            lines += paragraph("→ " + render(missing.text), cells, WARN, 2)
        for policy in tier.policies:
            lines += paragraph(render(policy_words.said(policy.id, policy.choice)), cells, NOTE, 2)
        return lines

    def topics(self, host: Host) -> list[Topic]:
        """Return the share, the offices' title, then the tiers' gates."""
        tiers = [Topic("honor", tier.tier) for tier in self.found.answer.tiers]
        return [Topic("advanced"), Topic("honor", "civilized-office"), *tiers]
