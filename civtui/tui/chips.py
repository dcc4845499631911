"""The filter as chips: one term each, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from civtui import locale
from civtui.locale import t
from civtui.tui.looks import BAR, DIM, Span, Spans

if TYPE_CHECKING:
    from civtui.tui.host import Host
    from civtui.workspace.finding.query import Term


def chip_line(terms: Sequence[Term]) -> Spans:
    """Return the line of chips, nothing where there is no term."""
    lang = locale.current()
    spans: Spans = []
    for term in terms:
        spans += [Span(" "), Span(f" {term.shown(lang)} ", BAR)]
    return [*spans, Span("  "), Span(t("finding.chips-keys"), DIM)] if spans else []


def drop_last(host: Host) -> None:
    """Take the last term of the filter away."""
    host.mode.text = host.mode.query().without_last().shown(locale.current())
    host.reload()
    host.say("")
