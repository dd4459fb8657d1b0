"""The logic with the nodes of 3D Slicer, and a server that is played."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest
import slicer
import slicer.util
import vtk
from fake_link import FakeServer
from mrml import add_points, add_segmentation, add_volume, new_scene, slice_view, voxels_of, world_of
from SamovarLib.errors import UserError
from SamovarLib.logic import Listener, SamovarLogic
from SamovarLib.promptlist import Record
from SamovarLib.targets import TAG

SHAPE = (12, 40, 50)


class Heard(Listener):
    """All that was told."""

    def __init__(self):
        self.failures, self.notices, self.steps, self.checks, self.changes = [], [], [], [], 0

    def failed(self, message, hint):
        self.failures.append(f"{message} {hint}".strip())

    def notice(self, text):
        self.notices.append(text)

    def progress(self, done, total, what):
        self.steps.append((done, total, what))

    def changed(self):
        self.changes += 1

    def check(self, slices):
        self.checks.append(slices)


@pytest.fixture
def work(scene):
    """A volume, a segmentation with two segments, and a logic that is connected."""
    volume = add_volume(np.arange(np.prod(SHAPE), dtype=np.int16).reshape(SHAPE))
    segmentation = add_segmentation(volume, "a", "b")
    server, heard = FakeServer(), Heard()
    logic = SamovarLogic(heard)
    made = SimpleNamespace(volume=volume, segmentation=segmentation, server=server, heard=heard, logic=logic)
    made.link = server.link()
    logic.connect(made.link)
    logic.choose(volume, segmentation)
    logic.segment = "a"
    yield made
    logic.close()
    assert not heard.failures


def click(work, i, j, k, positive=True):
    return work.logic.add_point(world_of(work.volume, i, j, k), None, positive)


def square(i, j, k, reach=1):
    mask = np.zeros(SHAPE, bool)
    mask[k, max(0, j - reach) : j + reach + 1, max(0, i - reach) : i + reach + 1] = True
    return mask


def segment(work, name="a"):
    return voxels_of(work.segmentation, name, work.volume)


def failures(work):
    """What was told to have failed; then it is forgotten."""
    told, work.heard.failures = work.heard.failures, []
    return told


def reconnect(work):
    work.link.lose()
    work.logic.disconnected()
    work.link = work.server.link()
    work.logic.connect(work.link)


# ---- prompts ----


def test_a_click_fills_the_segment(work):
    assert click(work, 10, 20, 5)
    assert np.array_equal(segment(work), square(10, 20, 5))
    assert [str(p) for p in work.logic.prompts] == ["k 5: point 10,20,+"]


def test_each_request_says_all_that_was_ever_said(work):
    click(work, 10, 20, 5)
    click(work, 12, 20, 5, positive=False)
    click(work, 30, 20, 7)
    assert work.server.ops("segment.set")[-1]["on"] == [
        {"plane": {"axis": "k", "index": 5}, "said": "point 10,20,+; point 12,20,-"},
        {"plane": {"axis": "k", "index": 7}, "said": "point 30,20,+"},
    ]
    expected = square(10, 20, 5) & ~square(12, 20, 5) | square(30, 20, 7)
    assert np.array_equal(segment(work), expected)


def test_revisions_grow(work):
    for i in (10, 20, 30):
        click(work, i, 20, 5)
    revisions = [meta["revision"] for meta in work.server.ops("segment.set")]
    assert revisions == sorted(set(revisions))


def test_segments_have_prompts_of_their_own(work):
    click(work, 10, 20, 5)
    work.logic.segment = "b"
    click(work, 30, 20, 5)
    assert np.array_equal(segment(work, "a"), square(10, 20, 5))
    assert np.array_equal(segment(work, "b"), square(30, 20, 5))
    assert [str(p) for p in work.logic.prompts] == ["k 5: point 30,20,+"]


def test_other_segments_are_protected_or_not(work):
    click(work, 10, 20, 5)
    work.logic.segment = "b"
    click(work, 11, 20, 5)
    assert np.array_equal(segment(work, "a"), square(10, 20, 5))
    assert np.array_equal(segment(work, "b"), square(11, 20, 5) & ~square(10, 20, 5))
    work.logic.undo()
    work.logic.protect = False
    click(work, 11, 20, 5)
    assert np.array_equal(segment(work, "a"), square(10, 20, 5) & ~square(11, 20, 5))
    assert np.array_equal(segment(work, "b"), square(11, 20, 5))


def test_markups_are_prompts(work):
    view = slice_view(work.volume, (0, 0, 4))
    assert work.logic.add_markup(add_points(work.volume, (10, 20, 4), (20, 20, 4)), view)
    assert np.array_equal(segment(work), square(10, 20, 4) | square(20, 20, 4))
    work.logic.undo()
    assert not segment(work).any()


def test_a_box_between_two_places_is_a_prompt(work):
    work.logic.add_box(world_of(work.volume, 9.5, 19.5, 4), world_of(work.volume, 12.5, 21.5, 4))
    assert segment(work).sum() == 6
    assert segment(work)[4, 20:22, 10:13].all()


def test_points_of_a_list_outside_of_the_volume_are_told(work):
    work.logic.add_markup(add_points(work.volume, (10, 20, 4), (20, 20, 40)))
    assert "outside of 'CT'" in work.heard.notices[0]
    assert np.array_equal(segment(work), square(10, 20, 4))


def test_what_cannot_be_done_is_told_and_changes_nothing(work):
    assert not click(work, 10, 20, 50)
    assert "outside of 'CT'" in failures(work)[0]
    work.logic.segment = "gone"
    assert not click(work, 10, 20, 5)
    assert "No segment is chosen" in failures(work)[0]
    work.logic.choose(work.volume, None)
    assert not click(work, 10, 20, 5)
    assert "nothing to segment into" in failures(work)[0]
    work.logic.choose(None, None)
    assert not click(work, 10, 20, 5)
    assert len(failures(work)) == 1
    assert not work.server.ops("segment.set")


def test_the_volume_is_sent_once(work):
    for i in (10, 20, 30):
        click(work, i, 20, 5)
    assert work.server.uploads == 1
    assert len(work.server.ops("volume.open")) == 1
    reconnect(work)
    assert work.server.uploads == 1


def test_changed_voxels_are_sent_anew_and_old_prompts_left_out(work):
    click(work, 10, 20, 5)
    slicer.util.arrayFromVolume(work.volume)[0, 0, 0] = 99
    slicer.util.arrayFromVolumeModified(work.volume)
    click(work, 30, 20, 5)
    assert work.server.uploads == 2
    assert [str(p) for p in work.logic.prompts] == ["k 5: point 30,20,+"]
    assert any("other voxels" in notice for notice in work.heard.notices)


def test_a_change_of_the_window_opens_another_session_only_when_it_counts(work):
    work.volume.CreateDefaultDisplayNodes()
    display = work.volume.GetDisplayNode()
    display.AutoWindowLevelOff()
    display.SetWindowLevel(400, 40)
    click(work, 10, 20, 5)
    display.SetWindowLevel(300, 40)
    click(work, 20, 20, 5)
    assert [meta.get("window") for meta in work.server.ops("session.open")] == [None]
    work.logic.use_window = True
    click(work, 30, 20, 5)
    display.SetWindowLevel(200, 40)
    click(work, 40, 20, 5)
    windows = [meta.get("window") for meta in work.server.ops("session.open")]
    assert windows == [None, {"level": 40, "width": 300}, {"level": 40, "width": 200}]
    assert work.server.uploads == 1
    assert segment(work).sum() == 36


def test_another_model_opens_another_session(work):
    click(work, 10, 20, 5)
    work.logic.model = "sgp"
    click(work, 20, 20, 5)
    assert [meta["model"] for meta in work.server.ops("session.open")] == ["nano", "sgp"]
    assert len(work.link.sessions) == 1
    assert segment(work).sum() == 18


def test_volumes_in_colour_are_sent_without_their_opacity(work):
    colours = np.zeros((*SHAPE, 4), np.uint8)
    colours[..., 3] = 255
    volume = slicer.util.addVolumeFromArray(colours, nodeClassName="vtkMRMLVectorVolumeNode")
    work.logic.choose(volume, add_segmentation(volume, "a"))
    work.logic.use_window = True
    assert work.logic.add_point(world_of(volume, 10, 20, 5))
    assert [array.shape for array in work.server.contents.values()] == [(*SHAPE, 3)]
    assert "window" not in work.server.ops("session.open")[-1]


def test_volumes_of_many_values_are_refused_in_words(work):
    volume = slicer.util.addVolumeFromArray(np.zeros((*SHAPE, 6), np.uint8), nodeClassName="vtkMRMLVectorVolumeNode")
    work.logic.choose(volume, add_segmentation(volume, "a"))
    assert not work.logic.add_point(world_of(volume, 10, 20, 5))
    assert "has 6 values in each voxel" in failures(work)[0]


# ---- candidates ----


def test_another_candidate_can_be_taken_and_undone(work):
    click(work, 10, 20, 5)
    chosen, every = work.logic.candidates()
    assert (chosen, len(every), every[0].score) == (0, 3, 0.9)
    work.logic.choose_candidate(2)
    assert work.server.ops("segment.set")[-1]["on"][0]["said"] == "point 10,20,+ #3"
    assert np.array_equal(segment(work), square(10, 20, 5, reach=3))
    assert work.logic.candidates()[0] == 2
    work.logic.choose_candidate(1)
    assert [p.words for p in work.logic.prompts] == ["point 10,20,+ #2"]
    work.logic.undo()
    assert np.array_equal(segment(work), square(10, 20, 5, reach=3))
    work.logic.undo()
    assert np.array_equal(segment(work), square(10, 20, 5))


def test_without_prompts_there_is_nothing_to_choose(work):
    work.logic.choose_candidate(1)
    assert "nothing to choose from" in failures(work)[0]
    assert work.logic.candidates() == (0, ())


# ---- undo ----


def test_undo_and_redo_take_prompts_and_voxels_together(work):
    click(work, 10, 20, 5)
    click(work, 20, 20, 5)
    work.logic.undo()
    assert np.array_equal(segment(work), square(10, 20, 5))
    assert len(work.logic.prompts) == 1
    assert work.logic.can_redo
    work.logic.redo()
    assert np.array_equal(segment(work), square(10, 20, 5) | square(20, 20, 5))
    assert len(work.logic.prompts) == 2
    work.logic.undo()
    work.logic.undo()
    assert not segment(work).any()
    assert len(work.logic.prompts) == 0
    assert not work.logic.can_undo


def test_the_server_knows_of_an_undo_and_changes_nothing_by_it(work):
    click(work, 10, 20, 5)
    click(work, 20, 20, 5)
    work.server.hold.add("segment.set")
    work.logic.undo()
    assert work.server.ops("segment.set")[-1]["on"][0]["said"] == "point 10,20,+"
    painted = segment(work) | square(40, 30, 5)
    slicer.util.updateSegmentBinaryLabelmapFromArray(painted.astype(np.uint8), work.segmentation, "a", work.volume)
    work.server.release()
    assert np.array_equal(segment(work), painted)


def test_slicers_own_undo_takes_the_prompt_back_too(work):
    history = slicer.vtkSegmentationHistory()
    history.SetSegmentation(work.segmentation.GetSegmentation())
    click(work, 10, 20, 5)
    history.SaveState()
    click(work, 20, 20, 5)
    history.RestorePreviousState()
    assert [p.words for p in work.logic.prompts] == ["point 10,20,+"]
    assert np.array_equal(segment(work), square(10, 20, 5))
    assert work.server.ops("segment.set")[-1]["on"][0]["said"] == "point 10,20,+"


def test_one_prompt_of_several_can_be_taken_back(work):
    click(work, 10, 20, 5)
    click(work, 20, 20, 7)
    work.logic.remove_prompt(0)
    assert np.array_equal(segment(work), square(20, 20, 7))
    work.logic.undo()
    assert np.array_equal(segment(work), square(10, 20, 5) | square(20, 20, 7))


def test_all_prompts_can_be_taken_back(work):
    click(work, 10, 20, 5)
    click(work, 20, 20, 7)
    work.logic.clear_prompts()
    assert not segment(work).any()
    assert not work.segmentation.GetSegmentation().GetSegment("a").HasTag(TAG)
    work.logic.undo()
    assert np.array_equal(segment(work), square(10, 20, 5) | square(20, 20, 7))


def test_a_prompt_that_the_server_refuses_is_not_kept(work):
    click(work, 10, 20, 5)
    work.server.fail["segment.set"] = ("REFUSED", "That is no prompt.", "Try another.")
    click(work, 20, 20, 5)
    assert failures(work)[0] == "That is no prompt. Try another."
    assert [p.words for p in work.logic.prompts] == ["point 10,20,+"]
    assert np.array_equal(segment(work), square(10, 20, 5))


def test_after_a_refusal_the_next_prompt_is_answered(work):
    work.server.fail["segment.set"] = ("REFUSED", "That is no prompt.", "")
    click(work, 10, 20, 5)
    assert failures(work)
    work.server.fail.clear()
    click(work, 20, 20, 5)
    assert np.array_equal(segment(work), square(20, 20, 5))


# ---- late answers ----


def test_late_answers_to_other_words_change_nothing(work):
    click(work, 5, 5, 5)
    work.server.hold.add("segment.set")
    click(work, 10, 20, 5)
    late = work.server.held.pop()
    click(work, 20, 20, 5)
    work.logic.remove_prompt(1)
    work.server.release()
    expected = square(5, 5, 5) | square(20, 20, 5)
    assert np.array_equal(segment(work), expected)
    session = next(iter(work.link.sessions.values()))
    session["revisions"].clear()
    session["said"].clear()
    late()
    assert np.array_equal(segment(work), expected)


def test_an_undo_before_the_answer_drops_the_answer(work):
    click(work, 10, 20, 5)
    work.server.hold.add("segment.set")
    click(work, 20, 20, 5)
    work.logic.undo()
    work.server.release()
    assert np.array_equal(segment(work), square(10, 20, 5))
    assert len(work.logic.prompts) == 1


def test_what_the_server_said_while_it_was_undone_is_not_said_again_and_counts(work):
    click(work, 5, 5, 5)
    work.server.hold.add("segment.set")
    click(work, 10, 20, 5)
    answer = work.server.held.pop()
    work.logic.undo()
    answer()
    assert np.array_equal(segment(work), square(5, 5, 5))
    superseded = work.server.held.pop()
    work.logic.redo()
    work.server.release()
    assert np.array_equal(segment(work), square(5, 5, 5) | square(10, 20, 5))
    assert not work.logic.waiting
    assert superseded


def test_changes_of_others_during_long_work_are_told_when_it_ends(work):
    click(work, 10, 20, 5)
    history = slicer.vtkSegmentationHistory()
    history.SetSegmentation(work.segmentation.GetSegmentation())
    history.SaveState()
    click(work, 20, 20, 5)
    work.server.hold.add("propagate")
    work.logic.propagate("k")
    history.RestorePreviousState()
    before = len(work.server.ops("segment.set"))
    work.logic.cancel(keep=True)
    assert work.server.ops("segment.set")[before]["on"][0]["said"] == "point 10,20,+"


def test_an_undo_to_a_prompt_whose_answer_never_came_asks_for_it_again(work):
    click(work, 5, 5, 5)
    work.server.hold.add("segment.set")
    click(work, 10, 20, 5)
    click(work, 20, 20, 5)
    work.logic.undo()
    work.server.held.clear()
    next(iter(work.link.sessions.values()))["revisions"].clear()
    work.server.hold.clear()
    reconnect(work)
    assert np.array_equal(segment(work), square(5, 5, 5) | square(10, 20, 5))


def test_two_segments_may_wait_at_once(work):
    click(work, 5, 5, 5)
    work.server.hold.add("segment.set")
    click(work, 10, 20, 5)
    work.logic.segment = "b"
    click(work, 30, 20, 5)
    assert len(work.server.ops("segment.set")) == 3
    work.server.release()
    assert np.array_equal(segment(work, "a"), square(5, 5, 5) | square(10, 20, 5))
    assert np.array_equal(segment(work, "b"), square(30, 20, 5))


# ---- the connection ----


def test_prompts_given_without_a_connection_are_answered_when_it_comes(work):
    work.link.lose()
    work.logic.disconnected()
    assert click(work, 10, 20, 5)
    assert not segment(work).any()
    work.link = work.server.link()
    work.logic.connect(work.link)
    assert np.array_equal(segment(work), square(10, 20, 5))


def test_prompts_given_before_the_first_connection_are_answered_when_it_comes(work):
    logic, server = SamovarLogic(work.heard), FakeServer()
    logic.choose(work.volume, work.segmentation)
    logic.segment = "b"
    assert logic.add_point(world_of(work.volume, 10, 20, 5))
    logic.connect(server.link())
    assert server.ops("session.open")[0]["model"] == "nano"
    assert np.array_equal(segment(work, "b"), square(10, 20, 5))
    logic.close()


def test_after_a_new_connection_all_prompts_are_told_and_no_voxel_changes(work):
    click(work, 10, 20, 5)
    work.logic.segment = "b"
    click(work, 30, 20, 5)
    extra = segment(work) | square(20, 5, 5)
    slicer.util.updateSegmentBinaryLabelmapFromArray(extra.astype(np.uint8), work.segmentation, "a", work.volume)
    before = len(work.server.ops("segment.set"))
    reconnect(work)
    told = {meta["segment"]: meta["on"] for meta in work.server.ops("segment.set")[before:]}
    assert len(told) == 2
    assert np.array_equal(segment(work, "a"), extra)
    work.logic.segment = "a"
    click(work, 12, 20, 5)
    assert work.server.ops("segment.set")[-1]["on"][0]["said"] == "point 10,20,+; point 12,20,+"
    assert np.array_equal(segment(work), square(10, 20, 5) | square(12, 20, 5))


def test_an_answer_that_the_lost_server_owed_comes_from_the_next(work):
    click(work, 5, 5, 5)
    work.server.hold.add("segment.set")
    click(work, 10, 20, 5)
    work.server.held.clear()
    work.server.hold.clear()
    reconnect(work)
    assert np.array_equal(segment(work), square(5, 5, 5) | square(10, 20, 5))


def test_the_models_are_known_and_a_default_chosen(work):
    assert [model["name"] for model in work.logic.models] == ["nano", "organs", "sgp"]
    assert work.logic.model == "nano"


def test_a_session_that_cannot_be_opened_is_told_and_tried_again(work):
    work.server.fail["session.open"] = ("REFUSED", "There is no such model.", "Choose another.")
    click(work, 10, 20, 5)
    assert failures(work) == ["There is no such model. Choose another."]
    work.server.fail.clear()
    click(work, 20, 20, 5)
    assert np.array_equal(segment(work), square(10, 20, 5) | square(20, 20, 5))


def test_the_status_is_lines_of_the_server(work):
    lines = []
    work.logic.status(lines.extend)
    assert lines == ["Engine: played"]


def test_without_a_connection_the_status_says_so(work):
    work.link.lose()
    work.logic.disconnected()
    work.logic.status(lambda lines: None)
    assert "not running" in failures(work)[0]


# ---- the scene ----


def test_prompts_are_kept_with_the_segment_and_say_where_they_come_from(work):
    click(work, 10, 20, 5)
    text = vtk.reference("")
    work.segmentation.GetSegmentation().GetSegment("a").GetTag(TAG, text)
    kept = json.loads(str(text))
    assert kept["version"] == 1
    assert kept["model"] == {"name": "nano", "sha256": "ab" * 32}
    assert kept["volume"] == {"contentId": [next(iter(work.server.contents))], "size": [50, 40, 12]}
    assert kept["prompts"] == [{"plane": {"axis": "k", "index": 5}, "said": "point 10,20,+"}]


def test_a_segmentation_comes_back_from_its_file_with_its_prompts(work, tmp_path):
    click(work, 10, 20, 5)
    closed = add_points(work.volume, (20, 10, 6), (30, 10, 6), (30, 20, 6), cls="vtkMRMLMarkupsClosedCurveNode")
    work.logic.add_markup(closed)
    path = str(tmp_path / "s.seg.nrrd")
    storage = slicer.vtkMRMLSegmentationStorageNode()
    storage.SetFileName(path)
    assert storage.WriteData(work.segmentation)
    said = work.logic.prompts
    voxels = slicer.util.arrayFromVolume(work.volume).copy()

    scene = new_scene()
    volume = add_volume(voxels)
    loaded = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "S")
    loaded.CreateDefaultDisplayNodes()
    assert storage.ReadData(loaded)
    heard, server = Heard(), FakeServer()
    logic = SamovarLogic(heard)
    logic.choose(volume, loaded)
    assert logic.segment == "a"
    assert logic.prompts == said
    logic.connect(server.link())
    logic.remove_prompt(1)
    logic.add_point(world_of(volume, 20, 20, 5))
    assert server.ops("segment.set")[-1]["on"] == [
        {"plane": {"axis": "k", "index": 5}, "said": "point 10,20,+; point 20,20,+"}
    ]
    assert np.array_equal(voxels_of(loaded, "a", volume), square(10, 20, 5) | square(20, 20, 5))
    assert not heard.failures
    logic.close()


def test_damaged_and_newer_notes_are_told_once_and_the_segment_stays(work):
    click(work, 10, 20, 5)
    inner = work.segmentation.GetSegmentation()
    inner.GetSegment("a").SetTag(TAG, "{broken")
    inner.GetSegment("b").SetTag(TAG, json.dumps({"version": 2}))
    reconnect(work)
    reconnect(work)
    assert len([n for n in work.heard.notices if "cannot be read" in n]) == 1
    assert len([n for n in work.heard.notices if "newer Samovar" in n]) == 1
    assert np.array_equal(segment(work), square(10, 20, 5))
    click(work, 20, 20, 7)
    assert np.array_equal(segment(work), square(10, 20, 5) | square(20, 20, 7))


@pytest.mark.parametrize("text", ["", "1", "[]", "{}", '{"version":1}', '{"version":1,"prompts":[{"plane":{}}]}'])
def test_whatever_a_note_holds_is_no_crash(work, text):
    with pytest.raises(UserError, match=r"cannot be read|newer"):
        Record.from_text(text)


def test_a_removed_segment_ends_at_the_server(work):
    click(work, 10, 20, 5)
    work.segmentation.GetSegmentation().RemoveSegment("a")
    last = work.server.ops("segment.set")[-1]
    assert last["on"] == []
    assert last["segment"].endswith("/a")
    assert work.logic.segment == "b"


def test_when_the_scene_is_closed_nothing_is_held(work):
    click(work, 10, 20, 5)
    work.logic.preview = True
    work.logic.hover(world_of(work.volume, 10, 20, 5))
    work.logic.scene_closed()
    assert work.logic.segments() == []
    assert not work.link.sessions
    assert not work.link.volumes
    slicer.mrmlScene.Clear(1)
    volume = add_volume(np.ones(SHAPE, np.int16))
    work.logic.choose(volume, add_segmentation(volume, "a"))
    assert work.logic.add_point(world_of(volume, 10, 20, 5))
    assert work.server.uploads == 2


def test_another_segmentation_is_another_list(work):
    click(work, 10, 20, 5)
    other = add_segmentation(work.volume, "a")
    work.logic.choose(work.volume, other)
    assert len(work.logic.prompts) == 0
    work.logic.add_point(world_of(work.volume, 30, 20, 5))
    assert np.array_equal(voxels_of(other, "a", work.volume), square(30, 20, 5))
    work.logic.choose(work.volume, work.segmentation)
    assert [p.words for p in work.logic.prompts] == ["point 10,20,+"]
    assert len(work.server.ops("session.open")) == 1


# ---- preview ----


def preview(work):
    node = work.logic.preview_node
    return voxels_of(node, "preview", work.volume) if node is not None else np.zeros(SHAPE, bool)


def test_the_preview_shows_what_a_click_would_find_and_changes_no_segment(work):
    click(work, 10, 20, 5)
    before = segment(work)
    work.logic.hover(world_of(work.volume, 30, 20, 5))
    assert not work.server.ops("preview")
    work.logic.preview = True
    work.logic.hover(world_of(work.volume, 30, 20, 5))
    assert np.array_equal(preview(work), square(30, 20, 5))
    work.logic.hover(world_of(work.volume, 20, 10, 7))
    assert np.array_equal(preview(work), square(20, 10, 7))
    assert np.array_equal(segment(work), before)
    node = work.logic.preview_node
    assert node.GetHideFromEditors()
    assert not node.GetSaveWithScene()


def test_outside_of_the_volume_nothing_is_shown(work):
    click(work, 10, 20, 5)
    work.logic.preview = True
    work.logic.hover(world_of(work.volume, 30, 20, 5))
    work.logic.hover(world_of(work.volume, 30, 20, 50))
    assert not preview(work).any()


def test_only_the_newest_place_is_asked_for_when_the_answer_has_come(work):
    click(work, 10, 20, 5)
    work.logic.preview = True
    work.server.hold.add("preview")
    for i in range(20, 40):
        work.logic.hover(world_of(work.volume, i, 20, 5))
    assert len(work.server.ops("preview")) == 1
    work.server.release()
    assert [meta["at"] for meta in work.server.ops("preview")] == [[20.0, 20.0], [39.0, 20.0]]
    assert np.array_equal(preview(work), square(39, 20, 5))


def test_a_place_is_asked_for_once(work):
    click(work, 10, 20, 5)
    work.logic.preview = True
    for _ in range(3):
        work.logic.hover(world_of(work.volume, 30, 20, 5))
    assert len(work.server.ops("preview")) == 1


def test_a_preview_that_comes_after_the_mouse_has_left_is_not_shown(work):
    click(work, 10, 20, 5)
    work.logic.preview = True
    work.server.hold.add("preview")
    work.logic.hover(world_of(work.volume, 30, 20, 5))
    work.logic.clear_preview()
    work.server.release()
    assert not preview(work).any()


def test_a_preview_before_the_first_prompt_sends_no_volume(work):
    work.logic.preview = True
    work.logic.hover(world_of(work.volume, 30, 20, 5))
    assert not work.server.ops("preview", "volume.open")


def test_a_slice_under_the_mouse_is_prepared_once(work):
    click(work, 10, 20, 5)
    for i in (10, 11, 12):
        work.logic.hover(world_of(work.volume, i, 20, 8), slice_view(work.volume, (0, 0, 8)))
    assert [meta["plane"] for meta in work.server.ops("session.prepare")] == [{"axis": "k", "index": 8}]


# ---- whole volumes ----


def test_propagation_is_one_step_that_can_be_undone(work):
    click(work, 10, 20, 5)
    work.logic.propagate("k")
    expected = np.zeros(SHAPE, bool)
    expected[:, 19:22, 9:12] = True
    assert np.array_equal(segment(work), expected)
    assert work.heard.checks == [[{"segment": "a", "index": 2, "score": 0.4}]]
    assert (12, 12, "Slices") in work.heard.steps
    assert work.heard.steps[-1] == (0, 0, "")
    work.logic.undo()
    assert np.array_equal(segment(work), square(10, 20, 5))
    assert len(work.logic.prompts) == 1


def test_propagation_within_bounds_and_of_all_segments(work):
    click(work, 10, 20, 5)
    work.logic.segment = "b"
    click(work, 30, 20, 5)
    work.logic.propagate("k", (4, 6), every=True)
    request = work.server.ops("propagate")[0]
    assert request["range"] == [4, 6]
    assert len(request["segments"]) == 2
    assert segment(work, "a").sum() == segment(work, "b").sum() == 27


def test_nothing_to_follow_is_told(work):
    work.logic.propagate("k")
    assert "nothing to follow" in failures(work)[0]


@pytest.mark.parametrize("keep", [True, False])
def test_a_cancelled_propagation_keeps_or_takes_back_what_was_found(work, keep):
    click(work, 10, 20, 5)

    def stop(done, total, what):
        if what == "Slices" and done == 8:
            work.logic.cancel(keep)

    work.heard.progress = stop
    work.logic.propagate("k")
    assert segment(work).sum() == (9 * 7 if keep else 9)
    assert work.logic.busy == ""
    if keep:
        work.logic.undo()
        assert segment(work).sum() == 9
    click(work, 20, 20, 5)
    assert segment(work)[5].sum() == 18


def test_prompts_wait_while_objects_are_followed(work):
    click(work, 10, 20, 5)
    work.server.hold.add("propagate")
    work.logic.propagate("k")
    assert work.logic.busy
    assert not click(work, 20, 20, 5)
    assert "is under way" in failures(work)[0]
    work.logic.undo()
    assert "is under way" in failures(work)[0]
    work.server.release()
    assert not work.logic.busy
    assert click(work, 20, 20, 5)


def test_a_connection_lost_while_objects_are_followed_keeps_what_was_found(work):
    click(work, 10, 20, 5)
    work.server.hold.add("propagate")
    work.logic.propagate("k")
    reconnect(work)
    assert not work.logic.busy
    assert np.array_equal(segment(work), square(10, 20, 5))
    assert work.logic.can_undo
    work.logic.undo()
    assert not segment(work).any()


def test_a_failed_propagation_is_told_and_leaves_no_step(work):
    click(work, 10, 20, 5)
    work.server.fail["propagate"] = ("OUT_OF_MEMORY", "There was not enough memory.", "Choose fewer slices.")
    work.logic.propagate("k")
    assert failures(work) == ["There was not enough memory. Choose fewer slices."]
    work.logic.undo()
    assert not segment(work).any()


def test_classes_become_segments_of_their_names(work):
    work.logic.find_classes("organs")
    inner = work.segmentation.GetSegmentation()
    assert list(inner.GetSegmentIDs()) == ["a", "b", "liver", "spleen"]
    assert segment(work, "liver").sum() == 2000
    assert segment(work, "liver")[1].all()
    assert work.server.ops("classes")[0]["model"] == "organs"
    assert "liver (10 voxels)" in work.heard.notices[0]
    work.logic.undo()
    assert list(inner.GetSegmentIDs()) == ["a", "b"]


def test_prompted_slices_are_the_examples(work):
    click(work, 10, 20, 5)
    work.logic.segment = "b"
    click(work, 30, 20, 5)
    work.logic.use_examples("sgp")
    request = work.server.ops("support")[0]
    assert [example["index"] for example in request["examples"]] == [5]
    assert request["axis"] == "k"
    assert segment(work, "a").sum() == segment(work, "b").sum() == 9 * 12
    work.logic.undo()
    assert np.array_equal(segment(work, "a"), square(10, 20, 5))


def test_slices_segmented_by_hand_are_examples_too(work):
    hand = (square(10, 20, 3) | square(10, 20, 6)).astype(np.uint8)
    slicer.util.updateSegmentBinaryLabelmapFromArray(hand, work.segmentation, "a", work.volume)
    work.logic.use_examples("sgp", "k")
    request = work.server.ops("support")[0]
    assert [example["index"] for example in request["examples"]] == [3, 6]
    assert segment(work).sum() == 9 * 12


def test_without_any_example_it_is_told(work):
    work.logic.use_examples("sgp")
    assert "no slice that shows" in failures(work)[0]
    assert not work.server.ops("support")


# ---- time ----


@pytest.fixture
def film(work):
    """A time sequence of three volumes, and a segmentation that its browser does not know yet."""
    scene = slicer.mrmlScene
    sequence = scene.AddNewNodeByClass("vtkMRMLSequenceNode", "CT in time")
    sequence.SetIndexName("time")
    sequence.SetIndexUnit("s")
    for t in range(3):
        volume = slicer.vtkMRMLScalarVolumeNode()
        slicer.util.updateVolumeFromArray(volume, np.full(SHAPE, t, np.int16))
        sequence.SetDataNodeAtValue(volume, str(t))
    work.browser = scene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", "Film")
    work.browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
    work.volume = work.browser.GetProxyNode(sequence)
    work.segmentation = add_segmentation(work.volume, "a", "b")
    work.logic.choose(work.volume, work.segmentation)
    work.logic.segment = "a"
    return work


def shown_at(film, frame, name="a"):
    film.browser.SetSelectedItemNumber(frame)
    return segment(film, name)


def test_all_volumes_of_a_sequence_are_one_session(film):
    assert film.logic.frames == 3
    click(film, 10, 20, 5)
    assert film.server.uploads == 3
    assert len(film.server.ops("session.open")[-1]["volumes"]) == 3


def test_prompts_belong_to_the_point_in_time_that_is_shown(film):
    click(film, 10, 20, 5)
    film.browser.SetSelectedItemNumber(2)
    assert film.logic.frame == 2
    click(film, 30, 20, 5)
    assert film.server.ops("segment.set")[-1]["on"] == [
        {"plane": {"axis": "k", "index": 5}, "said": "point 10,20,+"},
        {"plane": {"axis": "k", "index": 5, "frame": 2}, "said": "point 30,20,+"},
    ]
    assert np.array_equal(segment(film), square(30, 20, 5))
    assert np.array_equal(shown_at(film, 0), square(10, 20, 5))
    assert not shown_at(film, 1).any()


def test_objects_are_followed_through_time_and_taken_back_in_one_step(film):
    click(film, 10, 20, 5)
    film.logic.propagate("t")
    request = film.server.ops("propagate")[0]
    assert (request["axis"], request["index"]) == ("t", 5)
    for frame in range(3):
        assert np.array_equal(shown_at(film, frame), square(10, 20, 5))
    film.logic.undo()
    assert np.array_equal(shown_at(film, 0), square(10, 20, 5))
    for frame in (1, 2):
        assert not shown_at(film, frame).any()
    film.logic.redo()
    for frame in range(3):
        assert np.array_equal(shown_at(film, frame), square(10, 20, 5))


def test_undo_goes_back_through_points_in_time(film):
    click(film, 10, 20, 5)
    film.browser.SetSelectedItemNumber(1)
    click(film, 30, 20, 5)
    film.browser.SetSelectedItemNumber(2)
    film.logic.undo()
    assert not shown_at(film, 1).any()
    assert np.array_equal(shown_at(film, 0), square(10, 20, 5))
    assert [str(p) for p in film.logic.prompts] == ["k 5: point 10,20,+"]
    film.logic.undo()
    assert not shown_at(film, 0).any()


def test_segments_added_at_one_point_in_time_are_there_at_the_others_when_needed(film):
    film.browser.SetSelectedItemNumber(1)
    film.segmentation.GetSegmentation().AddEmptySegment("new", "new")
    film.logic.segment = "new"
    click(film, 10, 20, 5)
    film.logic.propagate("t")
    for frame in range(3):
        assert np.array_equal(shown_at(film, frame, "new"), square(10, 20, 5))


def test_a_sequence_of_segmentations_that_is_there_is_used(film):
    click(film, 10, 20, 5)
    items = film.browser.GetSequenceNode(film.segmentation)
    film.logic.choose(None, None)
    film.logic.choose(film.volume, film.segmentation)
    assert film.browser.GetSequenceNode(film.segmentation) is items
    assert [str(p) for p in film.logic.prompts] == ["k 5: point 10,20,+"]
