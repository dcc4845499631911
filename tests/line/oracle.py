"""Runs a program with a driver that shows every frame twice: as textual writes it, and as ours.

`python -m tests.line.oracle [SEEDS]` prints how many frames were compared.
"""

import asyncio
import random
import sys
from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size

from civtui.tui.line.canvas import Canvas
from civtui.tui.line.emission import Emitter
from civtui.tui.line.frames import MOVE, Reader
from civtui.tui.line.styles import Tables
from tests.line.terminal import Terminal

Script = Callable[[Any, random.Random], str]


class Oracle(Driver):
    """Compares, after each complete emission, what two terminals show."""

    gate = random.Random(0)
    held_back = 0.0
    compared = 0
    faults: ClassVar[list[str]] = []

    def __init__(self, app: App[Any], **given: Any) -> None:
        super().__init__(app, **given)
        tables = Tables()
        self.reader, self.canvas = Reader(tables), Canvas(tables)
        self.emitter = Emitter(self.canvas)
        self.pending = False

    def resized(self, width: int, height: int) -> None:
        """Begin anew at another size."""
        self.canvas.resize(width, height)
        self.emitter.forget()
        self.stock = Terminal(width, height, strict=False)
        self.ours = Terminal(width, height)

    def write(self, data: str) -> None:
        """Take a frame into both."""
        if not MOVE.match(data):
            return
        size = self._app.size
        if (size.width, size.height) != (self.canvas.width, self.canvas.height):
            self.resized(size.width, size.height)
        self.canvas.take(self.reader.read(data))
        self.stock.feed(data)
        self.pending = True
        if self.stock.overflowed:
            # a frame of the size before: what a terminal makes of it is nobody's wish
            self.stock.overflowed = False
            self.stock.rows = [list(line) for line in self.canvas.wanted]

    def flush(self) -> None:
        """Emit now and then, in pieces now and then, and compare what is complete."""
        if not self.pending or self.gate.random() < self.held_back:
            return
        budget = self.gate.choice((None, 200, 1000)) if self.held_back else None
        emission = self.emitter.emit(budget)
        self.ours.feed(emission.text)
        self.pending = not emission.complete
        if emission.complete:
            self.compare()

    def compare(self) -> None:
        """Compare cell by cell, and the cursor."""
        Oracle.compared += 1
        ours, stock = self.ours.shown(), self.stock.shown()
        for row, (a, b) in enumerate(zip(ours, stock, strict=True)):
            if a != b:
                column = next(n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y)
                Oracle.faults.append(f"{row},{column}: {a[column]} for {b[column]}")
        if self.ours.cursor() != self.stock.cursor():
            Oracle.faults.append(f"cursor {self.ours.cursor()} for {self.stock.cursor()}")

    def start_application_mode(self) -> None:
        """Say how large the screen is."""
        width, height = self._size or (80, 24)
        size = Size(width, height)
        self.send_message(events.Resize(size, size))

    def disable_input(self) -> None:
        """Nothing is read."""

    def stop_application_mode(self) -> None:
        """Nothing is to be put back."""


async def play(app: App[Any], keys: list[str], size: tuple[int, int]) -> None:
    """Run a program, press keys (`80x24` resizes), and leave."""
    task = asyncio.create_task(app.run_async(size=size))
    await settle(app)
    for key in keys:
        if "x" in key and key[0].isdigit():
            width, height = map(int, key.split("x"))
            changed = Size(width, height)
            app.post_message(events.Resize(changed, changed))
        else:
            character = key if len(key) == 1 else None
            app.post_message(events.Key(key, character))
        await settle(app)
    app.exit()
    await task


async def settle(app: App[Any]) -> None:
    """Let the program paint."""
    for _ in range(2):
        await asyncio.sleep(0.003)


def random_keys(rng: random.Random, count: int) -> list[str]:
    """Return keys that walk all over: moves, modes, panes, filters, sizes."""
    moves = ("down",) * 6 + ("up", "pagedown", "pageup", "right", "left", "end", "home")
    others = ("enter", "escape", "tab", "f1", "f2", "f3", "f4", "f6", "f9", "ctrl+g", "ctrl+down")
    digits = "1234567890"
    texts = ("市", "委", "m", "8", "好", "①", "e")
    sizes = ("120x40", "80x24", "40x12", "61x17", "200x60")
    found = []
    for _ in range(count):
        kind = rng.random()
        if kind < 0.62:
            found.append(rng.choice(moves))
        elif kind < 0.80:
            found.append(rng.choice(others))
        elif kind < 0.92:
            found.append(rng.choice(digits))
        elif kind < 0.98:
            found.append(rng.choice(texts))
        else:
            found.append(rng.choice(sizes))
    return found


def compare_many(make: Callable[[], App[Any]], seeds: range, count: int) -> tuple[int, list[str]]:
    """Return how many frames were compared, and what differed.

    Args:
        make: makes the program, with `driver_class=Oracle`.
        seeds: one walk each; odd ones are paced.
        count: keys of a walk.
    """
    Oracle.compared, Oracle.faults = 0, []
    for seed in seeds:
        rng = random.Random(seed)
        Oracle.gate, Oracle.held_back = random.Random(seed), 0.5 * (seed % 2)
        asyncio.run(play(make(), random_keys(rng, count), rng.choice(((80, 24), (120, 40)))))
    return Oracle.compared, Oracle.faults


def main() -> None:
    """Walk through a demo city and print the figures."""
    import tempfile
    from pathlib import Path

    from civtui.tui.environment import prepare

    prepare()
    from civtui.tui.app import CivtuiApp
    from tests.demos import demo

    ws = demo(Path(tempfile.mkdtemp()) / "city")
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    compared, faults = compare_many(lambda: CivtuiApp(ws, driver_class=Oracle), seeds, 300)
    said = f"{compared} frames compared, {len(faults)} differing cells"
    sys.stdout.write("\n".join([said, *faults[:20], ""]))
    ws.close()
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
