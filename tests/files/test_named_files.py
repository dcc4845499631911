"""Files that a user names: whatever lies there, one clear error, no hang, one JSON document."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui import files
from civtui.exchange import workbook
from civtui.exchange.columns import read_mapping
from civtui.exchange.tables import read_tables
from civtui.model.errors import BadInput
from civtui.plugin.data_only import _read
from civtui.plugin.faults import Fault
from civtui.tui.keys.checking import read as read_keys
from civtui.workspace.results.calculators import read_document
from civtui.workspace.titles.reform_file import read as read_reform
from tests.rounds.small import STANDARD
from tests.titles.city import City
from tests.titles.small import small_city

DIGITS, BRACKETS = "9" * 5000, "[" * 100_000
# command -> the name under which it takes a file
TOMLS = {
    "map": ("import", "registry", "good.csv", "--map"),
    "facts": ("eligibility", "--facts"),
    "reform": ("agency", "reform"),
    "lint": ("standard", "check"),
    "show": ("standard", "burden"),
    "diff": ("standard", "diff", "small"),
    "rerun": ("standard", "rerun", "r", "small", "--map"),
    "overlay": (
        "round",
        "new",
        "q",
        *["--organizer", "a-1局", "--agency", "a-1局", "--assessor", "k1:甲", "--overlay"],
    ),
    "profile": ("profile", "show"),
}
JSONS = {
    "scheme": ("scheme", "run", "weighted-sum", "--input"),
    "agreement": ("agreement", "--measure", "kendall-w", "--input"),
    "calibrate": ("calibrate", "--input"),
    "trend": ("trend", "--measure", "mann-kendall", "--input"),
}
TABLES = {
    "registry": ("import", "registry"),
    "marks": ("import", "marks", "--round", "r"),
    "duty": ("duty", "import"),
    "activity": ("activity", "import"),
    "evidence": ("evidence", "add"),
}
SUFFIX = dict.fromkeys(TOMLS, ".toml") | dict.fromkeys(JSONS, ".json")
SUFFIX |= dict.fromkeys(TABLES, ".csv") | {"evidence": ".pdf"}
COMMANDS = {**TOMLS, **JSONS, **TABLES}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("named") / "city"
    small_city(folder).close()
    (folder / "standards").mkdir()
    (folder / "standards" / "small.toml").write_text(STANDARD, encoding="utf-8")
    made = City(folder)
    judges = ["--assessor", "k1:甲", "--assessor", "k2:乙"]
    made.do("round", "new", "r", "--standard", "small", "--agency", "a-1局", *judges)
    return made


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link_to_pipe(path: Path) -> None:
    os.mkfifo(path.with_suffix(".pipe"))
    path.symlink_to(path.with_suffix(".pipe"))


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def nothing(path: Path) -> None:
    assert not path.exists()


HOSTILE: list[Callable[[Path], None]] = [
    pipe,
    link_to_pipe,
    link_to_itself,
    device,
    Path.mkdir,
    nothing,
]


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
@pytest.mark.parametrize("command", COMMANDS)
def test_only_a_regular_file_is_read(
    command: str, make: Callable[[Path], None], city: City, tmp_path: Path
) -> None:
    path = tmp_path / f"given{SUFFIX[command]}"
    make(path)
    refused(city, command, path)


def refused(city: City, command: str, path: Path) -> dict[str, object]:
    """Run a command over a file that it must refuse, and return the error."""
    good = path.parent / "good.csv"
    good.write_text("机关名称\n市甲局\n", "utf-8")
    words = [str(good) if word == "good.csv" else word for word in COMMANDS[command]]
    status, document = city.run(*words, str(path))
    assert status == 4, document
    error: dict[str, object] = document["error"]
    assert str(path) in str(error["where"]) + str(error.get("value")), error
    assert error["message"]
    return error


@pytest.mark.parametrize("text", [f"a = {DIGITS}", f"a = {BRACKETS}", "a = 0x" + "f" * 5000, "a ="])
@pytest.mark.parametrize("command", TOMLS)
def test_toml_that_broke_its_parser_is_one_error(
    command: str, text: str, city: City, tmp_path: Path
) -> None:
    (tmp_path / "given.toml").write_text(text, "utf-8")
    refused(city, command, tmp_path / "given.toml")


@pytest.mark.parametrize(
    "text", [f'{{"a": {DIGITS}}}', BRACKETS, '{"a":' * 100_000, '{"subjects": ["\\ud800"]}', "{"]
)
@pytest.mark.parametrize("command", JSONS)
def test_json_that_broke_its_parser_is_one_error(
    command: str, text: str, city: City, tmp_path: Path
) -> None:
    (tmp_path / "given.json").write_text(text, "utf-8")
    refused(city, command, tmp_path / "given.json")


@pytest.mark.parametrize("command", [*TOMLS, *JSONS, "registry", "marks", "duty", "activity"])
def test_what_is_no_text_is_one_error(command: str, city: City, tmp_path: Path) -> None:
    path = tmp_path / f"given{SUFFIX[command]}"
    path.write_bytes(b"\xff\xfe\xfd\x81" * 9)
    refused(city, command, path)


@pytest.mark.parametrize("words", [[b"\xc3\xfb.csv"], [b"market", b"\xff"], [b"--as", b"\xff"]])
@pytest.mark.parametrize("as_json", [True, False])
def test_words_that_are_no_utf8_are_wrong_usage(words: list[bytes], as_json: bool) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "civtui",
            "--lang",
            "en",
            "import",
            "registry",
            *words,
            *(["--json"] if as_json else []),
        ],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    if as_json:
        assert json.loads(done.stdout)["error"]["code"] == "usage"
    else:
        assert b"UTF-8" in done.stderr


def test_a_file_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123456")
    assert files.read_bytes(tmp_path / "a", 6) == b"123456"
    with pytest.raises(BadInput) as error:
        files.read_bytes(tmp_path / "a", 5)
    assert error.value.message.key == "files.too-large"


def test_a_link_is_followed_to_a_regular_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("\ufeff甲", "utf-8")
    (tmp_path / "b").symlink_to("a")
    assert files.read_text(tmp_path / "b") == "甲"


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000])
def test_a_name_that_no_file_has_is_one_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        files.read_bytes(tmp_path / name)


def test_a_number_beyond_all_measure_is_refused_at_once(tmp_path: Path) -> None:
    for number in ("1e999999999", "-1e-999999999", "1e99999999999999999999", str(2**64)):
        with pytest.raises(BadInput) as error:
            files.toml_of(f"a = {number}", {})
        assert error.value.message.key == "files.long-number"
    assert files.toml_of("a = [1e300, inf, nan, -9223372036854775808]", {})


def in_the_reader(path: Path) -> object:
    """Read a workbook as the process of its own does."""
    return workbook.read(path.read_bytes())


READERS: dict[str, Callable[[Path], object]] = {
    "given.csv": read_tables,
    "given.xlsx": in_the_reader,
    "given.ods": in_the_reader,
    "given.xls": in_the_reader,
    "map.toml": read_mapping,
    "reform.toml": read_reform,
    "input.json": read_document,
    "plain.toml": files.read_toml,
    "plugin.toml": _read,
    "keys.toml": read_keys,
}
PIECES = st.sampled_from(
    [
        b"[",
        b"]",
        b"{",
        b"}",
        b"a",
        b" = ",
        b'"',
        b"'",
        b"\n",
        b",",
        b".",
        b"9" * 50,
        b"1e99",
        b"\\u",
        b"\xff",
        b"\0",
        b"0x",
        b"nan",
        b"PK\x03\x04",
        b"=",
        b"\xe5\xa4",
        b"\xd0\xcf\x11\xe0",
    ]
)


@pytest.mark.parametrize("name", READERS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=40).map(b"".join)))
def test_any_bytes_are_read_or_refused(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with contextlib.suppress(BadInput, Fault):
        READERS[name](path)
