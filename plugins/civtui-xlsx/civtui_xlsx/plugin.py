"""What this plugin brings: the export format `xlsx`."""

from __future__ import annotations

from civtui.api import Bilingual, ExportFormat, Plugin, hookimpl


@hookimpl
def civtui_describe() -> Plugin:
    """Say who this is."""
    return Plugin(
        title=Bilingual("Excel 工作簿", "Excel workbook"),
        summary=Bilingual(
            "带格式与冻结表头的工作簿，每节一张表", "A formatted workbook, a sheet a section"
        ),
        publisher="civtui",
        source="plugins/civtui-xlsx",
        api=">=1,<2",
    )


@hookimpl
def civtui_export_formats() -> list[ExportFormat]:
    """Give the format."""
    return [
        ExportFormat(
            id="xlsx",
            title=Bilingual("Excel 工作簿", "Excel workbook"),
            extension=".xlsx",
            entry="civtui_xlsx.workbook:render",
            binary=True,
        )
    ]
