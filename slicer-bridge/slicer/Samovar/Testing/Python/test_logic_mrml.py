"""What the user says to the logic, and what it does with it, with a server that is played."""

from __future__ import annotations

import numpy as np
import slicer
import slicer.util
from mrml import add_points, add_segmentation, linear_transform, slice_view, turned, world_of
from played import SHAPE, click, failures, reconnect, segment, square
from SamovarLib.targets import TAG

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


def test_a_transform_that_comes_later_counts_for_the_next_answer(work):
    click(work, 10, 20, 5)
    moved = linear_transform(turned(40, 0, (5, 6, 7)))
    for node in (work.volume, work.segmentation):
        node.SetAndObserveTransformNodeID(moved.GetID())
    click(work, 30, 20, 5)
    assert np.array_equal(segment(work), square(10, 20, 5) | square(30, 20, 5))


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
