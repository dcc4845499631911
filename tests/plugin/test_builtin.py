"""The built-in plugin: what it names is there, and comes through the same hooks."""

from __future__ import annotations

import json

from civtui.conformance import samples
from civtui.conformance.rules import text_formats
from civtui.conformance.subject import Subject
from civtui.plugin import builtin
from civtui.plugin.catalogue import core
from civtui.plugin.host import Host
from tests.plugin.conftest import Shelf


def built_in(shelf: Shelf) -> Host:
    return shelf.host()


def test_it_brings_the_core_schemes_and_formats(shelf: Shelf) -> None:
    host = built_in(shelf)
    schemes = ["weighted-sum", "mean", "median", "trimmed-mean", "deduction"]
    assert [one.id for one in host.calculators()] == [f"civtui:{id_}" for id_ in schemes]
    assert [one.id for one in host.schemes()] == [f"civtui:{id_}" for id_ in schemes]
    assert [one.id for one in host.formats()] == [f"civtui:{id_}" for id_ in builtin.FORMATS]
    assert {"csv", "json", "markdown"} <= set(builtin.FORMATS)  # scripts name them


def test_every_scheme_answers_a_sample_and_starts_no_worker(shelf: Shelf) -> None:
    host = built_in(shelf)
    inputs = dict(samples.calculator_inputs())
    shapes = {"weighted-sum": "values", "deduction": "findings"}
    for one in host.schemes():
        id_ = one.id.partition(":")[2]
        answer = host.call("scheme", id_, inputs[shapes.get(id_, "marks")])
        assert [row["subject"] for row in answer["results"]] == ["甲", "乙", "丙"]
        assert all(row["exact"] for row in answer["results"])
    assert host.workers() == {}


def test_every_format_writes_every_sample(shelf: Shelf) -> None:
    host = built_in(shelf)
    for one in host.formats():
        for report in samples.reports().values():
            assert isinstance(host.call("format", one.id, report), bytes)


def test_every_format_keeps_the_rule_of_text_formats() -> None:
    subject = Subject(core(), [])
    assert subject.contributions("format")
    assert [*text_formats(subject)] == []


def test_the_json_format_gives_the_report_back(shelf: Shelf) -> None:
    report = samples.reports()["awkward"]
    assert json.loads(built_in(shelf).call("format", "json", report))["title"] == report["title"]
