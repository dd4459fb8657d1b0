"""Volumes on the Java server."""

import numpy as np
import pytest
from files import segmented
from real import BALL, BOX, MODEL, needs_server, refused
from SamovarLib.voxels import Voxels

pytestmark = needs_server


@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"])
def test_a_volume_of_each_kind_is_sent_and_then_known(client, dtype):
    array = (BALL.astype(np.int64) - 90).astype(dtype)
    first, second = [], []
    one = client.open_volume(array, name=dtype, progress=first.append)
    two = client.open_volume(array.copy(), np.diag([-1, -1, 2.5, 1]), "again", progress=second.append)
    assert one != two
    assert first[-1].done == first[-1].total == array.nbytes
    assert second == []


def test_a_volume_of_colours_is_sent_and_segmented(client, tmp_path):
    colours = np.stack([BALL[4], BALL[4] // 2, 255 - BALL[4]], axis=-1)
    session = client.open_session(client.open_volume(colours[None], name="RGB"), MODEL)
    session.set_segment("ball", [(("k", 0), BOX)])
    expected = segmented(tmp_path, colours, "--box", "28,18,72,62")
    np.testing.assert_array_equal(session.masks["ball"][0], expected)


def test_a_volume_larger_than_a_frame_is_sent_in_pieces(client):
    large = np.zeros((13, 1000, 1000), np.uint8)
    told = []
    client.open_volume(large, progress=told.append)
    assert len(told) == 4


def test_voxels_that_are_not_those_that_were_named_are_refused(client, monkeypatch):
    monkeypatch.setattr(Voxels, "content_id", lambda self: "00" * 32)
    with refused("CONTENT_MISMATCH"):
        client.open_volume(BALL)
    monkeypatch.undo()
    assert client.open_volume(BALL)


def test_a_cancelled_upload_ends_and_the_volume_can_be_sent_again(client):
    array = np.random.default_rng(3).integers(0, 255, (40, 700, 900)).astype(np.uint8)
    ends = []
    call = client.link.open_volume(array, done=ends.append, failed=ends.append, progress=lambda step: call.cancel())
    client.wait(call, timeout=60)
    assert [end.code for end in ends] == ["CANCELLED"]
    assert client.open_volume(array)


@pytest.mark.parametrize(
    "change",
    [
        {"shape": [2, 3]},
        {"shape": [2, 3, 0]},
        {"shape": [2, 3, -4]},
        {"shape": ["a", 3, 4]},
        {"components": 2},
        {"dtype": "int64"},
        {"contentId": "zz"},
        {"contentId": None},
        {"ijkToRas": [1, 2, 3]},
    ],
    ids=str,
)
def test_a_volume_that_is_none_is_a_bad_request(client, change):
    good = {"contentId": "ab" * 32, "shape": [2, 3, 4], "components": 1, "dtype": "uint8", "name": "bad"}
    good["ijkToRas"] = np.eye(4).ravel().tolist()
    with refused("BAD_REQUEST"):
        client.call("volume.open", {**good, **change}, timeout=10)


def test_a_volume_that_fits_into_no_memory_is_refused_before_it_is_sent(client):
    meta = {
        "contentId": "ab" * 32,
        "shape": [20_000, 20_000, 20_000],
        "components": 1,
        "dtype": "float64",
        "name": "vast",
    }
    with refused("TOO_LARGE"):
        client.call("volume.open", {**meta, "ijkToRas": np.eye(4).ravel().tolist()}, timeout=10)


def test_a_closed_volume_is_gone_but_its_sessions_go_on(client):
    volume = client.open_volume(BALL)
    session = client.open_session(volume, MODEL)
    client.call("volume.close", {"volume": volume})
    session.set_segment("ball", [(("k", 4), BOX)])
    assert session.masks["ball"].any()
    with refused("NOT_FOUND"):
        client.open_session(volume, MODEL)


def test_an_unknown_model_is_refused_in_words(client):
    with refused("REFUSED"):
        client.open_session(client.open_volume(BALL), "no-such-model")
