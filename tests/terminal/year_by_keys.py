"""Tells the year on the screen: keys in a real terminal of 80x24, in Chinese, as a person would.

A verb is found by F9 and its title, its form is walked field by field by their titles; what is
waited for is always on the screen. What does not come fails with the screen printed.
"""

from __future__ import annotations

import re
import shutil

from civtui.locale import render
from civtui.model.fields import Field
from civtui.verbs import verb_of
from civtui.verbs.verb import Verb
from tests.terminal.year_screen import (
    FOOT,
    HEAD,
    INPUT,
    LABEL,
    NUMBER,
    OPEN,
    PANE,
    ROWS,
    STATUS,
    UNDER_WAY,
    Session,
    is_form,
)
from tests.terminal.year_words import (
    Dealt,
    Deed,
    Kept,
    Made,
    OnDay,
    Record,
    Refused,
    Scored,
    Seen,
    Stage,
    TakenBack,
    TakenIn,
    Told,
    Value,
    Written,
    each,
)


class ByKeys(Session):
    """The year, stage by stage, by keys."""

    # --- stages ---

    def tell(self, stage: Stage) -> None:
        """Tell a stage in a session of its own."""
        self.on(stage.day)
        for told in stage.deeds:
            self.do(told)

    def do(self, told: Told) -> None:
        """Do what is told by keys."""
        if isinstance(told, OnDay):
            self.on(told.day)
        elif isinstance(told, Deed):
            verb = verb_of(told.verb)
            if "evidence" in told.given:
                shutil.copy(self.mail / str(told.given["evidence"]), self.city / "inbox")
            title = render(verb.title, "zh")
            words = f"civtui {' '.join((*verb.noun.split(), verb.name))}"
            self.way(told.by) if told.by else self.find(title, words)
            if told.by.endswith("F7"):
                self.choose(title)
            self.fill(verb, told)
        elif isinstance(told, TakenIn):
            self.take_in(told)
        elif isinstance(told, TakenBack):
            self.take_back(told)
        elif isinstance(told, Dealt):
            self.deal(told)
        elif isinstance(told, Scored):
            self.score(told)
        elif isinstance(told, Written):
            self.mode("8")
            self.stand(*told.line)
            self.press("Enter")
            self.until(lambda lines: "已导出" in lines[STATUS], "已导出")
            assert (self.city / "out" / told.file).stat().st_size
        elif isinstance(told, Seen):
            self.see(told)
        elif isinstance(told, Kept):
            self.keep(told)
        elif isinstance(told, Refused):
            self.refuse(told)

    # --- forms ---

    def fill(self, verb: Verb, told: Deed) -> None:
        """Fill the form of a verb and store it."""
        lines = self.until(is_form, "字段")
        name = self.name(lines)
        for id_, value in told.given.items():
            field = verb.field(id_)
            assert field is not None, id_
            title = render(field.title or verb.title_of(field), "zh")
            if self.holds(title) != value and not (isinstance(value, Made) and self.holds(title)):
                self.walk(title)
                records = [one for one in each(value) if isinstance(one, Record)]
                if records:
                    self.records(title, records)
                else:
                    self.opened(title)
                    self.enter(field, value)
        self.store(name, told.foresees)
        if told.shows:
            self.until(lambda lines: told.shows in "".join(lines), told.shows)

    def name(self, lines: list[str]) -> str:
        """Return what the head line calls the mode."""
        return re.split(r"  +", lines[HEAD].partition(" · ")[2])[0]

    def holds(self, title: str) -> str:
        """Return what the form shows in the field called `title`: it may have filled it itself."""
        assert self.terminal is not None
        buffer = self.terminal.screen.buffer
        for y in range(ROWS, LABEL):
            beside = re.split(r"  +", "".join(buffer[y][x].data for x in range(PANE)))
            if beside[0] == title:
                return beside[1].strip()
        return ""

    def walk(self, title: str) -> None:
        """Stand on the field called `title`: what it takes is said beside the form."""

        def here(lines: list[str]) -> str:
            return re.split(r"  +", lines[ROWS - 1].strip())[-1]

        def titles(lines: list[str]) -> list[str]:
            return [re.split(r"  +", row)[0].strip() for row in lines[ROWS:LABEL]]

        lines = self.until(lambda lines: {here(lines), title} <= {*titles(lines)}, title)
        steps = titles(lines).index(title) - titles(lines).index(here(lines))
        self.press(*["Down" if steps > 0 else "Up"] * abs(steps))
        self.until(lambda lines: here(lines) == title, title)

    def opened(self, title: str) -> None:
        """Open the line of the field that is stood on, empty."""
        if OPEN not in self.lines()[FOOT]:
            self.press("Enter")
        lines = self.until(
            lambda lines: OPEN in lines[FOOT] and lines[LABEL].strip() == title, title
        )
        if lines[INPUT].strip():
            self.press("Clear")

    def records(self, title: str, records: list[Record]) -> None:
        """Add records to the field that is stood on, each part by part in a form of its own."""
        if OPEN in self.lines()[FOOT]:
            raise AssertionError("\n".join([f"{title} is typed in one line", *self.lines()]))

        def asked(lines: list[str]) -> bool:
            return is_form(lines) and self.name(lines) == title

        def listed(lines: list[str]) -> bool:
            return not is_form(lines) and title in lines[ROWS - 1]

        self.press("Enter")
        for record in records:
            if listed(self.until(lambda lines: asked(lines) or listed(lines), title)):
                self.press("Insert")
            self.until(asked, title)
            for part, text in record.parts.items():
                self.walk(part)
                self.opened(part)
                self.type(text)
            self.press("F8")
            lines = self.until(lambda lines: not asked(lines), title)
        if listed(lines):
            self.press("Esc")
        self.until(is_form, title)

    def enter(self, field: Field, value: Value) -> None:
        """Type a value into the open field: the digit beside a choice, else the text."""
        many = each(value)
        texts = [self.pick(one) if isinstance(one, Made) else str(one) for one in many]
        if field.choices or field.type in ("yes-no", "flag", "evidence"):
            texts = [self.digit(text) for text in texts]
        self.type(("、" if field.type != "evidence" else " ").join(texts))

    def digit(self, title: str) -> str:
        """Return the digit that stands beside a choice."""
        beside = re.compile(rf"(?<!\S)(\d+) {re.escape(title)}(?!\S)")
        lines = self.until(lambda lines: beside.search("\n".join(lines)), title)
        found = beside.search("\n".join(lines))
        assert found is not None
        return found[1]

    def pick(self, made: Made) -> str:
        """Return the number of the candidate that is called so, or of the only one."""

        def numbers(lines: list[str]) -> list[str]:
            rows = [line for line in lines[ROWS:LABEL] if made.called in line]
            ends = [row.find(made.called) if made.called else len(row) for row in rows]
            shown = [NUMBER.findall(row[:end] + "x") for row, end in zip(rows, ends, strict=True)]
            return [found[-1] for found in shown if found]

        found = numbers(self.until(numbers, made.called))
        assert made.called or len(found) == 1, "\n".join(self.lines())
        return found[0]

    def store(self, name: str, foresees: str) -> None:
        """Press F8, and once more where it shows first what will be; wait until it is done."""
        self.press("F8")

        def over(lines: list[str]) -> bool:
            return not is_form(lines) and UNDER_WAY not in "".join(lines)

        def told(lines: list[str]) -> bool:
            return any(part in "".join(lines) for part in ("再按 F8", "✗"))

        lines = self.until(lambda lines: over(lines) or told(lines), f"{name}: F8")
        if not over(lines):
            assert "再按 F8" in "".join(lines), "\n".join(lines)
            assert foresees in "".join(lines), "\n".join([foresees, *lines])
            self.press("F8")
            self.until(over, f"{name}: F8 F8")

    # --- what has a place of its own ---

    def take_in(self, told: TakenIn) -> None:
        """Take a file of the inbox in."""
        shutil.copy(self.mail / told.file, self.city / "inbox")
        self.find("收件箱")
        self.stand(told.file)
        self.press("Enter")
        verb = verb_of(told.verb)
        self.choose(render(verb.title, "zh"))
        self.fill(verb, Deed(told.verb, told.given))

    def take_back(self, told: TakenBack) -> None:
        """Take the newest deed back in the ledger."""
        self.mode("9")
        self.press("Home", "F7")
        self.choose(render(verb_of("ledger.void").title, "zh"))
        self.fill(verb_of("ledger.void"), Deed("ledger.void", {"why": told.why}))

    def panel(self, round_: Made) -> None:
        """Go to the panel of a round."""
        self.mode("3")
        self.stand(round_.called)
        self.press("F6", "2")
        self.until(lambda lines: lines[ROWS - 1].startswith("考评员"), "考评员")

    def deal(self, told: Dealt) -> None:
        """Deal a round as it is proposed."""
        self.panel(told.round)
        self.press("F6", "2")
        lines = self.until(lambda lines: "几人评" in lines[LABEL], "几人评")
        if lines[INPUT].strip() != str(told.per_subject):
            self.press("Clear", str(told.per_subject))
        self.press("Enter")
        self.until(lambda lines: "拟分配" in "".join(lines), "拟分配")
        self.press("F8")
        self.until(lambda lines: "已分配" in "".join(lines), "已分配")

    def score(self, told: Scored) -> None:
        """Key a sheet mark by mark."""
        self.panel(told.round)
        self.stand(told.judge)
        self.press("Enter")
        self.until(lambda lines: told.judge in lines[HEAD], told.judge)
        for mark in told.marks:
            self.press({"是": "1", "否": "0"}.get(mark, mark), "Enter")
        self.until(lambda lines: f"{len(told.marks)}/{len(told.marks)}" in "".join(lines), "all")

    def see(self, told: Seen) -> None:
        """Go to a screen and read it."""
        self.way(told.keys)
        for text in told.shows:
            self.shows(text)

    def refuse(self, told: Refused) -> None:
        """Ask, as somebody else, for what is not theirs, and read why not."""
        self.on(self.day, told.user)
        self.find(render(verb_of(told.verb).title, "zh"))
        self.until(lambda lines: "✗" in lines[STATUS] and told.shows in lines[STATUS], told.shows)
        self.on(self.day)

    def keep(self, told: Kept) -> None:
        """Write a backup, and put it back in a folder of its own."""
        self.do(Deed("backup"))
        self.until(lambda lines: "已备份到" in lines[STATUS], "已备份到")
        assert (self.root / told.file).stat().st_size
        to = str(self.root / told.to)
        self.do(Deed("restore", {"file": Made("", told.file), "to": to}))
        self.until(lambda lines: lines[ROWS - 1].startswith("已由"), "已由")
        assert (self.root / told.to / "civtui.db").stat().st_size
