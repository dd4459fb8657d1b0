"""The Java server: what it tells, who may speak with it, and what is left when they have gone."""

import contextlib
import os
import pathlib
import random
import socket
import subprocess
import sys
import time

import numpy as np
import pytest
from real import BALL, BOX, JAR, MODEL, connected, launched, needs_server, refused, started
from SamovarLib import server
from SamovarLib.client import Client
from SamovarLib.frames import FrameReader, Type
from SamovarLib.process import ServerProcess
from SamovarLib.protocol import Failure, Protocol, Ready, Response
from test_golden import GOLDEN

pytestmark = needs_server

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what a process has open")


def test_the_models_of_this_computer_are_told(client):
    told = client.call("models").meta
    names = [model["name"] for model in told["models"]]
    assert told["default"] in names
    nano = told["models"][names.index(MODEL)]
    assert "prompts" in nano["uses"]
    assert nano["licence"]


def test_the_capabilities_name_the_operations(client):
    operations = {"models", "volume.open", "volume.close", "session.open", "session.close", "session.prepare"}
    operations |= {"segment.set", "preview", "propagate", "classes", "support", "status"}
    assert operations <= set(client.link.capabilities)
    assert client.link.limits["body"] == 8 << 20


def test_the_status_is_for_people_and_programs(client, process):
    with connected(process):
        status = client.call("status").meta
    assert status["clients"] == 2
    assert status["waiting"] == 0
    assert any(MODEL in line for line in status["lines"])


def test_a_ping_is_answered(client):
    ends = []
    client.wait(client.link.ping(done=ends.append), timeout=10)
    assert [(end.meta, end.body) for end in ends] == [({}, b"")]


def test_an_unknown_request_is_told_and_the_connection_lives(client):
    with refused("UNSUPPORTED_OP"):
        client.call("volume.paint")
    assert client.call("models").meta


def test_two_clients_share_a_volume_and_nothing_else(client, process):
    volume = client.open_volume(BALL)
    mine = client.open_session(volume, MODEL)
    with connected(process) as other:
        told = []
        theirs = other.open_session(other.open_volume(BALL, progress=told.append), MODEL)
        assert told == []
        mine.set_segment("ball", [(("k", 4), BOX)])
        theirs.set_segment("ball", [(("k", 3), BOX)])
        assert not mine.masks["ball"][3].any()
        assert not theirs.masks["ball"][4].any()
    mine.set_segment("ball", [(("k", 5), BOX)])
    assert mine.masks["ball"][5].any()


def test_the_sessions_of_others_cannot_be_used(client, process, session):
    with connected(process) as other, refused("NOT_FOUND"):
        other.call("session.close", {"session": session.name})
    session.close()
    with refused("NOT_FOUND"):
        client.call("session.close", {"session": session.name})


def test_clients_that_leave_are_forgotten(client, process):
    for _ in range(5):
        with connected(process) as other:
            other.open_session(other.open_volume(BALL), MODEL)
    end = time.monotonic() + 10
    while client.call("status").meta["clients"] > 1 and time.monotonic() < end:
        time.sleep(0.05)
    assert client.call("status").meta["clients"] == 1


def raw(process):
    return socket.create_connection((process.address.host, process.address.port), 10)


def test_a_wrong_token_is_refused(process):
    with refused("UNAUTHORIZED"):
        Client.connect(process.address.host, process.address.port, bytes(32))


def test_a_browser_is_not_answered(process):
    with raw(process) as browser:
        browser.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            while data := browser.recv(4096):
                answer += data
    assert b"HTTP" not in answer


def test_who_says_nothing_is_put_out(process):
    reader = FrameReader()
    with raw(process) as silent:
        silent.settimeout(20)
        while data := silent.recv(4096):
            reader.add(data)
    assert reader.next().type is Type.HELLO
    end = reader.next()
    assert (end.type, end.request, end.meta["code"]) == (Type.ERR, 0, "TOO_SLOW")


@pytest.mark.parametrize("case", GOLDEN["refused"], ids=lambda case: case["name"])
def test_what_is_no_frame_ends_only_its_own_connection(client, process, case):
    spoken, events = Protocol(process.token, "hostile"), []
    with raw(process) as hostile, contextlib.suppress(ConnectionError):
        while data := hostile.recv(4096):
            came = spoken.feed(data)
            events += came
            hostile.sendall(spoken.take_output())
            if any(isinstance(event, Ready) for event in came):
                hostile.sendall(bytes.fromhex(case["bytes"]))
    assert [event.code for event in events[1:]] == ([case["code"]] if case["code"] else [])
    assert client.call("models", timeout=10).meta


def test_a_server_that_is_killed_is_told():
    with started() as process, connected(process) as client:
        session = client.open_session(client.open_volume(BALL), MODEL)
        process.kill()
        with refused("LOST"):
            session.set_segment("ball", [(("k", 4), BOX)])


def test_a_server_ends_with_its_standard_input():
    process = ServerProcess(launched())
    with connected(process) as client:
        client.call("status")
    assert process.close(20) == 0


def test_a_server_of_its_own_is_found_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMOVAR_HOME", str(tmp_path))
    launch = launched()
    running = subprocess.Popen(
        launch.command[:-1], env=launch.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + 60
        while not server.announced(tmp_path) and time.monotonic() < end:
            time.sleep(0.1)
        with Client.local() as client:
            assert client.call("models").meta["default"]
        (announced,) = server.announced(tmp_path)
        assert announced.pid == running.pid
    finally:
        running.terminate()
        running.wait(20)
    assert list((tmp_path / "bridge").glob("*.json")) == []


def test_a_folder_with_spaces_and_umlauts_will_do(tmp_path):
    folder = tmp_path / "Übung 3 mit Köpfen"
    folder.mkdir()
    target = folder / "slicer-bridge" / "target"
    target.parent.mkdir()
    target.symlink_to(JAR.parent)
    with Client.start(folder) as client:
        assert client.call("models").meta["default"]


def threads(pid):
    """Names of the threads of a process but those that the virtual machine adds and removes as it likes."""
    names = []
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            names.append((task / "comm").read_text().strip())
    own = ("C1 Comp", "C2 Comp", "GC Thread", "G1 ", "Sweeper", "Attach")
    return sorted(name for name in names if not name.startswith(own))


def files(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def settled(measure, most):
    """What is measured once it is no more than this, or after ten seconds."""
    end = time.monotonic() + 10
    while (now := measure()) > most and time.monotonic() < end:
        time.sleep(0.1)
    return now


def at_random(client, session, some, count):
    """Prompts about a few segments, many of them at once, cancelled at random; returns how each ended."""
    ends, calls = {}, []
    for n in range(count):
        key, x, y = f"s{some.randrange(4)}", some.randrange(100), some.randrange(80)
        session._revisions[key] = session._revisions.get(key, 0) + 1
        if some.random() < 0.2:
            op, meta = "preview", {"plane": {"axis": "k", "index": some.randrange(3, 6)}, "at": [x, y]}
        else:
            on = [{"plane": {"axis": "k", "index": some.randrange(3, 6)}, "said": f"point {x},{y},+; point 50,40,+"}]
            op, meta = "segment.set", {"segment": key, "revision": session._revisions[key], "on": on}
        keep = lambda end, n=n: ends.setdefault(n, []).append(end)  # noqa: E731
        calls.append(client.link.call(op, {"session": session.name, **meta}, done=keep, failed=keep))
        if some.random() < 0.3:
            some.choice(calls[-8:]).cancel()
        if some.random() < 0.2:
            client.wait(calls[-1], timeout=60)
        while sum(call.open for call in calls[-64:]) > 16:
            client.exchange(1)
    client.wait(*calls, timeout=300)
    assert sorted(ends) == list(range(count))
    assert all(len(end) == 1 for end in ends.values())
    return [end[0] for end in ends.values()]


@on_linux
def test_a_thousand_prompts_with_random_cancels_leave_nothing_behind():
    some = random.Random(5)
    with started() as process, connected(process) as watcher:
        pid = process.address.pid
        with connected(process) as client:
            session = client.open_session(client.open_volume(BALL), MODEL)
            at_random(client, session, some, 60)
            watcher.call("status")
        settled(lambda: watcher.call("status").meta["clients"], 1)
        time.sleep(1)
        before = files(pid), len(threads(pid))

        with connected(process) as client:
            session = client.open_session(client.open_volume(BALL), MODEL)
            ends = at_random(client, session, some, 1000)
            codes = {end.code for end in ends if isinstance(end, Failure)}
            assert codes <= {"CANCELLED", "SUPERSEDED"}
            assert sum(isinstance(end, Response) for end in ends) > 100
            assert watcher.call("status").meta["waiting"] == 0
            fresh = client.open_session(client.open_volume(BALL), MODEL)
            for key in ("s0", "s1"):
                said = [(("k", 4), f"{BOX}; point 61,41,+")]
                session.masks.pop(key, None)
                session.set_segment(key, said)
                fresh.set_segment(key, said)
                np.testing.assert_array_equal(session.masks[key][4], fresh.masks[key][4])

        assert settled(lambda: watcher.call("status").meta["clients"], 1) == 1
        assert settled(lambda: files(pid), before[0]) <= before[0]
        assert settled(lambda: len(threads(pid)), before[1]) <= before[1], threads(pid)
