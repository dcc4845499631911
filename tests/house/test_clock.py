"""One clock: what a day means is asked of `Workspace.today`, never of the machine's own clock."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# who reads the machine's clock, and for what
READERS = {
    "ledger/migrating.py": "when a step ran",
    "ledger/swapping.py": "the name of a file that is set aside",
    "plugin/tracing.py": "a line of a plugin's trace",
    "workspace/files/archive.py": "when an archive was made",
    "workspace/automatic/overlay.py": "rows that no one sees and nothing keeps",
    "workspace/files/identity.py": "the moment of the fact that names an old ledger",
    "workspace/files/machine.py": "whether that clock can be right, and its zone",
    "workspace/files/reports.py": "when a report was written",
    "workspace/session.py": "the one place: `now` and `today`",
    "workspace/fault_reports.py": "when a program fault came about",
}
CLOCK = re.compile(
    r"date\.today\(\)|datetime\.now\(|utcnow\(|time\.time\(\)|localtime\("
    r"|(?:strftime|date|datetime|julianday)\('(?:%[^']*', *')?now'|CURRENT_(?:DATE|TIME)"
)


def test_only_those_named_read_the_machine_s_clock() -> None:
    found = {
        str(path.relative_to(ROOT / "civtui"))
        for pattern in ("*.py", "*.sql")
        for path in (ROOT / "civtui").rglob(pattern)
        if CLOCK.search(path.read_text("utf-8"))
    }
    assert found == set(READERS)
    plugins = (ROOT / "plugins").rglob("*.py")
    assert [p for p in plugins if CLOCK.search(p.read_text("utf-8"))] == []
