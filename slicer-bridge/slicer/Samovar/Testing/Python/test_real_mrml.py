"""The logic with the nodes of 3D Slicer, and the Java server."""

from __future__ import annotations

import select
import socket
import time
from types import SimpleNamespace

import numpy as np
import pytest
import slicer
import slicer.util
import vtk
from mrml import (
    add_points,
    add_segmentation,
    add_volume,
    linear_transform,
    new_scene,
    slice_view,
    turned,
    voxels_of,
    world_of,
)
from played import Heard
from real import BALL, MODEL, connected, needs_server, started
from SamovarLib.link import Link
from SamovarLib.logic import Listener, SamovarLogic

pytestmark = needs_server
CENTER, MIDDLE = (50, 40), 4


class Wire:
    """A socket between a logic and a server's process, as the module has one, with `select` in place of Qt."""

    def __init__(self, process, logic):
        self.logic = logic
        self.socket = socket.create_connection((process.address.host, process.address.port))
        self.link = Link(process.token, "tests", on_closed=lambda _: logic.disconnected(), on_ready=self.ready)

    def ready(self, _):
        self.logic.connect(self.link)

    def until(self, done, seconds=120.0):
        """Goes on until something is so."""
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, "the answer never came"
            while self.link.has_output:
                self.socket.sendall(self.link.output())
            if select.select([self.socket], [], [], 0.05)[0]:
                data = self.socket.recv(1 << 20)
                if not data:
                    self.link.lost()
                    return
                self.link.received(data)

    def answered(self):
        """Goes on until no prompt waits and nothing is under way."""
        self.until(lambda: not self.logic.waiting and not self.logic.busy)

    def close(self):
        self.socket.close()


@pytest.fixture
def work(scene, process):
    """A bright ball in a volume of millimetres to the left and back, a segmentation, and a logic that is connected."""
    volume = add_volume(BALL, name="ball")
    segmentation = add_segmentation(volume, "a", "b")
    heard = Heard()
    logic = SamovarLogic(heard)
    made = SimpleNamespace(volume=volume, segmentation=segmentation, heard=heard, logic=logic)
    logic.choose(volume, segmentation)
    logic.segment = "a"
    logic.model = MODEL
    made.wire = Wire(process, logic)
    made.wire.until(lambda: logic.models)
    logic.model = MODEL
    yield made
    logic.close()
    made.wire.close()
    assert not heard.failures


def segment(work, name="a"):
    return voxels_of(work.segmentation, name, work.volume)


def truth(k=MIDDLE):
    return BALL[k] > 130


def dice(found, expected):
    return 2 * (found & expected).sum() / (found.sum() + expected.sum())


def say(work, markup, view=None, positive=True):
    assert work.logic.add_markup(markup, view, positive)
    work.wire.answered()


def click(work, i, j, k=MIDDLE, positive=True):
    say(work, add_points(work.volume, (i, j, k)), None, positive)


def roi(work, first, last):
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "R")
    low, high = world_of(work.volume, *first), world_of(work.volume, *last)
    node.SetCenter(*((low + high) / 2))
    node.SetSize(*np.abs(high - low))
    return node


def curve(work, cls, *places):
    node = add_points(work.volume, *places, cls=cls)
    node.SetCurveTypeToLinear()
    return node


# ---- every kind of prompt ----


def test_a_box_finds_the_ball_on_its_slice_alone(work):
    say(work, roi(work, (27.5, 17.5, 2), (71.5, 61.5, 6)), slice_view(work.volume, (0, 0, MIDDLE)))
    assert dice(segment(work)[MIDDLE], truth()) > 0.9
    assert not np.delete(segment(work), MIDDLE, axis=0).any()


def test_what_is_found_is_what_the_blocking_client_finds(work, process):
    say(work, roi(work, (27.5, 17.5, 2), (71.5, 61.5, 6)), slice_view(work.volume, (0, 0, MIDDLE)))
    with connected(process) as client:
        session = client.open_session(client.open_volume(BALL), MODEL)
        session.set_segment("x", [(("k", MIDDLE), "box 28,18,72,62")])
        assert np.array_equal(segment(work), session.masks["x"])


def test_a_markups_plane_is_a_box_too(work):
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsPlaneNode", "P")
    node.SetCenterWorld(*world_of(work.volume, 49.5, 39.5, MIDDLE))
    node.SetNormalWorld(0, 0, 1)
    node.SetSizeWorld(44 * 0.7, 44 * 0.7)
    say(work, node, slice_view(work.volume, (0, 0, MIDDLE)))
    assert dice(segment(work)[MIDDLE], truth()) > 0.9


def test_clicks_on_and_beside_the_object(work):
    click(work, *CENTER)
    before = segment(work)
    assert before[MIDDLE, CENTER[1], CENTER[0]]
    click(work, 10, 10, positive=False)
    assert not segment(work)[MIDDLE, 10, 10]
    assert [p.words for p in work.logic.prompts] == ["point 50,40,+", "point 10,10,-"]


def test_scribbles_on_and_beside_the_object(work):
    say(work, curve(work, "vtkMRMLMarkupsCurveNode", (40, 40, MIDDLE), (50, 42, MIDDLE), (60, 40, MIDDLE)))
    say(work, curve(work, "vtkMRMLMarkupsCurveNode", (5, 5, MIDDLE), (90, 5, MIDDLE)), None, False)
    assert segment(work)[MIDDLE, 40, 50]
    assert not segment(work)[MIDDLE, 5, 50]


def test_a_region_is_a_mask(work):
    corners = ((31.5, 21.5), (68.5, 21.5), (68.5, 58.5), (31.5, 58.5))
    say(work, curve(work, "vtkMRMLMarkupsClosedCurveNode", *((i, j, MIDDLE) for i, j in corners)))
    assert dice(segment(work)[MIDDLE], truth()) > 0.8


@pytest.mark.parametrize(("orientation", "axis"), [("Sagittal", "i"), ("Coronal", "j")])
def test_other_views_are_other_planes(work, orientation, axis):
    click_in = slice_view(work.volume, (*CENTER, MIDDLE), orientation)
    say(work, add_points(work.volume, (*CENTER, MIDDLE)), click_in)
    (plane,) = work.logic.prompts.on()
    assert plane.axis == axis
    index = {"i": 2, "j": 1}[axis]
    found = np.argwhere(segment(work))[:, index]
    assert set(found.tolist()) == {CENTER[0] if axis == "i" else CENTER[1]}


def test_an_oblique_view_segments_the_voxels_of_its_plane(work):
    view = slice_view(work.volume, (*CENTER, MIDDLE), turn=turned(20, 0))
    say(work, add_points(work.volume, (*CENTER, MIDDLE)), view)
    (plane,) = work.logic.prompts.on()
    found = np.argwhere(segment(work))[:, ::-1]
    assert len(found) > 50
    assert np.all(np.abs(plane.seen(found)[:, 2]) <= 0.5 + 1e-6)
    assert segment(work)[MIDDLE, CENTER[1], CENTER[0]]


def test_a_transform_of_the_volume_changes_nothing_in_its_voxels(work):
    click(work, *CENTER)
    before = segment(work)
    work.logic.undo()
    moved = linear_transform(turned(40, 0, (5, 6, 7)))
    for node in (work.volume, work.segmentation):
        node.SetAndObserveTransformNodeID(moved.GetID())
    click(work, *CENTER)
    assert np.array_equal(segment(work), before)


# ---- candidates, undo, neighbours ----


def test_candidates_are_masks_of_their_own(work):
    most = 0
    for i, j in (CENTER, (4, 4), (31, 40), (50, 21)):
        click(work, i, j)
        _, every = work.logic.candidates()
        most = max(most, len(every))
        for n, candidate in enumerate(every):
            work.logic.choose_candidate(n)
            work.wire.answered()
            assert segment(work).sum() == candidate.pixels
            assert work.logic.candidates()[0] == n
        work.logic.clear_prompts()
        work.wire.answered()
        assert not segment(work).any()
    assert most > 1


def test_undo_and_redo_are_exact_and_the_server_follows(work):
    states = [segment(work)]
    for i, j, positive in ((50, 40, True), (10, 10, False), (60, 50, True)):
        click(work, i, j, positive=positive)
        states.append(segment(work))
    for state in reversed(states[:-1]):
        work.logic.undo()
        assert np.array_equal(segment(work), state)
    for state in states[1:]:
        work.logic.redo()
        assert np.array_equal(segment(work), state)
    work.wire.answered()
    assert np.array_equal(segment(work), states[-1])
    work.logic.undo()
    click(work, 60, 50)
    assert np.array_equal(segment(work), states[-1])


def test_protected_neighbours_keep_their_voxels(work):
    half = np.zeros(BALL.shape, np.uint8)
    half[MIDDLE, :, :50] = 1
    slicer.util.updateSegmentBinaryLabelmapFromArray(half, work.segmentation, "b", work.volume)
    say(work, roi(work, (27.5, 17.5, 2), (71.5, 61.5, 6)), slice_view(work.volume, (0, 0, MIDDLE)))
    assert segment(work).any()
    assert not segment(work)[:, :, :50].any()
    assert np.array_equal(segment(work, "b"), half.astype(bool))


def test_the_preview_shows_something_and_changes_no_segment(work):
    click(work, *CENTER)
    before = segment(work)
    work.logic.preview = True
    work.logic.hover(world_of(work.volume, *CENTER, MIDDLE))
    work.wire.until(lambda: work.logic.preview_node is not None)
    shown = voxels_of(work.logic.preview_node, "preview", work.volume)
    assert shown[MIDDLE].any()
    assert np.array_equal(segment(work), before)


# ---- whole volumes ----


def test_the_ball_is_followed_and_taken_back_in_one_step(work):
    say(work, roi(work, (27.5, 17.5, 2), (71.5, 61.5, 6)), slice_view(work.volume, (0, 0, MIDDLE)))
    before = segment(work)
    work.logic.propagate("k", (2, 6))
    work.wire.answered()
    for k in range(2, 7):
        assert dice(segment(work)[k], truth(k)) > 0.8
    assert not segment(work)[[0, 1, 7, 8]].any()
    assert work.heard.checks[0][0]["segment"] == "a"
    work.logic.undo()
    assert np.array_equal(segment(work), before)


def test_following_can_be_cancelled_and_taken_back(work):
    say(work, roi(work, (27.5, 17.5, 2), (71.5, 61.5, 6)), slice_view(work.volume, (0, 0, MIDDLE)))
    before = segment(work)
    work.logic.propagate("k")
    work.wire.until(lambda: work.heard.steps and work.heard.steps[-1][0] > 0)
    work.logic.cancel(keep=False)
    work.wire.answered()
    assert np.array_equal(segment(work), before)
    click(work, *CENTER)


def test_the_prompted_slice_is_an_example_for_the_others(work):
    say(work, roi(work, (27.5, 17.5, 2), (71.5, 61.5, 6)), slice_view(work.volume, (0, 0, MIDDLE)))
    work.logic.use_examples(MODEL, "k")
    work.wire.answered()
    assert segment(work)[MIDDLE + 1].any()


# ---- time ----


def test_objects_are_followed_through_time(work):
    sequence = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSequenceNode", "film")
    for t in range(3):
        volume = slicer.vtkMRMLScalarVolumeNode()
        slicer.util.updateVolumeFromArray(volume, np.roll(BALL, 2 * t, axis=2))
        sequence.SetDataNodeAtValue(volume, str(t))
    browser = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", "B")
    browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
    work.volume = browser.GetProxyNode(sequence)
    work.segmentation = add_segmentation(work.volume, "a")
    work.logic.choose(work.volume, work.segmentation)
    work.logic.segment = "a"
    box = roi(work, (27.5, 17.5, 2), (71.5, 61.5, 6))
    say(work, box, slice_view(work.volume, (0, 0, MIDDLE)))
    work.logic.propagate("t")
    work.wire.answered()
    for t in range(3):
        browser.SetSelectedItemNumber(t)
        assert dice(segment(work)[MIDDLE], np.roll(truth(), 2 * t, axis=1)) > 0.8


# ---- the connection and the scene ----


def test_after_the_server_was_killed_all_is_told_to_the_next_and_goes_on(work):
    with started() as first:
        work.wire.close()
        work.wire.link.lost()
        work.wire = Wire(first, work.logic)
        work.wire.until(lambda: work.logic.connected)
        click(work, *CENTER)
        found = segment(work)
        first.kill()
        work.wire.until(lambda: not work.logic.connected)
        work.wire.close()
    assert work.logic.add_markup(add_points(work.volume, (10, 10, MIDDLE)), None, False)
    assert np.array_equal(segment(work), found)
    with started() as second:
        work.wire = Wire(second, work.logic)
        work.wire.until(lambda: work.logic.connected)
        work.wire.answered()
        again = segment(work)
        assert not again[MIDDLE, 10, 10]
        with connected(second) as client:
            session = client.open_session(client.open_volume(BALL), MODEL)
            session.set_segment("x", [(("k", MIDDLE), "point 50,40,+; point 10,10,-")])
            assert np.array_equal(again, session.masks["x"])


def test_a_segmentation_that_was_saved_goes_on_where_it_was(work, tmp_path, process):
    click(work, *CENTER)
    path = str(tmp_path / "s.seg.nrrd")
    storage = slicer.vtkMRMLSegmentationStorageNode()
    storage.SetFileName(path)
    assert storage.WriteData(work.segmentation)
    click(work, 10, 10, positive=False)
    expected = segment(work)

    scene = new_scene()
    volume = add_volume(BALL, name="ball")
    loaded = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "S")
    loaded.CreateDefaultDisplayNodes()
    assert storage.ReadData(loaded)
    logic = SamovarLogic(Listener())
    logic.choose(volume, loaded)
    wire = Wire(process, logic)
    wire.until(lambda: logic.models)
    logic.model = MODEL
    assert [p.words for p in logic.prompts] == ["point 50,40,+"]
    point = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
    point.AddControlPointWorld(vtk.vtkVector3d(*world_of(volume, 10, 10, MIDDLE)))
    assert logic.add_markup(point, None, False)
    wire.answered()
    assert np.array_equal(voxels_of(loaded, "a", volume), expected)
    logic.close()
    wire.close()


def test_the_server_says_how_it_is(work):
    lines = []
    work.logic.status(lines.extend)
    work.wire.until(lambda: lines)
