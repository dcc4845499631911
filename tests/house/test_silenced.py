"""A line that the checkers are told to pass over says beside it why."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("civtui", "tests", "plugins", "benchmarks")
# the sign, then what it silences, then a reason of a word at least
SILENCED = re.compile(
    r"#\s*(?:noqa\b(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[a-z, -]+\])?|fmt:\s*(?:skip|off))(.*)$"
)
REASON = re.compile(r"\s*(?:-|#)\s*\w+")


def test_every_silenced_line_says_why() -> None:
    bare = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if any(
                part == "build" or part.startswith(".") for part in path.relative_to(ROOT).parts
            ):
                continue
            for place, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                found = SILENCED.search(line)
                if found and path != Path(__file__).resolve() and not REASON.match(found[1]):
                    bare.append(f"{path.relative_to(ROOT)}:{place}")
    assert bare == []


def test_the_rule_is_seen_to_bite() -> None:
    for sign in ("noqa: E501", "type: ignore[arg-type]", "noqa", "fmt: skip"):
        line = f"x = 1  # {sign}"
        found = SILENCED.search(line)
        assert found and not REASON.match(found[1])
        told = SILENCED.search(f"{line} # a reason")
        assert told and REASON.match(told[1])
