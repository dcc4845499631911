"""What this plugin brings: the export format `html`."""

from __future__ import annotations

from civtui.api import Bilingual, ExportFormat, Plugin, hookimpl


@hookimpl
def civtui_describe() -> Plugin:
    """Say who this is."""
    return Plugin(
        title=Bilingual("网页报告", "Web page"),
        summary=Bilingual(
            "独立的单个网页文件，含图表，可打印",
            "One self-contained page with charts, fit to print",
        ),
        publisher="civtui",
        source="plugins/civtui-html",
        api=">=1,<2",
    )


@hookimpl
def civtui_export_formats() -> list[ExportFormat]:
    """Give the format."""
    return [
        ExportFormat(
            id="html",
            title=Bilingual("网页报告", "Web page"),
            extension=".html",
            entry="civtui_html.page:render",
        )
    ]
