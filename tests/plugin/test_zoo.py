"""The zoo at large: no animal hurts a session, and each is named where it misbehaves."""

from __future__ import annotations

import fcntl
import signal

import pytest

from civtui.locale import render
from civtui.plugin import catalogue
from civtui.plugin.faults import PluginError
from civtui.plugin.host import Host
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import PAYLOAD, READING, row
from tests.plugin.zoo import AT_THE_DOOR, IN_A_CALL, STRAY, acting


def still_serves(host: Host) -> bool:
    """Return whether a good plugin beside the animal goes on as if nothing were."""
    return bool(host.call("indicator", "reading/count", PAYLOAD) == "1")


@pytest.mark.parametrize("animal", AT_THE_DOOR)
def test_at_the_door(shelf: Shelf, animal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "PROBE_SECONDS", 3.0)
    code, state, said = AT_THE_DOOR[animal]
    shelf.package("reading", READING)
    shelf.package("animal", code)
    host = shelf.host("animal", "reading")
    found = row(host, "animal")
    assert found.state == state
    assert said in render(found.reason, "en")
    assert found.contributions == ()
    assert still_serves(host)
    assert {program.plugin for program in host.programs()} == {"reading"}


@pytest.mark.parametrize("animal", IN_A_CALL)
def test_in_a_call(shelf: Shelf, animal: str) -> None:
    body, key = IN_A_CALL[animal]
    shelf.package("reading", READING)
    shelf.package("animal", acting(body))
    host = shelf.host("animal", "reading")
    late = key in ("plugin.out-of-time", "plugin.killed")
    with pytest.raises(PluginError) as caught:
        host.call("view", "animal/view", PAYLOAD, timeout=1.0 if late else 30.0)
    assert caught.value.message.key == key
    assert caught.value.plugin == "animal"
    assert still_serves(host)
    noted = host.trace.read("animal")
    assert [note["fault"] for note in noted] == [key]


@pytest.mark.parametrize("kind", ["format", "indicator", "signal"])
def test_a_wrong_type_is_refused_wherever_it_comes_from(shelf: Shelf, kind: str) -> None:
    shelf.package("animal", acting("    return object()"))
    host = shelf.host("animal")
    id_ = "animal/number" if kind == "indicator" else "animal"
    with pytest.raises(PluginError) as caught:
        host.call(kind, id_, PAYLOAD)
    assert caught.value.plugin == "animal"


@pytest.mark.parametrize("value", ["float('nan')", "101", "-1", "True", "'much'", "'1/0'"])
def test_an_indicator_out_of_its_bounds_is_refused(shelf: Shelf, value: str) -> None:
    shelf.package("animal", acting(f"    return {value}"))
    with pytest.raises(PluginError):
        shelf.host("animal").call("indicator", "animal/number", PAYLOAD)


@pytest.mark.parametrize("animal", STRAY)
def test_stray_doings_stay_in_the_worker(
    shelf: Shelf, animal: str, capfd: pytest.CaptureFixture[str]
) -> None:
    shelf.package("animal", acting(STRAY[animal]))
    host = shelf.host("animal")
    for _ in range(2):
        view = host.call("view", "animal/view", PAYLOAD)["views"][0]
        assert view["kind"] == "table"
    host.close()
    out = capfd.readouterr()
    assert "STRAY" not in out.out + out.err
    if "STRAY" in STRAY[animal]:
        assert b"STRAY" in host.catalogue.log_of("animal").read_bytes()


def test_what_a_worker_started_ends_with_it(shelf: Shelf) -> None:
    lock = shelf.root / "lock"
    body = f"""
    import fcntl
    held = os.open({str(lock)!r}, os.O_CREAT | os.O_RDWR)
    fcntl.flock(held, fcntl.LOCK_EX)
    os.set_inheritable(held, True)
    os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "3600")
    return good()"""
    shelf.package("animal", acting(body))
    host = shelf.host("animal")
    host.call("view", "animal/view", PAYLOAD)
    with lock.open() as mine:
        with pytest.raises(BlockingIOError):
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        host.close()
        signal.alarm(10)
        fcntl.flock(mine, fcntl.LOCK_EX)  # the child held it; it is free once the child is gone
        signal.alarm(0)


def test_a_worker_without_a_host_ends_by_itself(shelf: Shelf) -> None:
    shelf.package("animal", acting("    return good()"))
    host = shelf.host("animal")
    host.call("view", "animal/view", PAYLOAD)
    process = host._workers["animal"]._process
    assert process is not None and process.stdin is not None
    process.stdin.close()
    assert process.wait(10) != 0
