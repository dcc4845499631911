"""Every table of the projections, to be held against itself at another time."""

from civtui.ledger.projections import TABLES
from civtui.workspace.session import Workspace

Tables = dict[str, list[tuple[object, ...]]]


def tables_of(ws: Workspace) -> Tables:
    """Return the rows of every table but the one that says what was taken back."""
    connection = ws.ledger.connection
    return {
        table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)
        for table in TABLES
        if table != "voided"
    }
