"""Time sequences, with a server that is played."""

from __future__ import annotations

import numpy as np
from played import click, segment, shown_at, square


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
