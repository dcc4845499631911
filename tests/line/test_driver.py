"""The driver in a real pseudo-terminal: answers, silence, failure, signals, leaving."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

ASK = b"\x1b[6n"
MOVE = re.compile(rb"\x1b\[(\d*);?(\d*)H")
PROGRAM = """
import sys
from textual.app import App
from textual.widgets import Input, Static
from civtui.tui.environment import prepare
from civtui.tui.line.driver import LineDriver

{extra}

class Program(App):
    BINDINGS = [("ctrl+q", "quit", "quit"), ("ctrl+z", "suspend_process", "suspend")]
    def compose(self):
        yield Input(id="input")
        yield Static("行" * 30, id="said")
    def on_input_changed(self, event):
        self.query_one("#said").update("typed " + event.value)

app = Program(driver_class=LineDriver)
app.run()
report = LineDriver.last
print("REPORT", report["answers"], report["lost"], report["trouble"], flush=True)
sys.exit(app.return_code or 0)
"""


class Program:
    """The program in a pseudo-terminal of 80x24.

    Args:
        folder: for its file.
        answers: how the terminal answers a cursor query: `yes`, `no`, `torn`.
        extra: lines run before the program is made.
    """

    def __init__(self, folder: Path, answers: str = "yes", extra: str = "") -> None:
        file = folder / "program.py"
        file.write_text(PROGRAM.format(extra=extra), encoding="utf-8")
        self.answers = answers
        self.out = b""
        self.asked = 0
        self.before: list[object] = []
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", ESCDELAY="50", PYTHONPATH=str(Path.cwd()))
            os.environ.update(TEXTUAL_DISABLE_KITTY_KEY="1")
            os.execv(sys.executable, [sys.executable, str(file)])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.fd)

    def read(self, seconds: float) -> None:
        """Take output, and answer as this terminal does."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.fd], [], [], left)[0]:
                return
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return
            if not data:
                return
            self.out += data
            for _ in range(data.count(ASK)):
                self.asked += 1
                self.answer()

    def answer(self) -> None:
        """Say where the cursor stands: where the output last moved it."""
        if self.answers == "no":
            return
        row, column = self.cursor()
        said = f"\x1b[{row};{column}R"
        if self.answers == "torn":
            for part in (said[:1], said[1:3], said[3:]):
                os.write(self.fd, part.encode())
                time.sleep(0.12)
        else:
            os.write(self.fd, said.encode())

    def cursor(self) -> tuple[int, int]:
        """Return row and column, from 1, by a real emulation of what came so far."""
        import pyte

        screen = pyte.Screen(80, 24)
        pyte.ByteStream(screen).feed(self.out)
        return screen.cursor.y + 1, screen.cursor.x + 1

    def wait(self, wanted: str, seconds: float = 15) -> None:
        """Read until the screen shows `wanted`."""
        import pyte

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            screen = pyte.Screen(80, 24)
            pyte.ByteStream(screen).feed(self.out)
            if wanted in "\n".join(screen.display):
                return
        raise AssertionError(f"{wanted!r} did not come: {self.out[-400:]!r}")

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def end(self, seconds: float = 10) -> int:
        """Wait for the program to end and return its status."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.read(0.2)
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("did not leave")

    def restored(self) -> bool:
        """Whether the alternate screen was left and the cursor is shown again."""
        return self.out.rfind(b"\x1b[?1049l") > self.out.rfind(b"\x1b[?1049h") and self.out.rfind(
            b"\x1b[?25h"
        ) > self.out.rfind(b"\x1b[?25l")

    def report(self) -> list[str]:
        """Return answers, lost, trouble as the driver counted them."""
        return self.out.decode("utf-8", "replace").rsplit("REPORT ", 1)[1].split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_it_asks_takes_answers_and_leaves_clean(folder: Path) -> None:
    program = Program(folder)
    program.wait("行")
    for letter in "hello":
        program.type(letter)
        program.read(0.1)
    program.wait("typed hello")
    program.type("\x11")
    assert program.end() == 0
    answers, lost, trouble = program.report()
    assert (int(answers) > 2, lost, trouble) == (True, "0", "None")
    assert program.restored()


SLOWLY = """
import time
from textual.events import Key
given_out = LineDriver.process_message

def slowly(self, message):
    if isinstance(message, Key):
        time.sleep(0.05)  # as on a machine that is busy elsewhere
        with open("{file}", "a") as file:
            print(message.time, file=file)
    given_out(self, message)

LineDriver.process_message = slowly
"""


def test_what_comes_together_is_of_one_time(folder: Path) -> None:
    times = folder / "times"
    program = Program(folder, extra=SLOWLY.format(file=times))
    program.wait("行")
    program.type("hello")
    program.wait("typed hello")
    program.type("x")
    program.wait("typed hellox")
    program.type("\x11")
    assert program.end() == 0
    *hello, later, _ = [float(line) for line in times.read_text().split()]
    assert len(hello) == 5 and len(set(hello)) == 1
    assert later > hello[0]


def test_a_terminal_that_never_answers_is_asked_no_more(folder: Path) -> None:
    program = Program(folder, answers="no")
    program.wait("行")
    for letter in "abcdefgh":
        program.type(letter)
        program.read(0.1)
    program.wait("typed abcdefgh")
    program.read(2.5)  # the first answers count as lost by now
    asked = program.asked
    program.type("xyz")
    program.wait("typed abcdefghxyz")
    assert program.asked == asked
    program.type("\x11")
    assert program.end() == 0 and program.restored()


def test_torn_answers_are_not_typed(folder: Path) -> None:
    program = Program(folder, answers="torn")
    program.wait("行")
    program.type("a")
    program.wait("typed a")
    program.answers = "yes"
    program.read(1.0)
    program.type("b")
    program.wait("typed ab ")
    program.type("\x11")
    assert program.end() == 0
    assert int(program.report()[0]) > 1


def test_a_fault_goes_back_to_textuals_own_way(folder: Path) -> None:
    extra = """
from civtui.tui.line.canvas import Canvas
count = [0]
take = Canvas.take
def broken(self, frame):
    count[0] += 1
    if count[0] == 4:
        raise RuntimeError("injected")
    take(self, frame)
Canvas.take = broken
"""
    program = Program(folder, extra=extra)
    program.wait("行")
    for letter in "hello":
        program.type(letter)
        program.read(0.1)
    program.wait("typed hello")
    program.type("\x11")
    assert program.end() == 0 and program.restored()
    assert "injected" in " ".join(program.report())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back(folder: Path, number: signal.Signals) -> None:
    program = Program(folder)
    program.wait("行")
    os.kill(program.pid, number)
    assert program.end() == 128 + number
    assert program.restored()


def test_leaving_with_answers_on_their_way_leaves_none_for_the_shell(folder: Path) -> None:
    program = Program(folder)
    program.wait("行")
    program.type("abc\x11")
    assert program.end() == 0 and program.restored()


def test_a_crash_gives_the_terminal_back(folder: Path) -> None:
    extra = """
App._on_input = None
def crash(self, event):
    raise RuntimeError("boom")
"""
    program = Program(folder, extra=extra)
    program.wait("行")
    program.type("\x11")
    assert program.end() == 0 and program.restored()


def test_suspend_and_resume_paint_the_whole_screen_again(folder: Path) -> None:
    program = Program(folder)
    program.wait("行")
    program.type("ab")
    program.wait("typed ab")
    program.type("\x1a")
    end = time.monotonic() + 5
    while time.monotonic() < end:
        program.read(0.1)
        done, status = os.waitpid(program.pid, os.WNOHANG | os.WUNTRACED)
        if done and os.WIFSTOPPED(status):
            break
    else:
        raise AssertionError("was not suspended")
    assert program.restored()
    program.out = b""
    os.kill(program.pid, signal.SIGCONT)
    program.wait("typed ab")
    program.type("c")
    program.wait("typed abc")
    program.type("\x11")
    assert program.end() == 0
