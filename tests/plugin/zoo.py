"""The zoo: plugins that do what no plugin should, each a few lines."""

from __future__ import annotations

HEAD = """
from civtui.api import Bilingual, Column, CultureProgram, Field, Form, Indicator, Table, View
from civtui.api import ExportFormat, WarningSignal, hookimpl
import os, sys, time

@hookimpl
def civtui_culture_programs():
    form = Form(id="entry", title=Bilingual("记录", "Entry"),
                fields=(Field(id="text", title=Bilingual("内容", "Text")),))
    view = View(id="view", title=Bilingual("视图", "View"), entry="{module}:act")
    number = Indicator(id="number", title=Bilingual("数", "Number"), entry="{module}:act")
    return [CultureProgram(id="animal", title=Bilingual("动物", "Animal"), forms=(form,),
                           views=(view,), indicators=(number,))]

@hookimpl
def civtui_export_formats():
    return [ExportFormat(id="animal", title=Bilingual("动物", "Animal"), extension="x",
                         entry="{module}:act")]

@hookimpl
def civtui_warning_signals():
    return [WarningSignal(id="animal", title=Bilingual("动物", "Animal"), entry="{module}:act")]

def good():
    return Table(columns=(Column(title="t"),), rows=(("fine",),))

"""

# what is wrong before anything is called: name -> (code, state, part of the reason in English)
AT_THE_DOOR: dict[str, tuple[str, str, str]] = {
    "import-error": ("import no_such_module_anywhere", "broken", "no_such_module_anywhere"),
    "raises": ("raise RuntimeError('boom')", "broken", "boom"),
    "exits": ("raise SystemExit(3)", "broken", "SystemExit"),
    "leaves": ("import os; os._exit(7)", "broken", "status 7"),
    "loops": ("while True: pass", "slow", "s"),
    "loops-and-holds-on": (
        "import time\nwhile True:\n    try:\n        while True: time.sleep(0.01)\n"
        "    except BaseException: pass",
        "slow",
        "s",
    ),
    "eats": ("x = bytearray(5 * 1024 ** 3)", "broken", "memory"),
    "syntax": ("def (", "broken", "SyntaxError"),
    "misspelt-hook": (
        "from civtui.api import hookimpl\n@hookimpl\ndef civtui_calculator(): return []",
        "broken",
        "civtui_calculators",
    ),
    "wrong-signature": (
        "from civtui.api import hookimpl\n@hookimpl\ndef civtui_calculators(city): return []",
        "broken",
        "city",
    ),
    "wrong-record": (
        "from civtui.api import hookimpl\n@hookimpl\ndef civtui_calculators(): return ['mean']",
        "broken",
        "str",
    ),
    "lazy-hook": (
        "from civtui.api import hookimpl\n@hookimpl\ndef civtui_calculators():\n"
        "    yield from ()\n    raise ValueError('later')",
        "broken",
        "later",
    ),
    "entry-absent": (HEAD + "def akt(payload): return good()", "broken", "akt"),
    "other-api": (
        "from civtui.api import Bilingual, Plugin, hookimpl\n@hookimpl\n"
        "def civtui_describe(): return Plugin(title=Bilingual('甲'), api='>=9')",
        "broken",
        ">=9",
    ),
    "unknown-field": (
        "from civtui.api import Bilingual, Calculator, hookimpl\n@hookimpl\n"
        "def civtui_calculators():\n"
        "    return [Calculator(id='a', title=Bilingual('甲'), entry='a:b', exat=True)]",
        "broken",
        "exat",
    ),
    "same-id-twice": (
        "from civtui.api import Bilingual, Calculator, hookimpl\n@hookimpl\n"
        "def civtui_calculators():\n    import os\n"
        "    return 2 * [Calculator(id='a', title=Bilingual('甲'), entry='os:getcwd')]",
        "broken",
        "id a",
    ),
    "closes-descriptors": ("import os\nos.closerange(0, 20)", "broken", "status"),
    "kills-itself": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "broken",
        "SIGKILL",
    ),
}

# what goes wrong in a call: name -> (code of `act`, message key of the fault)
IN_A_CALL: dict[str, tuple[str, str]] = {
    "call-raises": ("    raise KeyError('boom')", "plugin.call-raised"),
    "call-exits": ("    sys.exit(1)", "plugin.call-raised"),
    "call-leaves": ("    os._exit(0)", "plugin.died"),
    "call-loops": ("    while True: pass", "plugin.out-of-time"),
    "call-loops-and-holds-on": (
        "    while True:\n        try:\n            while True: time.sleep(0.01)\n"
        "        except BaseException: pass",
        "plugin.killed",
    ),
    "call-eats": ("    x = bytearray(5 * 1024 ** 3)", "plugin.out-of-memory"),
    "call-gives-nothing": ("    return None", "plugin.wrong-type"),
    "call-gives-a-lambda": ("    return lambda: 1", "plugin.wrong-type"),
    "call-gives-a-late-error": (
        "    def late():\n        yield good()\n        raise ValueError('late')\n"
        "    return late()",
        "plugin.wrong-type",
    ),
    "call-gives-a-misshapen-view": (
        "    return {'kind': 'table', 'columns': [{'title': 't'}], 'rows': [[1, 2]]}",
        "plugin.wrong-shape",
    ),
    "call-gives-50-mb": (
        "    return Table(columns=(Column(title='t'),), rows=(('x' * 50_000_000,),))",
        "plugin.too-big",
    ),
    "call-recurses": ("    return act(payload)", "plugin.call-raised"),
}

# what must not show and not hurt: name -> code of `act`, which then answers as it should
STRAY: dict[str, str] = {
    "prints": "    print('STRAY'); print('STRAY', file=sys.stderr)\n    return good()",
    "writes-to-1": "    os.write(1, b'STRAY\\x1b[2J')\n    return good()",
    "writes-to-all": (
        "    for d in range(3):\n        try: os.write(d, b'STRAY')\n        except OSError: pass\n"
        "    return good()"
    ),
    "child-writes": "    os.system('echo STRAY; echo STRAY >&2')\n    return good()",
    "forks": "    pid = os.fork()\n    if pid: os.waitpid(pid, 0)\n    return good()",
    "changes-signals": (
        "    import signal\n    for s in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT):\n"
        "        signal.signal(s, signal.SIG_IGN)\n    return good()"
    ),
    "changes-locale": (
        "    import locale, os\n    locale.setlocale(locale.LC_ALL, 'C')\n    os.chdir('/')\n"
        "    sys.stdout = None\n    return good()"
    ),
    "leaks-threads": (
        "    import threading\n    threading.Thread(target=time.sleep, args=(3600,)).start()\n"
        "    return good()"
    ),
    "gives-control-characters": (
        "    columns = (Column(title='[bold]\\x1b[31m'),)\n"
        "    return Table(columns=columns, rows=(('\\x1b]0;x\\x07[/]',),))"
    ),
}


# a TOML file instead of code: name -> (text, state, part of what `plugin enable` says)
DATA: dict[str, tuple[str, str, str]] = {
    "data-bad-translation": (
        "[[translations]]\nid = 'w'\ntitle = '甲'\nlang = 'zh'\n"
        "[translations.texts]\n'tui.filtered' = '{txt}'\n",
        "broken",
        "tui.filtered",
    ),
    "data-translation-with-escapes": (
        "[[translations]]\nid = 'w'\ntitle = '甲'\nlang = 'zh'\n"
        "[translations.texts]\n'tui.mode-cards' = \"\\u001b[2J\"\n",
        "broken",
        "tui.mode-cards",
    ),
    "data-unknown-key": ("[[programme]]\nid = 'a'\n", "broken", "programs"),
    "data-no-toml": ("[[programs", "broken", "animal.toml"),
    "data-with-code": (
        "[[programs]]\nid = 'a'\ntitle = '甲'\nforms = [{ id = 'f', title = '甲',"
        " fields = [{ id = 't', title = '甲' }] }]\n"
        "views = [{ id = 'v', title = '甲', entry = 'os:getcwd' }]\n",
        "broken",
        "os:getcwd",
    ),
    "data-with-escapes-and-markup": (
        "[[programs]]\nid = 'animal'\ntitle = \"[bold]\\u001b[2J动物[/]\"\n"
        "[[programs.forms]]\nid = 'entry'\ntitle = \"[red]\\u0007表\"\n"
        "fields = [{ id = 'text', title = \"\\u202e内容\" }]\n"
        "[[programs.views]]\nid = 'v'\ntitle = \"[/]\\u001b]0;x\\u0007\"\n"
        "of = { show = 'entries', form = 'entry' }\n",
        "enabled",
        "animal",
    ),
}


def acting(body: str) -> str:
    """Return a whole plugin whose view, indicator, format and signal run `body`."""
    return f"{HEAD}def act(payload):\n{body}\n"
