"""Prompts on the Java server, which finds what the command line finds."""

import numpy as np
import pytest
from files import read_nifti, segmented, shared
from real import BALL, BOX, MODEL, ball, needs_server, refused
from SamovarLib.protocol import Response

pytestmark = needs_server


def test_a_box_finds_what_the_command_line_finds(session, tmp_path):
    answers = session.set_segment("ball", [(("k", 4), BOX)])
    expected = segmented(tmp_path, BALL[4], "--box", "28,18,72,62")
    assert expected.any()
    np.testing.assert_array_equal(session.masks["ball"][4], expected)
    assert not np.delete(session.masks["ball"], 4, axis=0).any()
    candidates = answers[0]["candidates"]
    assert candidates[answers[0]["choice"]]["pixels"] == expected.sum()


def test_values_of_16_bits_are_stretched_as_the_command_line_does(client, tmp_path):
    image = BALL[4].astype(np.uint16) * 100
    session = client.open_session(client.open_volume(image[None]), MODEL)
    session.set_segment("ball", [(("k", 0), "point 50,40,+")])
    np.testing.assert_array_equal(session.masks["ball"][0], segmented(tmp_path, image, "--point", "50,40"))


def test_a_box_on_a_slice_of_a_head_finds_what_the_command_line_finds(client, tmp_path):
    path = shared("data/head/images/head.nii.gz")
    if path is None:
        pytest.skip("needs shared/data/head")
    head = read_nifti(path)
    session = client.open_session(client.open_volume(head, name="head"), MODEL)
    session.set_segment("brain", [(("k", 90), "box 20,25,160,190")])
    expected = segmented(tmp_path, head[90], "--box", "20,25,160,190")
    assert expected.any()
    np.testing.assert_array_equal(session.masks["brain"][90], expected)


@pytest.mark.parametrize(("axis", "index"), [("i", 50), ("j", 40)])
def test_slices_along_the_other_axes_are_seen_as_the_protocol_says(client, tmp_path, axis, index):
    cube = ball(70, 80, 100, (50, 40, 30), 25)
    k, j, i = np.mgrid[:70, :80, :100]
    cube = np.where((i - 50) ** 2 + (j - 40) ** 2 + (k - 30) ** 2 < 20**2, 200, cube // 2).astype(np.uint8)
    session = client.open_session(client.open_volume(cube), MODEL)
    image = cube[:, :, index] if axis == "i" else cube[:, index, :]
    across = 40 if axis == "i" else 50
    x0, x1 = across - 22, across + 22
    session.set_segment("ball", [((axis, index), f"box {x0},8,{x1},52")])
    found = session.masks["ball"]
    np.testing.assert_array_equal(
        found[:, :, index] if axis == "i" else found[:, index, :],
        segmented(tmp_path, image, "--box", f"{x0},8,{x1},52"),
    )


def test_what_was_said_later_corrects_what_was_said_before(session):
    session.set_segment("ball", [(("k", 4), BOX)])
    before = session.masks["ball"].copy()
    assert before[4, 22, 50]
    session.set_segment("ball", [(("k", 4), f"{BOX}; point 50,22,-")])
    assert session.masks["ball"].any()
    assert (session.masks["ball"] != before).any()
    session.set_segment("ball", [(("k", 4), BOX)])
    np.testing.assert_array_equal(session.masks["ball"], before)


def test_saying_less_again_gives_what_was_there_before(session):
    session.set_segment("ball", [(("k", 4), "point 50,40,+")])
    first = session.masks["ball"].copy()
    session.set_segment("ball", [(("k", 4), "point 50,40,+; point 35,40,-")])
    session.set_segment("ball", [(("k", 4), "point 50,40,+")])
    np.testing.assert_array_equal(session.masks["ball"], first)


def test_planes_about_which_nothing_else_was_said_are_not_answered_again(client, session):
    session.set_segment("ball", [(("k", 4), BOX)])
    patches = []
    said = [{"plane": {"axis": "k", "index": 4}, "said": BOX}, {"plane": {"axis": "k", "index": 5}, "said": BOX}]
    meta = {"session": session.name, "segment": "ball", "revision": 2, "on": said}
    answer = client.call("segment.set", meta, patch=patches.append)
    assert [patch.plane["index"] for patch in patches] == [5]
    assert len(answer.meta["answers"]) == 2


def test_a_plane_that_is_gone_is_emptied(session):
    session.set_segment("ball", [(("k", 4), BOX), (("k", 5), BOX)])
    assert session.masks["ball"][5].any()
    session.set_segment("ball", [(("k", 4), BOX)])
    assert session.masks["ball"][4].any()
    assert not session.masks["ball"][5].any()


def test_another_of_the_answers_can_be_chosen(session):
    most = 0
    for click in ("point 50,40,+", "point 4,4,+", "point 31,40,+", "point 50,21,+"):
        answer = session.set_segment("ball", [(("k", 4), click)])[0]
        most = max(most, len(answer["candidates"]))
        for n, candidate in enumerate(answer["candidates"]):
            chosen = session.set_segment("ball", [(("k", 4), f"{click} #{n + 1}")])[0]
            assert chosen["choice"] == n
            assert session.masks["ball"].sum() == candidate["pixels"]
    assert most > 1


def test_scribbles_and_masks_are_prompts(session):
    session.set_segment("ball", [(("k", 4), "scribble + 40,40 50,42 60,40; scribble - 5,5 90,5")])
    assert session.masks["ball"][4, 40, 50]
    runs = " ".join(f"{100 * row + 40}-{100 * row + 60}" for row in range(30, 50))
    session.set_segment("drawn", [(("k", 4), f"mask 100x80 {runs}")])
    assert session.masks["drawn"][4, 40, 50]


@pytest.mark.parametrize(
    "said",
    [
        "point 500,2,+",
        "point -1,2,+",
        "box 5,5,5,9",
        "box 120,90,140,99",
        "circle 3,4",
        "point 3",
        "mask 64x48 0-10",
        "point nan,3,+",
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_lost(session, said):
    session.set_segment("ball", [(("k", 4), BOX)])
    before = session.masks["ball"].copy()
    with refused("REFUSED"):
        session.set_segment("ball", [(("k", 4), said)])
    np.testing.assert_array_equal(session.masks["ball"], before)
    session.set_segment("ball", [(("k", 4), f"{BOX}; point 50,40,+")])
    assert session.masks["ball"][4].any()


def test_what_a_refused_revision_said_is_answered_when_it_is_said_again(client, session):
    other = f"{BOX}; point 61,41,+"
    session.set_segment("ball", [(("k", 4), BOX)])
    with refused("REFUSED"):
        session.set_segment("ball", [(("k", 4), other), (("k", 5), "point 500,2,+")])
    session.set_segment("ball", [(("k", 4), other)])
    fresh = client.open_session(client.open_volume(BALL), MODEL)
    fresh.set_segment("ball", [(("k", 4), other)])
    np.testing.assert_array_equal(session.masks["ball"], fresh.masks["ball"])


@pytest.mark.parametrize("plane", [("k", 9), ("k", -1), {"axis": "k", "index": 4, "frame": 1}], ids=str)
def test_a_slice_outside_is_refused(session, plane):
    with refused("REFUSED", "BAD_REQUEST"):
        session.set_segment("ball", [(plane, BOX)])


def test_an_older_revision_is_refused(client, session):
    session.set_segment("ball", [(("k", 4), BOX)])
    meta = {"session": session.name, "segment": "ball", "revision": 1, "on": []}
    with refused("REFUSED", "BAD_REQUEST"):
        client.call("segment.set", meta)


def test_a_segment_without_prompts_ends(session):
    session.set_segment("ball", [(("k", 4), BOX)])
    session.set_segment("ball", [])
    assert session.masks == {}
    with refused("NOT_FOUND"):
        session.propagate(segments=["ball"])


def test_segments_do_not_know_each_other(session):
    session.set_segment("one", [(("k", 4), BOX)])
    session.set_segment("two", [(("k", 4), "box 0,0,10,10")])
    before = session.masks["one"].copy()
    session.set_segment("two", [])
    np.testing.assert_array_equal(session.masks["one"], before)


def test_a_newer_revision_takes_the_place_of_one_that_is_not_done(client):
    session = client.open_session(client.open_volume(ball(seed=7)), MODEL)
    ends, patches = [], []
    calls = []
    for revision in range(1, 13):
        said = [{"plane": {"axis": "k", "index": 4}, "said": f"{BOX}; point {40 + revision},40,+"}]
        meta = {"session": session.name, "segment": "ball", "revision": revision, "on": said}
        calls.append(client.link.call("segment.set", meta, done=ends.append, failed=ends.append, patch=patches.append))
    client.wait(*calls, timeout=60)
    kinds = ["done" if isinstance(end, Response) else end.code for end in sorted(ends, key=lambda end: end.request)]
    assert kinds[-1] == "done"
    assert set(kinds) <= {"done", "SUPERSEDED"}
    assert "SUPERSEDED" in kinds
    assert patches[-1].revision == 12


def test_an_empty_place_may_be_prompted(session):
    session.set_segment("dark", [(("k", 0), "point 2,2,+")])
    assert session.masks["dark"].shape == BALL.shape
