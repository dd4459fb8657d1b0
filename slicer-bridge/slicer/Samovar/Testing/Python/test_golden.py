"""The frames that both sides of the protocol are tested with."""

import json
import pathlib

import numpy as np
import pytest
from SamovarLib import frames, protocol, voxels
from SamovarLib.errors import ProtocolError

GOLDEN = json.loads((pathlib.Path(__file__).parents[4] / "golden" / "frames.json").read_text(encoding="utf-8"))


def named(part):
    return pytest.mark.parametrize("case", GOLDEN[part], ids=lambda case: case["name"])


def ready_protocol():
    handshake = GOLDEN["handshake"]
    spoken = protocol.Protocol(bytes.fromhex(handshake["token"]), "golden", handshake["clientNonce"])
    greeting, _, proof = (bytes.fromhex(case["bytes"]) for case in GOLDEN["frames"][:3])
    assert spoken.feed(greeting) == []
    assert len(spoken.feed(proof)) == 1
    spoken.take_output()
    return spoken


@named("frames")
def test_a_frame_is_written_byte_for_byte(case):
    written = frames.framed(
        frames.Type[case["type"]], case["request"], case["meta"].encode(), bytes.fromhex(case["body"])
    )
    assert written.hex() == case["bytes"]


@named("frames")
def test_the_meta_part_is_written_without_spaces(case):
    if case["meta"]:
        assert frames.meta_bytes(json.loads(case["meta"])).decode() == case["meta"]


@named("frames")
def test_a_frame_is_read_whole_and_byte_by_byte(case):
    expected = frames.Frame(
        frames.Type[case["type"]], case["request"], json.loads(case["meta"] or "{}"), bytes.fromhex(case["body"])
    )
    for size in (1, 7, 1 << 20):
        reader = frames.FrameReader()
        read = []
        data = bytes.fromhex(case["bytes"])
        for start in range(0, len(data), size):
            reader.add(data[start : start + size])
            read.append(reader.next())
        assert read[-1] == expected
        assert read[:-1] == [None] * (len(read) - 1)


@named("refused")
def test_what_is_no_frame_closes_the_connection(case):
    spoken = ready_protocol()
    events = spoken.feed(bytes.fromhex(case["bytes"]))
    assert [type(event) for event in events] == [protocol.Closed]
    assert events[0].code == (case["code"] or "BAD_FRAME")
    assert spoken.closed
    assert spoken.feed(bytes.fromhex(GOLDEN["frames"][4]["bytes"])) == []


def test_the_handshake_is_spoken_byte_for_byte():
    handshake = GOLDEN["handshake"]
    spoken = protocol.Protocol(bytes.fromhex(handshake["token"]), "golden", handshake["clientNonce"])
    greeting, proof, answer = GOLDEN["frames"][:3]

    assert spoken.feed(bytes.fromhex(greeting["bytes"])) == []
    assert spoken.take_output().hex() == proof["bytes"]
    assert not spoken.ready
    assert spoken.feed(bytes.fromhex(answer["bytes"])) == [
        protocol.Ready(
            ("models", "volume.open", "status"),
            {"meta": 1048576, "body": 8388608, "volume": 4294967296},
            "Samovar 0.1.0",
        )
    ]
    assert spoken.ready


def test_the_proofs_are_those_of_the_token():
    handshake = GOLDEN["handshake"]
    token = bytes.fromhex(handshake["token"])
    nonces = handshake["serverNonce"], handshake["clientNonce"]
    assert protocol.proof("client", token, *nonces) == handshake["clientProof"]
    assert protocol.proof("server", token, *nonces) == handshake["serverProof"]


@named("runs")
def test_a_mask_is_written_and_read_as_runs(case):
    mask = np.array([digit == "1" for digit in case["mask"]]).reshape(case["shape"])
    assert voxels.encode_runs(mask).hex() == case["bytes"]
    read = voxels.decode_runs(bytes.fromhex(case["bytes"]), case["shape"])
    assert read.dtype == bool
    np.testing.assert_array_equal(read, mask)


@named("refusedRuns")
def test_runs_that_do_not_fill_their_box_are_refused(case):
    with pytest.raises(ProtocolError):
        voxels.decode_runs(bytes.fromhex(case["bytes"]), case["shape"])


@named("contentIds")
def test_voxels_have_a_name(case):
    shape = case["shape"] if case["components"] == 1 else [*case["shape"], case["components"]]
    array = np.frombuffer(bytes.fromhex(case["voxels"]), np.dtype(case["dtype"]).newbyteorder("<")).reshape(shape)
    assert voxels.content_id(array) == case["contentId"]
    assert voxels.content_id(array.astype(array.dtype.newbyteorder(">"))) == case["contentId"]
    assert voxels.content_id(np.asfortranarray(array)) == case["contentId"]
