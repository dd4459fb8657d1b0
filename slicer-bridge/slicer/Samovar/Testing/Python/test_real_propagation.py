"""Following objects on the Java server, which finds what the command line finds."""

import re
import sys
import types

import numpy as np
import pytest
from files import ROOT, propagated, read_nifti, shared
from real import BALL, BOX, MODEL, ball, needs_server, refused
from SamovarLib.protocol import Failure

pytestmark = needs_server


def test_an_object_is_followed_as_the_command_line_does(session, tmp_path):
    session.set_segment("ball", [(("k", 4), BOX)])
    told = []
    found = session.propagate(progress=told.append)
    expected = propagated(tmp_path, BALL, "--slice", 4, "--box", "28,18,72,62") > 0
    assert expected[3].any()
    np.testing.assert_array_equal(session.masks["ball"], expected)
    assert told[-1].done == told[-1].total
    assert found["slices"] >= 1
    assert [check["segment"] for check in found["check"]] == ["ball"]


def test_an_object_in_a_head_is_followed_as_the_command_line_does(client, tmp_path):
    path = shared("data/head/images/head.nii.gz")
    if path is None:
        pytest.skip("needs shared/data/head")
    head = read_nifti(path)
    session = client.open_session(client.open_volume(head, name="head"), MODEL)
    session.set_segment("brain", [(("k", 90), "box 20,25,160,190")])
    session.propagate(range=(84, 96))
    words = ("--slice", 90, "--box", "20,25,160,190", "--range", "84-96")
    expected = propagated(tmp_path, head, *words) > 0
    assert expected[84].any()
    np.testing.assert_array_equal(session.masks["brain"], expected)


def test_thick_slices_are_followed_across_as_the_command_line_does(client, tmp_path):
    values = BALL.astype(np.int16) * 5 - 700
    spacing = (0.5, 0.5, 3.0)
    volume = client.open_volume(values, np.diag([*spacing, 1.0]), "thick")
    session = client.open_session(volume, MODEL)
    session.set_segment("ball", [(("j", 40), "box 28,1,72,8")])
    session.propagate(axis="j", range=(34, 46))
    words = ("--axis", "y", "--slice", 40, "--box", "28,1,72,8", "--range", "34-46")
    expected = propagated(tmp_path, values, *words, spacing=spacing) > 0
    assert expected.any()
    np.testing.assert_array_equal(session.masks["ball"], expected)


def test_an_object_is_followed_through_time_as_the_command_line_does(client, tmp_path):
    movie = np.stack([ball(1, center=(40 + 3 * t, 40, 0), seed=t) for t in range(5)])
    session = client.open_session([client.open_volume(frame, name=f"t{t}") for t, frame in enumerate(movie)], MODEL)
    session.set_segment("cell", [({"axis": "k", "index": 0, "frame": 1}, "box 21,18,65,62")])
    session.propagate(axis="t")
    expected = propagated(tmp_path, movie, "--frame", 1, "--box", "21,18,65,62") > 0
    assert expected[4].any()
    np.testing.assert_array_equal(session.masks["cell"], expected)


def test_several_objects_are_followed_at_once(session):
    session.set_segment("ball", [(("k", 4), BOX)])
    session.set_segment("other", [(("k", 4), "box 2,2,12,12")])
    alone = {}
    for key in ("ball", "other"):
        session.propagate(segments=[key])
        alone[key] = session.masks[key].copy()
    session.propagate()
    for key, mask in alone.items():
        np.testing.assert_array_equal(session.masks[key], mask)


def test_a_range_leaves_the_other_slices_alone(session):
    session.set_segment("ball", [(("k", 4), BOX)])
    session.propagate(range=(3, 5))
    assert session.masks["ball"][[3, 4, 5]].any(axis=(1, 2)).all()
    assert not session.masks["ball"][[0, 1, 2, 6, 7, 8]].any()


def test_what_was_found_before_a_cancel_stays(client):
    deep = np.repeat(BALL[4:5], 120, axis=0)
    session = client.open_session(client.open_volume(deep), MODEL)
    session.set_segment("tube", [(("k", 60), BOX)])
    ends, patches = [], []

    def stop_after_three(patch):
        patches.append(patch)
        if len(patches) == 3:
            call.cancel()

    meta = {"session": session.name, "axis": "k", "frame": 0, "segments": ["tube"]}
    call = client.link.call("propagate", meta, done=ends.append, failed=ends.append, patch=stop_after_three)
    client.wait(call, timeout=60)
    assert [end.code for end in ends if isinstance(end, Failure)] == ["CANCELLED"]
    assert 3 <= len(patches) < 60
    assert all(patch.mask.any() for patch in patches[:3])
    assert client.call("status").meta["waiting"] == 0


def test_a_click_is_answered_while_an_object_is_followed(client):
    deep = np.repeat(BALL[4:5], 100, axis=0)
    session = client.open_session(client.open_volume(deep), MODEL)
    session.set_segment("tube", [(("k", 50), BOX)])
    meta = {"session": session.name, "axis": "k", "frame": 0, "segments": ["tube"]}
    following = client.link.call("propagate", meta, failed=lambda failure: None)
    session.set_segment("click", [(("k", 50), "point 50,40,+")], timeout=30)
    was_open = following.open
    following.cancel()
    client.wait(following, timeout=60)
    assert was_open
    assert session.masks["click"][50].any()


def test_nothing_said_cannot_be_followed(session):
    with refused("NOT_FOUND", "REFUSED"):
        session.propagate(segments=["nobody"])


def test_the_page_about_python_does_what_it_says(tmp_path, monkeypatch):
    page = (ROOT / "docs" / "how-to" / "segment-from-python.md").read_text(encoding="utf-8")
    code = re.search("```python\n(.*?)```", page, re.DOTALL)[1]
    code = code.replace('Client.start("samovar")', f"Client.start({str(ROOT)!r})").replace('("k", 90)', '("k", 4)')
    code = code.replace("box 20,25,160,190", "box 28,18,72,62").replace("range=(80, 100)", "range=(3, 5)")
    saved = {}
    nibabel = types.SimpleNamespace(
        load=lambda path: types.SimpleNamespace(dataobj=BALL.T, affine=np.eye(4)),
        Nifti1Image=lambda values, affine: values,
        save=lambda values, path: saved.update({path: values}),
    )
    monkeypatch.setitem(sys.modules, "nibabel", nibabel)
    monkeypatch.setattr(sys, "path", sys.path[:])
    exec(compile(code, "segment-from-python.md", "exec"), {})
    assert saved["brain.nii.gz"].shape == BALL.T.shape
    assert saved["brain.nii.gz"][50, 40, 3:6].all()
