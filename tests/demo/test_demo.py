"""The demo city: its figures, the same ledger from the same seed, every command on it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def civtui(*words: str | Path, status: int = 0) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "civtui", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout) if "--json" in words else done.stdout


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "city"
    civtui("demo", folder, "--headless")
    return folder


def test_the_overview_shows_the_city_of_the_requirement(city: Path) -> None:
    text = civtui("demo", city)
    assert "70/85 = 82 %" in text
    assert (city / "inbox").is_dir()  # the screen says: copy files there
    found = civtui("-w", city, "status", "--json")
    assert found["agencies"] == 85
    assert found["honors"] == {
        "provincial": 25,
        "municipal": 30,
        "agency-level": 15,
        "none": 15,
    }
    assert found["advanced"] == {"numerator": 70, "denominator": 85, "percent": 82}
    assert found["offices"] > 300
    assert found["rounds"] >= 2
    assert found["marks"] > 1000
    assert found["cards"] >= 1


def test_the_same_seed_gives_the_same_ledger_and_another_another(
    city: Path, tmp_path: Path
) -> None:
    head = civtui("-w", city, "status", "--json")["ledger"]
    assert civtui("demo", tmp_path / "same", "--headless", "--json")["ledger"] == head
    other = civtui("demo", tmp_path / "other", "--seed", "2", "--headless", "--json")
    assert other["ledger"]["head"] != head["head"]
    assert other["advanced"] == {"numerator": 70, "denominator": 85, "percent": 82}


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me")
    civtui("demo", tmp_path, "--headless", status=3)
    assert (tmp_path / "mine.txt").read_text() == "keep me"


def test_the_ledger_of_the_demo_is_sound(city: Path) -> None:
    assert civtui("-w", city, "ledger", "verify", "--json")["ok"] is True


def test_results_equal_the_scheme_run_on_the_sheet(city: Path, tmp_path: Path) -> None:
    rounds = [r["id"] for r in civtui("-w", city, "round", "list", "--json")]
    for round_id in rounds[:2]:
        sheet = tmp_path / "sheet.json"
        sheet.write_text(json.dumps(civtui("-w", city, "round", "sheet", round_id, "--json")))
        for scheme in ("weighted-sum", "mean", "median", "trimmed-mean"):
            shown = civtui("-w", city, "results", round_id, "--scheme", scheme, "--json")
            run = civtui("scheme", "run", scheme, "--input", sheet, "--json")
            theirs = {row["subject"]: (row["exact"], row["rank"]) for row in run["results"]}
            ours = {row["subject"]: (row["exact"], row["rank"]) for row in shown["results"]}
            assert ours == theirs


def test_the_leaves_of_explain_re_add_to_the_total(city: Path) -> None:
    from fractions import Fraction

    def value(node: dict[str, Any]) -> Fraction:
        if node["how"] == "mark":
            return Fraction(node["exact"])
        parts = [value(child) for child in node["children"]]
        if node["how"] == "sum":
            return sum(parts, Fraction(0))
        if node["how"] == "mean":
            return sum(parts, Fraction(0)) / len(parts)
        assert node["how"] == "round(2,half-up)"
        return Fraction(int(parts[0] * 100 + Fraction(1, 2)), 100)

    for row in civtui("-w", city, "results", "model-2026", "--json")["results"][:4]:
        tree = civtui("-w", city, "explain", "model-2026", row["subject"], "--json")
        assert value(tree) == Fraction(row["exact"]) == Fraction(tree["exact"])


def test_every_list_command_answers_in_json_and_in_both_languages(
    city: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # what `doctor` says of the newest session must not change between two calls
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for words in (
        ("agency", "list"),
        ("agency", "show", "贸发局"),
        ("office", "list", "--agency", "贸发局"),
        ("round", "list"),
        ("round", "show", "city-2026"),
        ("honor", "list"),
        ("honor", "timeline", "贸发局"),
        ("card", "list"),
        ("activity", "list"),
        ("culture", "list"),
        ("eligibility",),
        ("eligibility", "mfj"),
        ("ledger", "log"),
        ("export", "list"),
        ("plugin", "list"),
        ("user", "list"),
        ("doctor",),
        ("results", "city-2026"),
    ):
        assert civtui("-w", city, *words, "--json") is not None
        zh = civtui("-w", city, "--lang", "zh", *words)
        again = civtui("-w", city, "--lang", "zh", *words)
        if words != ("doctor",):  # which tells the minute of the newest session
            assert zh == again
        assert "cli." not in zh
        assert "cli." not in civtui("-w", city, "--lang", "en", *words)


def test_an_error_is_one_line_and_one_document(city: Path) -> None:
    answer = civtui("-w", city, "agency", "show", "贸发厅", "--json", status=4)
    assert answer["error"]["nearest"] == "贸发局"
    answer = civtui("-w", city, "results", "citi-2026", "--json", status=4)
    assert answer["error"]["nearest"] == "city-2026"
    civtui("-w", city, "round", "new", "--json", status=2)
    marks = ("mark", "set", "city-2026")
    subject = civtui("-w", city, "round", "show", "city-2026", "--json")["subjects"][-1]["id"]
    before = civtui("-w", city, "status", "--json")["ledger"]
    answer = civtui("-w", city, *marks, subject, "study.plan", "9", "--json", status=4)
    assert answer["error"]["code"] == "bad-input"
    assert civtui("-w", city, "status", "--json")["ledger"] == before
