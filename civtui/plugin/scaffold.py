"""Makes a new plugin package that passes the checks as it stands."""

from __future__ import annotations

import getpass
import keyword
import re
import sys
from pathlib import Path

from civtui.model.errors import BadInput, Refused, UsageFault, nearest
from civtui.model.text import msg
from civtui.plugin.finding import canonical

TEMPLATES = Path(__file__).with_name("templates")
KINDS = ("scheme", "export", "culture-program", "importer", "signal", "data-program")


def new(kind: str, folder: Path, publisher: str = "") -> list[Path]:
    """Write a plugin package of a kind and return its files.

    Args:
        kind: one of `KINDS`.
        folder: new or empty; its name becomes the name of the package.
        publisher: who will answer for it; the operating system's user where empty.

    Raises:
        UsageFault: no such kind.
        Refused: the folder is not empty.
        BadInput: the folder's name cannot be a package's name.
    """
    if kind not in KINDS:
        close = nearest(kind, KINDS)
        raise UsageFault(msg("plugin.no-kind"), value=kind, allowed=KINDS, nearest=close)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(msg("plugin.folder-taken"), where={"file": str(folder)})
    name = canonical(folder.absolute().name)
    module = name.replace("-", "_")
    taken = module in sys.stdlib_module_names or keyword.iskeyword(module) or module == "civtui"
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or taken:
        raise BadInput(msg("plugin.bad-name"), value=folder.name, allowed=msg("plugin.name-form"))
    local = name.removeprefix("civtui-")
    words = {
        "name": name,
        "module": module,
        "local": local,
        "title": local.replace("-", " ").capitalize(),
        "publisher": (publisher or getpass.getuser()).replace('"', ""),
        "entry": module if kind == "data-program" else f"{module}.plugin",
    }
    words["what"] = f"{words['title']}: a plugin of civtui (kind {kind})."
    files = {
        "pyproject.toml": "pyproject.toml",
        "README.md": "README.md",
        "tests/test_conformance.py": "test_conformance.py",
    }
    if kind == "data-program":
        files[f"{module}/plugin.toml"] = "data-program.toml"
    else:
        files |= {f"{module}/__init__.py": "__init__.py", f"{module}/plugin.py": f"{kind}.py"}
    return [_write(folder / target, source, words) for target, source in files.items()]


def _write(target: Path, source: str, words: dict[str, str]) -> Path:
    text = (TEMPLATES / f"{source}.txt").read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace("{{" + word + "}}", value)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target
