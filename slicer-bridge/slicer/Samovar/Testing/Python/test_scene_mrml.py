"""Late answers, lost connections, scenes that are saved and closed, with a server that is played."""

from __future__ import annotations

import json

import numpy as np
import pytest
import slicer
import slicer.util
import vtk
from fake_link import FakeServer
from mrml import add_points, add_segmentation, add_volume, new_scene, voxels_of, world_of
from played import SHAPE, Heard, click, failures, reconnect, segment, square
from SamovarLib.errors import UserError
from SamovarLib.logic import SamovarLogic
from SamovarLib.promptlist import Record
from SamovarLib.targets import TAG

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


def test_nodes_of_the_logic_do_not_pile_up(work):
    other = add_segmentation(work.volume, "a")
    for segmentation in (other, work.segmentation, other, work.segmentation):
        work.logic.choose(work.volume, segmentation)
    assert slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLSegmentEditorNode") == 1
    work.logic.close()
    assert slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLSegmentEditorNode") == 0


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
