"""Changes one setting of `civtui.toml` and leaves what people wrote around it as it is."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from civtui.workspace.files.changing import change

SECTION = re.compile(r"^\s*\[\s*workspace\s*\]\s*(#.*)?$")


def put_setting(folder: Path, key: str, value: str) -> None:
    """Set `key` of the workspace's settings, by a new file in the place of the old one.

    Raises:
        MachineFault: the file cannot be locked, read or written.
        ValueError: it is no TOML.
    """
    change(folder / "civtui.toml", lambda text: with_setting(text, key, value))


def with_setting(text: str, key: str, value: str) -> str:
    """Return the TOML `text` with `key` of its section `workspace` set to `value`.

    What people wrote stays as it is, unless the section is written in a way that no line can be
    put into; then the document is written anew.

    Raises:
        ValueError: `text` is no TOML.
    """
    wanted = tomllib.loads(text)
    wanted.setdefault("workspace", {})[key] = value
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    lines, at = text.splitlines(), None
    own = re.compile(rf"^\s*{re.escape(key)}\s*=")
    for place, found in enumerate(lines):
        if SECTION.match(found):
            at = place
        elif at is not None and found.lstrip().startswith("["):
            break
        elif at is not None and own.match(found):
            lines[place] = line
            break
    else:
        place = len(lines)
    if line not in lines:
        if at is None:
            lines += ["[workspace]", line]
        else:
            lines.insert(at + 1, line)
    made = "\n".join([*lines, ""])
    try:
        if tomllib.loads(made) == wanted:
            return made
    except tomllib.TOMLDecodeError:
        pass
    import tomli_w

    return tomli_w.dumps(wanted)
