"""Foreign files as sheets, read by the importer of an enabled plugin in its worker."""

from __future__ import annotations

from pathlib import Path

from civtui.exchange.tables import Sheet
from civtui.files import read_bytes
from civtui.workspace.session import Workspace

MOST_BYTES = 16 * 1024 * 1024


def sheets_by_plugin(ws: Workspace, path: Path) -> list[Sheet] | None:
    """Return the sheets of a file that an enabled plugin reads, None where none claims its kind.

    Args:
        path: the file; the first importer by plugin that names its extension reads it.

    Raises:
        BadInput: the file cannot be read, is too large, or the importer says it is bad.
        PluginError: the importer failed.
    """
    kind = path.suffix.lower()
    for importer in ws.host.importers() if ws.plugins_allowed else ():
        if kind not in (extension.lower() for extension in importer.record.extensions):
            continue
        data = read_bytes(path, MOST_BYTES)
        read = ws.host.call("importer", importer.id, {"name": path.name, "data": data})
        return [Sheet(one["name"], [list(row) for row in one["rows"]], {}) for one in read]
    return None
