"""The words of machines that may stand in Chinese text, and why each may.

A line says where (a pattern of the place), which words (a pattern of the whole word), and why.
"""

from __future__ import annotations

import re
from typing import NamedTuple

PLACE_ANY = r".*"


class Allowed(NamedTuple):
    """Words that may stand in some places, with the reason."""

    place: str
    word: str
    why: str


# ids of what people type in commands: they are shown so that they can be typed
TYPED_IDS = "|".join(
    (
        r"a-\d+",
        r"o-\d+-\d+",
        r"card-\d{4}-\d+",
        r"notice-\d{4}-\d+(-o\d+)?",
        r"g\d+",
        r"\d{4}-(agency-level|municipal|provincial)-a-\d+",
        r"act-\d+-(a-)?\d+",
        r"e-[0-9a-f]{12}",
        r"[a-z]+(-[a-z]+)*-a-\d+-\d+",
        r"(city|trade|select|model|units)-\d{4}",
        r"own-a-\d+-\d{4}",
        r"s-(zd-)?\d{4}-\d+(-\d+|-end|-more)?",
        r"zd-\d{4}-\d+(-end|-more)?",
        r"\d{4}-renew-\d+",
        r"\d{4}-a-\d+(-\d+)?",
    )
)
# decisions are cited by their number, as papers are
CITED = r"s-\d{4}-\d+-\d+|zd-\d{4}-\d+(-end|-more)?|\d{4}-renew-\d+|\d{4}-a-\d+(-\d+)?"
USERS = (
    "chenjianguo dengtao gaoyun guanchayuan hefang linxiaoyan linxiuying sunwei tangli xiaomei "
    "zhoukai demo tester"
).replace(" ", "|")
SCHEMES = (
    "weighted-sum mean median trimmed-mean deduction rank-sum z-score percentile borda copeland "
    "kemeny schulze ahp entropy-weights topsis grey-relational fuzzy-comprehensive bradley-terry"
).replace(" ", "|")
ALLOWED = (
    # --- everywhere ---
    Allowed(PLACE_ANY, r"civtui", "the program's name"),
    Allowed(
        PLACE_ANY,
        r"CSV|JSON|XLSX|xlsx|ods|csv|xls|TOML|Markdown|PDF|UTF-8|utf-8|Excel|WPS|XML"
        r"|xlsb|Numbers|NUL|SSH|UTC|GB|MB|ms|LC_ALL=C\.UTF-8|zh_CN\.UTF-8",
        "formats, products and units that have no Chinese name in use",
    ),
    Allowed(
        PLACE_ANY,
        r"Enter|Esc|Space|Ctrl|Tab|Shift|Alt|Insert|Del|Delete|Home|End|PgUp|PgDn"
        r"|Backspace|F\d+|[A-Z]|((Ctrl|Shift|Alt)\+)+\w+|PgUp/PgDn|Home/End",
        "what stands on the keys",
    ),
    Allowed(PLACE_ANY, r"En", "the language that F2 changes to, in its own words"),
    Allowed(PLACE_ANY, r"ICC|W|k|S|p|v", "signs of statistics and of editions"),
    Allowed(PLACE_ANY, r"[0-9a-f]{7,64}", "the beginning of a hash, to be compared"),
    Allowed(PLACE_ANY, r"[\w./-]*\.(txt|png|md|csv|json|toml|db|xlsx|html|lock)", "names of files"),
    Allowed(PLACE_ANY, r"txt|png|md|html|json", "endings of files"),
    Allowed(r"screen .*", r"n(-1)?", "how many stand for election, as the Borda count writes it"),
    Allowed(PLACE_ANY, CITED, "a decision is cited by its number"),
    Allowed(PLACE_ANY, USERS, "who is signed in: a user's own name"),
    Allowed(PLACE_ANY, r"published", "the edition that a standard's file names itself"),
    # --- lists of the command line: the id is what the next command takes ---
    Allowed(r"civtui (?!.*--help).*", TYPED_IDS, "typed in commands"),
    Allowed(
        r"civtui (duty|institution|inspection|guarantee|reward|report|exemplar) .*",
        r"a-\d+/\S*|filing-\d{4}-\d+|secretariat|party-group",
        "a record's id in its register: set, show and remove take it",
    ),
    Allowed(r"civtui user me", r"[a-z][a-z0-9]*", "the name that one works under"),
    Allowed(r"civtui (round show|user list)( .*)?", r"(kp|[zbsmu])\d+", "a judge, for --assessor"),
    Allowed(r"civtui activity items", r"[a-z]+\.[a-z-]+", "an item, for --items"),
    Allowed(
        r"civtui standard (burden|diff|check) .*",
        r"[a-z]+(-[a-z]+)*|[a-z]+\.[a-z-]+",
        "what the standard's file calls its items and papers: its author looks there",
    ),
    Allowed(r"civtui standard list", r"[a-z]+(-[a-z0-9]+)*", "a standard, as commands take it"),
    Allowed(
        r"civtui (scheme|export) list",
        f"{SCHEMES}|civtui(-[a-z]+)?:[a-z]+",
        "a scheme or format, as commands take it",
    ),
    Allowed(
        r"civtui (plugin .*|culture list|scheme list|export list)",
        r"civtui-[a-z-]+(:[a-z-]+)?(/[a-z-]+)?",
        "plugins and what they bring, by the name that enable and --plugin take",
    ),
    Allowed(
        r"civtui plugin (info|trace|lock|doctor).*",
        r"[\w/.:=+-]+",
        "the log and the settings of plugins, for their authors",
    ),
    Allowed(r"civtui evidence show .*", r"evidence/\S+", "where the file lies"),
    Allowed(r"civtui round sheet .*", r".*", "the input of `civtui scheme run`: a JSON document"),
    Allowed(
        r"civtui keys (list|check).*", r".*", "names of actions and modes, as keys.toml has them"
    ),
    Allowed(r"civtui doctor.*", r".*", "what the machine calls its file system, zone, encodings"),
    Allowed(r"civtui inbox list", r"[\w/.-]+", "the folder"),
    # --- refusals: what would be taken, as it is typed ---
    Allowed(r"refusal .*", TYPED_IDS, "typed in commands"),
    Allowed(
        r"refusal (import.marks|round.(hand-over|recuse|submit|unlock)|mark.*)",
        r"(kp|[zbsmu])\d+|[a-z]+\.[a-z-]+",
        "a judge or an item, as --assessor and mark set take them",
    ),
    Allowed(
        r"refusal evidence.*",
        r"activity(:act-\d+-a-\d+)?|[a-z]+",
        "what a piece serves, as evidence move takes it",
    ),
    Allowed(
        r"refusal (culture|plugin|standard|profile|scheme|export)[.\w]*",
        r"civtui-[a-z-]+(:[a-z-]+)?|[a-z0-9]+(-[a-z0-9]+)*",
        "programs, plugins, standards, profiles and schemes, as commands take them",
    ),
    Allowed(r"refusal .*", r"NAME=VALUE", "how an option is typed"),
    Allowed(r"refusal group.put", r"grant|recommend:municipal", "an item of an agenda, as typed"),
    # --- help: values, as they are typed behind an option ---
    Allowed(
        r"civtui .* --help",
        r"city|stock|textual|civilized-office|weighted-sum|standard"
        r"|normalization=min-max|key=value|export|list",
        "a default, or an example to type",
    ),
    Allowed(
        r"civtui .*import.* --help",
        r"agency|office|name|marks|value",
        "the keys of a file for --map",
    ),
    Allowed(
        r"civtui plugin new --help",
        r"scheme|export|culture-program|importer|signal|data-program",
        "the kinds to choose of",
    ),
    # --- reports, log, screens ---
    Allowed(
        r"export .*|screen .*|fact .*|(list|form) .*",
        r"civtui(-[a-z]+)+",
        "the plugin that made it, as one enables it",
    ),
    Allowed(r"fact user-set", r"kp\d+", "the judge a user is, as round show lists it"),
    Allowed(
        r"screen (cards|guides)",
        r"[a-z]+\d?|dry-run",
        "the end of a command that is broken over two lines of the pane",
    ),
    Allowed(
        r"screen register register:self record|form report.self.set .*",
        r"[\w./-]+",
        "what was typed into a field of a record stands in its form as it was typed",
    ),
    Allowed(r"screen reports.*", r"out/\S+", "the file that is written"),
    Allowed(r"form .*", r"inbox", "the folder"),
    Allowed(r"form import.marks .*", r"marks|value", "what a file is to hold, as it is typed"),
    Allowed(r"form results .*", r"normalization=min-max", "how an option is typed"),
    Allowed(r"form ledger.void .*", r"[a-z]+", "the name of a user, cut by its column"),
    Allowed(r"screen register inbox:", r"[\w/.-]+", "the folder, broken over two lines"),
    Allowed(r"screen .* help", r"Shif", "the name of a key, cut by its column"),
    Allowed(
        r"screen (.* help|help|palette)",
        r"[a-z]|[a-z]+( [a-z-]+)*|[a-z]+(-[a-z]+)*",
        "letters of keys, and the command that does the same",
    ),
)

# what is typed as it stands, and is taken out before words are looked for
TYPED = (
    # a command, to where Chinese or a sign of a sentence follows
    re.compile(r"civtui(?: -w \S+)?(?: [A-Za-z0-9:@/…<=>._-]+)+"),
    re.compile(r"(?<![\w-])--?[a-z][a-z-]*(?:[ =][A-Z<][\w>]*)?"),
    re.compile(r"/(?:tmp|work|root|home)/\S+"),
)
WORD = re.compile(
    r"[A-Za-z][A-Za-z0-9]*(?:[-_/.=@:+][A-Za-z0-9]+)*|\d[\w/.:-]*[A-Za-z][\w/.:-]*|[{}]"
)
_RULES = [(re.compile(one.place), re.compile(one.word)) for one in ALLOWED]


def machine_words(place: str, text: str) -> list[str]:
    """Return the words of machines in Chinese text that may not stand in that place."""
    for typed in TYPED:
        text = typed.sub(" ", text)
    mine = [word for where, word in _RULES if where.fullmatch(place)]
    return [
        found for found in WORD.findall(text) if not any(word.fullmatch(found) for word in mine)
    ]
