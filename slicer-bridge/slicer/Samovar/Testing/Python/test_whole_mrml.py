"""The preview, and work on whole volumes, with a server that is played."""

from __future__ import annotations

import numpy as np
import pytest
import slicer
import slicer.util
from mrml import slice_view, voxels_of, world_of
from played import SHAPE, click, failures, reconnect, segment, square

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
