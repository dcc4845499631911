"""Reports out, in the formats that plugins bring."""

from __future__ import annotations

from civtui.model.text import msg
from civtui.verbs.verb import Old, Verb, opt, ref, to

HERE = "civtui.workspace.answers.export:"

VERBS: tuple[Verb, ...] = (
    Verb(
        "",
        "export",
        HERE + "export",
        (
            ref("format", metavar="FORMAT|list"),
            opt("output", "file", flags=("-o", "--output"), proposed=HERE + "placed"),
            to("round", metavar="R", hint=msg("verbs/export.round-hint")),
            # a list on the screen offers its formats itself
            to(
                "table",
                "list",
                title=msg("verbs/export.export.table"),
                only="command",
                hint=msg("verbs/export.export.table-hint"),
            ),
            to("agency", hint=msg("verbs/export.export.agency-hint"), only="command"),
            to("sitting", only="command"),
            opt("filter", hint=msg("verbs/export.export.filter-hint"), only="command"),
        ),
        row="format",
        use="work",  # what a row of the reports is for
        long=True,
        old=(Old("export.list", word="list"),),
    ),
    Verb("export", "list", HERE + "list_"),
)
