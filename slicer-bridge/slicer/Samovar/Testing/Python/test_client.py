"""The client against a server that is a few lines of Python."""

import signal
import socket
import threading

import fake_server
import numpy as np
import pytest
from SamovarLib.client import BridgeError, Client
from SamovarLib.protocol import Response

TOKEN = bytes(range(32))
CT = np.arange(4 * 6 * 5, dtype=np.int16).reshape(4, 6, 5)


@pytest.fixture
def running(request):
    server = fake_server.Running(getattr(request, "param", None))
    yield server
    server.close()


@pytest.fixture
def client(running):
    with Client.connect("127.0.0.1", running.port, TOKEN) as connected:
        yield connected


def habits(**kinds):
    return pytest.mark.parametrize("running", [fake_server.Habits(**kinds)], indirect=True)


def test_the_models_are_asked_for(client):
    assert client.call("models").meta["default"] == "fake"
    assert client.link.server == "Fake 1"
    assert "propagate" in client.link.capabilities


def test_a_volume_is_sent_once(client, running):
    assert client.open_volume(CT, name="CT") == "v1"
    assert client.open_volume(CT.copy(), name="the same") == "v2"
    assert running.servers[0].pieces == [CT.nbytes]


def test_a_large_volume_is_sent_in_pieces_with_progress(client, running):
    large = np.zeros((5, 1000, 1000), np.int16)
    told = []
    client.open_volume(large, progress=told.append)
    assert running.servers[0].pieces == [4 << 20, 4 << 20, 10_000_000 - (8 << 20)]
    assert [step.done for step in told] == [4 << 20, 8 << 20, 10_000_000]


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((2, 3, 4), np.int64),
        np.zeros((2, 3, 4), np.float16),
        np.zeros((2, 3, 4), bool),
        np.zeros((3, 4), np.uint8),
        np.zeros((2, 3, 4, 4), np.uint8),
        np.zeros((0, 3, 4), np.uint8),
    ],
    ids=lambda array: f"{array.dtype}{array.shape}",
)
def test_what_is_no_volume_is_refused_in_words(client, array):
    with pytest.raises(BridgeError) as refused:
        client.open_volume(array)
    assert refused.value.code == "REFUSED"
    assert refused.value.hint


def test_views_and_other_byte_orders_are_sent_as_what_they_mean(client, running):
    flipped = CT[::-1, :, ::2]
    client.open_volume(flipped)
    client.open_volume(flipped.astype(">i2"))
    client.open_volume(np.asfortranarray(flipped))
    assert len(running.servers[0].contents) == 1
    assert next(iter(running.servers[0].contents.values())) == np.ascontiguousarray(flipped).tobytes()


@habits(need_more=2)
def test_a_server_that_wants_more_than_there_is_is_left(client):
    with pytest.raises(BridgeError) as failed:
        client.open_volume(CT)
    assert failed.value.code == "BAD_FRAME"


def test_a_box_gives_the_mask_of_its_slice(client):
    session = client.open_session(client.open_volume(CT))
    answers = session.set_segment("liver", [(("k", 2), "box 1,2,4,5")])
    expected = np.zeros(CT.shape, bool)
    expected[2, 2:5, 1:4] = True
    np.testing.assert_array_equal(session.masks["liver"], expected)
    assert answers == [{"choice": 0, "candidates": [{"score": 0.5, "pixels": 9}]}]
    assert session.notes == ["It is a fake."]


def test_a_segment_without_prompts_is_gone(client):
    session = client.open_session(client.open_volume(CT))
    session.set_segment("liver", [(("k", 2), "box 1,2,4,5")])
    session.set_segment("liver", [])
    assert session.masks == {}


def test_slices_are_followed_with_progress(client):
    session = client.open_session(client.open_volume(CT))
    session.set_segment("liver", [({"axis": "k", "index": 2}, "box 1,2,4,5")])
    told = []
    found = session.propagate(progress=told.append)
    assert session.masks["liver"].sum() == 4 * 9
    assert [(step.done, step.total) for step in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert found["check"][0]["index"] == 3


def test_the_masks_of_a_time_sequence_have_its_frames(client):
    session = client.open_session([client.open_volume(CT), client.open_volume(CT + 1)])
    session.set_segment("cell", [({"axis": "k", "index": 1, "frame": 1}, "point 2,3,+")])
    assert session.masks["cell"].shape == (2, 4, 6, 5)
    assert np.argwhere(session.masks["cell"]).tolist() == [[1, 1, 3, 2]]


def test_a_preview_leaves_the_masks_as_they_are(client):
    session = client.open_session(client.open_volume(CT))
    found = session.preview(("k", 1), (3, 4))
    assert found.extent == (0, 5, 0, 6, 1, 2)
    assert found.within is not None
    assert found.within.all()
    assert np.argwhere(found.mask).tolist() == [[0, 4, 3]]
    assert session.masks == {}


def test_what_the_server_refuses_is_told_in_its_words(client):
    session = client.open_session(client.open_volume(CT))
    with pytest.raises(BridgeError) as refused:
        session.set_segment("liver", [(("k", 2), "point 500,2,+")])
    assert (refused.value.code, refused.value.message, refused.value.hint) == (
        "REFUSED",
        "A point is outside.",
        "A hint.",
    )
    assert client.call("models").meta


def test_patches_of_an_older_revision_count(client, running):
    session = client.open_session(client.open_volume(CT))
    session.set_segment("liver", [(("k", 2), "box 1,2,4,5")])
    about, masks = running.servers[0].last
    running.servers[0].last = ({**about, "revision": about["revision"] - 1}, masks)
    session.propagate()
    assert session.masks["liver"].sum() == 9 * CT.shape[0]


@habits(hold={"models"})
def test_a_request_that_takes_too_long_is_cancelled(client, running):
    with pytest.raises(BridgeError) as late:
        client.call("models", timeout=0.05)
    assert late.value.code == "TIMEOUT"
    assert late.value.retryable
    assert client.call("status").meta["waiting"] == 0
    assert "cancel" in running.servers[0].seen


@habits(hold={"models"})
def test_a_cancelled_call_fails_once(client):
    ends = []
    call = client.link.call("models", done=ends.append, failed=ends.append)
    call.cancel()
    call.cancel()
    client.wait(call)
    call.cancel()
    client.call("status")
    assert [end.code for end in ends] == ["CANCELLED"]


@habits(hold={"models"})
def test_an_interrupt_cancels_what_is_waited_for(client, running):
    timer = threading.Timer(0.1, lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        client.call("models")
    timer.join()
    client.call("status")
    assert "cancel" in running.servers[0].seen


@habits(leave_at="status", hold={"models"})
def test_a_server_that_goes_ends_all_calls(client):
    ends = []
    client.link.call("models", failed=ends.append)
    with pytest.raises(BridgeError) as lost:
        client.call("status")
    assert lost.value.code == "LOST"
    assert [end.code for end in ends] == ["LOST"]
    with pytest.raises(BridgeError):
        client.call("models")


def test_a_wrong_token_is_told(running):
    with pytest.raises(BridgeError) as refused:
        Client.connect("127.0.0.1", running.port, bytes(32))
    assert refused.value.code == "UNAUTHORIZED"


@habits(wrong_proof=True)
def test_a_server_that_does_not_know_the_token_is_left(running):
    with pytest.raises(BridgeError) as refused:
        Client.connect("127.0.0.1", running.port, TOKEN)
    assert refused.value.code == "UNAUTHORIZED"
    assert "token" in refused.value.message


def test_something_else_on_the_port_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        answering = threading.Thread(target=lambda: answer_once(listening, b"HTTP/1.1 400 Bad Request\r\n\r\n"))
        answering.start()
        with pytest.raises(BridgeError) as refused:
            Client.connect("127.0.0.1", listening.getsockname()[1], TOKEN)
        answering.join()
    assert "does not speak" in refused.value.message


def test_a_server_that_says_nothing_is_left_in_time():
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(BridgeError) as late:
        Client.connect("127.0.0.1", listening.getsockname()[1], TOKEN, timeout=0.1)
    assert late.value.code == "TIMEOUT"


def test_nothing_on_the_port_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(BridgeError) as refused:
        Client.connect("127.0.0.1", port, TOKEN)
    assert refused.value.code == "NO_SERVER"


def test_a_callback_that_fails_does_not_swallow_what_came_behind_it(client):
    ends = []
    client.link.call("models", done=lambda _: 1 / 0)
    client.link.call("status", done=ends.append)
    with pytest.raises(ZeroDivisionError):
        client.call("status")
    client.call("models")
    assert len(ends) == 1


def test_what_is_asked_in_a_callback_is_asked(client):
    ends = []
    client.wait(client.link.call("models", done=lambda _: client.link.ping(done=ends.append)))
    client.call("status")
    assert [type(end) for end in ends] == [Response]


def answer_once(listening, data):
    connection, _ = listening.accept()
    with connection:
        connection.sendall(data)
        connection.recv(1 << 16)
