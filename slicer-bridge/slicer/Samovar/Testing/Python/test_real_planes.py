"""Oblique planes and previews on the Java server."""

import numpy as np
import pytest
from real import BALL, BOX, needs_server, refused
from SamovarLib.protocol import Failure, Response

pytestmark = needs_server


def voxels_of(plane, shape):
    """Which voxels [k,j,i] belong to a plane, as the protocol says, and the pixel of each."""
    origin, right, down = (np.array(plane[name], float) for name in ("origin", "right", "down"))
    normal = np.cross(right, down)
    axis = int(np.argmax(np.abs(normal)))
    places = np.moveaxis(np.indices(shape)[::-1], 0, -1).astype(float)
    away = (places - origin) @ normal / normal[axis]
    belongs = (away > -0.5) & (away <= 0.5)
    onto = places.copy()
    onto[..., axis] -= away
    pixels, *_ = np.linalg.lstsq(np.stack([right, down], axis=1), (onto - origin).reshape(-1, 3).T, rcond=None)
    return belongs, np.floor(pixels.T + 0.5).astype(int).reshape(*shape, 2)


def whole(patch, shape):
    """Within and mask of a patch in a volume of this shape."""
    i0, i1, j0, j1, k0, k1 = patch.extent
    within, mask = np.zeros(shape, bool), np.zeros(shape, bool)
    within[k0:k1, j0:j1, i0:i1] = True if patch.within is None else patch.within
    mask[k0:k1, j0:j1, i0:i1] = patch.mask
    return within, mask & within


def test_a_plane_that_is_a_slice_finds_what_the_slice_does(session):
    session.set_segment("slice", [(("k", 4), BOX)])
    plane = {"origin": [0, 0, 4], "right": [1, 0, 0], "down": [0, 1, 0], "size": [100, 80]}
    session.set_segment("plane", [(plane, BOX)])
    np.testing.assert_array_equal(session.masks["plane"], session.masks["slice"])


@pytest.mark.parametrize(
    "plane",
    [
        {"origin": [2.3, -3.1, 1.2], "right": [0.98, 0.03, 0.02], "down": [-0.03, 0.97, 0.04], "size": [110, 100]},
        {"origin": [20.2, -10.4, -20.3], "right": [0.51, 0.83, 0.07], "down": [0.05, -0.04, 0.93], "size": [140, 60]},
        {"origin": [95.7, 75.3, 1.2], "right": [-0.96, 0.02, 0.011], "down": [0.03, -0.95, 0.043], "size": [100, 80]},
    ],
    ids=["nearly a slice", "steep", "upside down"],
)
def test_the_voxels_of_an_oblique_plane_are_those_of_the_protocol(session, plane):
    middle = [plane["size"][0] // 2, plane["size"][1] // 2]
    patch = session.preview(plane, (middle[0], middle[1]))
    within, mask = whole(patch, BALL.shape)
    belongs, pixels = voxels_of(plane, BALL.shape)
    width, height = plane["size"]
    exists = (pixels >= 0).all(-1) & (pixels[..., 0] < width) & (pixels[..., 1] < height)
    np.testing.assert_array_equal(within, belongs & exists)
    assert not mask[~within].any()


def test_voxels_of_one_pixel_are_in_or_out_together(session):
    plane = {
        "origin": [20.2, -10.4, -20.3],
        "right": [0.51, 0.83, 0.07],
        "down": [0.05, -0.04, 0.93],
        "size": [140, 60],
    }
    session.set_segment("ball", [(plane, "box 40,18,75,35")])
    belongs, pixels = voxels_of(plane, BALL.shape)
    found = session.masks["ball"]
    assert found.any()
    assert not found[~belongs].any()
    states = {}
    for pixel, inside in zip(map(tuple, pixels[belongs]), found[belongs]):
        assert states.setdefault(pixel, inside) == inside


def test_a_plane_that_is_none_is_told(session):
    flat = {"origin": [0, 0, 4], "right": [1, 0, 0], "down": [2, 0, 0], "size": [10, 10]}
    with refused("BAD_REQUEST", "REFUSED"):
        session.set_segment("flat", [(flat, "point 2,2,+")])
    huge = {"origin": [0, 0, 4], "right": [1, 0, 0], "down": [0, 1, 0], "size": [1 << 30, 1 << 30]}
    with refused("BAD_REQUEST", "REFUSED", "TOO_LARGE"):
        session.set_segment("huge", [(huge, "point 2,2,+")])


def test_a_preview_finds_what_a_click_would_and_says_nothing(session):
    found = session.preview(("k", 4), (50, 40))
    _, mask = whole(found, BALL.shape)
    assert mask[4, 40, 50]
    assert not mask[:4].any()
    assert session.masks == {}


def test_a_later_preview_takes_the_place_of_an_earlier_one(client, session):
    ends = []
    calls = [
        client.link.call(
            "preview",
            {"session": session.name, "plane": {"axis": "k", "index": n % 9}, "at": [30 + n, 40]},
            done=ends.append,
            failed=ends.append,
        )
        for n in range(30)
    ]
    client.wait(*calls, timeout=60)
    assert {end.code for end in ends if isinstance(end, Failure)} <= {"SUPERSEDED"}
    assert isinstance(max(ends, key=lambda end: end.request), Response)
    assert any(isinstance(end, Failure) for end in ends)


def test_preparing_a_plane_changes_nothing(client, session):
    client.call("session.prepare", {"session": session.name, "plane": {"axis": "k", "index": 5}}, timeout=60)
    session.set_segment("ball", [(("k", 5), BOX)])
    assert session.masks["ball"][5].any()
