"""Hostile bytes: whatever comes, the client's side answers with events alone, and takes no memory for what was only
announced.
"""

import functools
import json
import random
import tracemalloc

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from SamovarLib import protocol, voxels
from SamovarLib.errors import ProtocolError
from SamovarLib.frames import HEADER, FrameReader, Type, frame_bytes
from test_golden import GOLDEN

EVENTS = (
    protocol.Ready,
    protocol.Response,
    protocol.Failure,
    protocol.Progress,
    protocol.Need,
    protocol.Patch,
    protocol.Closed,
)
HANDSHAKE = [bytes.fromhex(GOLDEN["frames"][n]["bytes"]) for n in (0, 2)]
FROM_SERVER = [bytes.fromhex(case["bytes"]) for case in GOLDEN["frames"][3:] if case["from"] == "server"]

many = functools.partial(
    settings,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 70), 1 << 70) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
numbers = st.sampled_from([-1, 0, 1, 2, 3, 4, 8, 20, 1 << 31, 1 << 32, 1 << 63, 1 << 100, 2.0, "3", None, True])
metas = st.fixed_dictionaries(
    {},
    optional={
        "event": st.sampled_from(["patch", "need", "progress", "other"]) | values,
        "segment": st.just("liver") | values,
        "revision": numbers,
        "frame": numbers,
        "extent": st.lists(numbers, min_size=6, max_size=6) | st.just([0, 2, 0, 3, 1, 2]) | values,
        "within": numbers,
        "mask": numbers,
        "plane": st.just({"axis": "k", "index": 1}) | values,
        "done": numbers,
        "total": numbers,
        "bytes": numbers,
        "code": st.just("REFUSED") | values,
        "message": st.just("No.") | values,
        "hint": values,
        "retryable": values,
    },
)


def spoken():
    """A client that is ready, with requests 1 to 5 open, of which 2 opens a volume and 5 is a preview."""
    handshake = GOLDEN["handshake"]
    client = protocol.Protocol(bytes.fromhex(handshake["token"]), "golden", handshake["clientNonce"])
    for data in HANDSHAKE:
        client.feed(data)
    for op in ("models", "volume.open", "session.open", "segment.set", "preview"):
        client.request(op)
    client.expect(12)
    client.take_output()
    return client


def some_edits(some):
    kinds = some.choices(["set", "bit", "cut", "put", "twice"], k=some.randint(0, 3))
    return [(kind, some.randrange(1 << 16), some.randbytes(some.randint(1, 8))) for kind in kinds]


def edited(data, changes):
    data = bytearray(data)
    for kind, place, new in changes:
        at = place % (len(data) + 1)
        if kind == "set":
            data[at : at + len(new)] = new
        elif kind == "bit":
            data[at % len(data)] ^= 1 << new[0] % 8
        elif kind == "cut":
            del data[at : at + len(new)]
        elif kind == "put":
            data[at:at] = new
        else:
            data += data[at : at + 64]
    return bytes(data)


def fed(client, data, cuts=()):
    events = []
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    for start, end in zip(places, places[1:]):
        events += client.feed(data[start:end])
    assert all(isinstance(event, EVENTS) for event in events)
    closed = [n for n, event in enumerate(events) if isinstance(event, protocol.Closed)]
    assert closed in ([], [len(events) - 1])
    assert client.closed == bool(closed)
    return events


def plain(events):
    """Events that can be compared: arrays as lists, and what is no number as text."""
    return repr(
        [
            {**vars(event), **{n: v.tolist() for n, v in vars(event).items() if isinstance(v, np.ndarray)}}
            for event in events
        ]
    )


@many(max_examples=100)
@given(st.integers(0, 1 << 32))
def test_changed_frames_are_events_however_they_are_cut(seed):
    some = random.Random(seed)
    for _ in range(200):
        data = edited(b"".join(some.choices(FROM_SERVER, k=some.randint(1, 4))), some_edits(some))
        cuts = [some.randrange(1 << 16) for _ in range(some.randint(1, 4))]
        assert plain(fed(spoken(), data)) == plain(fed(spoken(), data, cuts)), data.hex()


@many(max_examples=20)
@given(st.integers(0, 1 << 32))
def test_changed_handshakes_never_make_a_server_trusted(seed):
    some = random.Random(seed)
    handshake = GOLDEN["handshake"]
    for _ in range(250):
        data = edited(b"".join(HANDSHAKE), some_edits(some))
        client = protocol.Protocol(bytes.fromhex(handshake["token"]), "golden", handshake["clientNonce"])
        fed(client, data, [some.randrange(1 << 16)])
        if client.ready:
            assert handshake["serverNonce"].encode() in data
            assert handshake["serverProof"].encode() in data


@many(max_examples=500)
@given(st.sampled_from([Type.RES, Type.EVT, Type.ERR]), st.integers(0, 6), metas, st.binary(max_size=40))
def test_frames_of_any_contents_are_events(type, request, meta, body):
    text = json.dumps(meta).encode()
    data = HEADER.pack(b"SJB1", 1, type, 0, request, len(text), len(body)) + text + body
    fed(spoken(), data)


@many(max_examples=400)
@given(st.binary(max_size=200))
def test_any_bytes_are_events(data):
    fed(spoken(), data)
    fed(protocol.Protocol(bytes(32), "golden"), data)
    fed(spoken(), b"SJB1\x01" + data)


@many(max_examples=400)
@given(values)
def test_any_json_is_a_meta_part_or_refused(value):
    text = json.dumps(value).encode()
    fed(spoken(), HEADER.pack(b"SJB1", 1, Type.RES, 0, 1, len(text), 0) + text)


@many(max_examples=400)
@given(st.lists(st.booleans(), min_size=1, max_size=300), st.integers(1, 7))
def test_runs_are_read_as_they_were_written(mask, width):
    mask = np.array(mask[: max(1, len(mask) // width) * width] or mask)
    shape = (1, 1, len(mask))
    np.testing.assert_array_equal(voxels.decode_runs(voxels.encode_runs(mask), shape)[0, 0], mask)


@many(max_examples=400)
@given(st.binary(max_size=64), st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_any_bytes_are_runs_or_refused(data, shape):
    try:
        mask = voxels.decode_runs(data, shape)
    except ProtocolError:
        return
    assert mask.shape == tuple(shape)
    assert mask.dtype == bool
    np.testing.assert_array_equal(voxels.decode_runs(voxels.encode_runs(mask), shape), mask)


@pytest.fixture
def memory():
    """The most bytes that Python held since the test began, as a function."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


@pytest.mark.parametrize(
    "extent",
    [
        [0, 1 << 20, 0, 1 << 20, 0, 1 << 20],
        [0, 3, 0, 3, 0, 2],
        [0, 1 << 62, 0, 1, 0, 1],
        [5, 5, 0, 1, 0, 1],
        [1, 0, 0, 1, 1, 0],
    ],
    ids=str,
)
def test_a_patch_larger_than_any_volume_takes_no_memory(memory, extent):
    client = spoken()
    runs = np.array([0, 0xFFFFFFFF], "<u4").tobytes()
    meta = {
        "event": "patch",
        "segment": "s",
        "revision": 1,
        "frame": 0,
        "extent": extent,
        "within": 0,
        "mask": len(runs),
    }
    events = fed(client, frame_bytes(Type.EVT, 4, meta, runs))
    assert [type(event) for event in events] == [protocol.Closed]
    assert memory() < 1 << 20


def test_a_length_that_was_only_announced_takes_no_memory(memory):
    reader = FrameReader()
    reader.add(HEADER.pack(b"SJB1", 1, Type.RES, 0, 1, 1 << 20, 8 << 20) + bytes(100))
    assert reader.next() is None
    assert memory() < 1 << 20


def test_a_volume_of_frames_is_not_kept_when_it_was_read(memory):
    client = spoken()
    frame = frame_bytes(Type.EVT, 1, {"event": "progress", "done": 1, "total": 2}, bytes(1 << 20))
    for _ in range(50):
        assert len(client.feed(frame)) == 1
    assert memory() < 6 << 20


def test_json_that_is_nested_deeply_is_refused():
    for text in (
        b'{"a":' * 100_000,
        b'{"a":' + b"[" * 500_000 + b"]" * 500_000 + b"}",
        b'{"a":' + b"9" * 10_000 + b"}",
    ):
        events = fed(spoken(), HEADER.pack(b"SJB1", 1, Type.RES, 0, 1, len(text), 0) + text)
        assert [type(event) for event in events] == [protocol.Closed]
