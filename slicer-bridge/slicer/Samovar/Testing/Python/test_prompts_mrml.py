"""Markups as prompts, with the nodes of 3D Slicer."""

from __future__ import annotations

import numpy as np
import pytest
import slicer
import slicer.util
import vtk
from mrml import add_points, add_volume, linear_transform, slice_view, turned, warp, world_of
from SamovarLib.errors import UserError
from SamovarLib.planes import Grid, ObliquePlane, plane_at
from SamovarLib.prompts import box_between, inside_of, mask_words, said_by

pytestmark = pytest.mark.usefixtures("scene")


@pytest.fixture
def volume(scene):
    return add_volume(np.zeros((30, 40, 50), np.int16))


def words(markup, volume, view=None, **more):
    return [(str(p.plane), p.words) for p in said_by(markup, Grid(volume), view, **more).prompts]


def oblique(volume, place=(25, 10, 15), degrees=20, axis=0):
    return slice_view(volume, place, turn=turned(degrees, axis))


# ---- points ----


def test_points_name_their_voxel_whatever_the_spacing_and_directions(volume):
    points = add_points(volume, (25, 10, 15), (0, 39, 29))
    assert words(points, volume) == [("k 15", "point 25,10,+"), ("k 29", "point 0,39,+")]


def test_points_between_voxels_keep_their_place(volume):
    assert words(add_points(volume, (25.5, 10.25, 15.2)), volume) == [("k 15", "point 25.5,10.25,+")]


def test_points_beside_the_object_have_a_minus(volume):
    assert words(add_points(volume, (1, 2, 3)), volume, positive=False) == [("k 3", "point 1,2,-")]


@pytest.mark.parametrize(
    ("orientation", "said"),
    [
        ("Axial", ("k 15", "point 25,10,+")),
        ("Coronal", ("j 10", "point 25,15,+")),
        ("Sagittal", ("i 25", "point 10,15,+")),
    ],
)
def test_the_slice_view_decides_the_plane(volume, orientation, said):
    view = slice_view(volume, (25, 10, 15), orientation)
    assert words(add_points(volume, (25, 10, 15)), volume, view) == [said]


def test_without_a_view_slices_go_across_the_widest_voxels(scene):
    sagittal = add_volume(np.zeros((30, 40, 50), np.int16), spacing=(3.0, 0.7, 0.7))
    assert words(add_points(sagittal, (25, 10, 15)), sagittal) == [("i 25", "point 10,15,+")]


def test_points_outside_of_the_volume_are_told_and_the_others_count(volume):
    said = said_by(add_points(volume, (25, 10, 15), (60, 10, 15), (1, 1, 1)), Grid(volume))
    assert [p.words for p in said.prompts] == ["point 25,10,+", "point 1,1,+"]
    assert len(said.left_out) == 1
    assert said.left_out[0].endswith("The place lies outside of 'CT'.")


def test_only_points_outside_are_an_error_in_words(volume):
    with pytest.raises(UserError, match="outside of 'CT'"):
        said_by(add_points(volume, (60, 10, 15)), Grid(volume))


@pytest.mark.parametrize(
    ("place", "inside"),
    [((-0.49, 0, 0), True), ((-0.51, 0, 0), False), ((49.49, 39, 29), True), ((49.51, 39, 29), False)],
)
def test_the_border_of_the_volume_is_half_a_voxel_from_its_last_centres(volume, place, inside):
    assert Grid(volume).holds(np.array(place)) == inside


def test_points_that_are_not_placed_yet_say_nothing(volume):
    points = add_points(volume, (25, 10, 15), (1, 1, 1), (2, 2, 2))
    points.UnsetNthControlPointPosition(1)
    points.SetNthControlPointPosition(2, 0, 0, 0, slicer.vtkMRMLMarkupsNode.PositionPreview)
    assert [said for _, said in words(points, volume)] == ["point 25,10,+"]


def test_a_list_without_points_is_an_error_in_words(volume):
    with pytest.raises(UserError, match="no points yet"):
        said_by(add_points(volume), Grid(volume))


# ---- transforms ----


def test_a_linear_transform_of_the_volume_is_gone_back_through(volume):
    volume.SetAndObserveTransformNodeID(linear_transform(turned(90, 0, (5, 6, 7))).GetID())
    view = slice_view(volume, (25, 10, 15), "Coronal")
    assert words(add_points(volume, (25, 10, 15)), volume, view) == [("k 15", "point 25,10,+")]


def test_a_linear_transform_of_the_markups_moves_them(volume):
    points = add_points(volume, (25, 10, 15))
    points.SetAndObserveTransformNodeID(linear_transform(turned(0, 2, (-0.7, 1.4, 5.0))).GetID())
    assert words(points, volume) == [("k 17", "point 26,8,+")]


def test_transforms_that_are_not_linear_are_gone_through_both_ways(volume):
    volume.SetAndObserveTransformNodeID(warp().GetID())
    assert not Grid(volume).linear
    plain = np.array(volume.GetImageData().GetDimensions())
    for place in ((25, 10, 15), (3, 30, 4)):
        assert words(add_points(volume, place), volume) == [(f"k {place[2]}", f"point {place[0]},{place[1]},+")]
    grid = Grid(volume)
    corner = plain - 1.0
    assert np.allclose(grid.to_ijk(grid.to_world(corner)), corner, atol=1e-3)
    assert not np.allclose(grid.to_world(corner)[0], grid.ijk_to_ras[:3, :3] @ corner + grid.ijk_to_ras[:3, 3], atol=1)


def test_under_a_transform_that_is_not_linear_views_show_the_slice_most_like_them(volume):
    volume.SetAndObserveTransformNodeID(warp().GetID())
    view = slice_view(volume, (25, 10, 15), turn=turned(10, 0))
    assert words(add_points(volume, (25, 10, 15)), volume, view) == [("k 15", "point 25,10,+")]


# ---- boxes ----


def roi_of(volume, first, last, turn=None):
    """A ROI from the voxel edges `first` to `last`."""
    low, high = world_of(volume, *np.array(first)), world_of(volume, *np.array(last))
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "R")
    node.SetCenter(*((low + high) / 2))
    node.SetSize(*np.abs(high - low))
    if turn is not None:
        matrix = vtk.vtkMatrix4x4()
        to_world = slicer.util.arrayFromVTKMatrix(node.GetObjectToNodeMatrix())
        to_world[:3, :3] = turn[:3, :3]
        matrix.DeepCopy(to_world.ravel())
        node.SetAndObserveObjectToNodeMatrix(matrix)
    return node


def test_a_box_has_the_edges_of_its_voxels_on_directions_to_the_left_and_back(volume):
    roi = roi_of(volume, (19.5, 4.5, 9.5), (29.5, 14.5, 19.5))
    view = slice_view(volume, (0, 0, 12))
    assert words(roi, volume, view) == [("k 12", "box 20,5,30,15")]
    assert words(roi, volume, slice_view(volume, (25, 10, 15), "Sagittal")) == [("i 25", "box 5,10,15,20")]


def test_a_box_without_a_view_is_on_its_middle_slice(volume):
    assert words(roi_of(volume, (19.5, 4.5, 9.5), (29.5, 14.5, 18.5)), volume) == [("k 14", "box 20,5,30,15")]


def test_a_turned_roi_is_the_box_around_what_it_cuts(volume):
    roi = roi_of(volume, (14.5, 9.5, 9.5), (24.5, 19.5, 19.5), turned(45))
    (plane, said) = words(roi, volume, slice_view(volume, (0, 0, 12)))[0]
    half = 10 / np.sqrt(2)
    assert plane == "k 12"
    edges = [float(n) for n in said[len("box ") :].split(",")]
    assert np.allclose(edges, [20 - half, 15 - half, 20 + half, 15 + half], atol=0.01)


def test_a_roi_turned_out_of_the_slice_is_cut_not_projected(volume):
    roi = roi_of(volume, (14.5, 9.5, 9.5), (24.5, 19.5, 19.5), turned(90, 0))
    (_, said) = words(roi, volume, slice_view(volume, (0, 0, 14.5)))[0]
    height = 10 * 2.5 / 0.7
    edges = [float(n) for n in said[len("box ") :].split(",")]
    assert np.allclose(edges, [15, max(0, 15 - height / 2), 25, 15 + height / 2], atol=0.01)


def test_a_roi_under_a_transform_moves_with_it(volume):
    roi = roi_of(volume, (19.5, 4.5, 9.5), (29.5, 14.5, 19.5))
    roi.SetAndObserveTransformNodeID(linear_transform(turned(0, 2, (-0.7, -1.4, 0))).GetID())
    assert words(roi, volume, slice_view(volume, (0, 0, 12))) == [("k 12", "box 21,7,31,17")]


def test_a_box_is_cut_at_the_border_of_the_volume(volume):
    roi = roi_of(volume, (39.5, -10.5, 9.5), (69.5, 14.5, 19.5))
    assert words(roi, volume, slice_view(volume, (0, 0, 12))) == [("k 12", "box 40,0,50,15")]


def test_a_roi_on_an_oblique_view_is_a_box_of_its_pixels(volume):
    grid, view = Grid(volume), oblique(volume, (25, 20, 15))
    said = said_by(roi_of(volume, (19.5, 14.5, 4.5), (29.5, 24.5, 24.5)), grid, view).prompts[0]
    x0, y0, x1, y1 = (float(n) for n in said.words[len("box ") :].split(","))
    assert isinstance(said.plane, ObliquePlane)
    assert x1 - x0 == pytest.approx(10, abs=0.02)
    assert y1 - y0 == pytest.approx(10 / np.cos(np.radians(20)), abs=0.02)


def test_a_roi_that_does_not_reach_the_slice_is_refused_in_words(volume):
    with pytest.raises(UserError, match="does not reach the slice"):
        said_by(roi_of(volume, (19.5, 4.5, 9.5), (29.5, 14.5, 19.5)), Grid(volume), slice_view(volume, (0, 0, 25)))


def test_a_roi_outside_is_refused_in_words(volume):
    with pytest.raises(UserError, match=r"outside of 'CT'|no area"):
        said_by(roi_of(volume, (60, 4.5, 9.5), (70, 14.5, 19.5)), Grid(volume), slice_view(volume, (0, 0, 12)))


def test_a_roi_without_size_is_refused_in_words(volume):
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "R")
    with pytest.raises(UserError, match="'R' has no size yet"):
        said_by(node, Grid(volume))


def test_a_flat_roi_on_the_slice_is_a_box(volume):
    roi = roi_of(volume, (19.5, 4.5, 12.3), (29.5, 14.5, 12.31))
    assert words(roi, volume, slice_view(volume, (0, 0, 12.3))) == [("k 12", "box 20,5,30,15")]


def test_a_box_between_two_places_of_a_view(volume):
    one, other = world_of(volume, 29.5, 4.5, 12), world_of(volume, 19.5, 14.5, 12)
    box = box_between(one, other, Grid(volume), slice_view(volume, (0, 0, 12)))
    assert (str(box.plane), box.words) == ("k 12", "box 20,5,30,15")
    with pytest.raises(UserError, match="no area"):
        box_between(one, one, Grid(volume))


def markups_plane(volume, centre, size):
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsPlaneNode", "P")
    node.SetCenterWorld(*world_of(volume, *centre))
    node.SetNormalWorld(0, 0, 1)
    node.SetSizeWorld(*size)
    return node


def test_a_markups_plane_on_the_slice_is_a_box(volume):
    plane = markups_plane(volume, (24.5, 9.5, 12), (7, 7))
    assert words(plane, volume, slice_view(volume, (0, 0, 12))) == [("k 12", "box 20,5,30,15")]


def test_a_markups_plane_on_another_slice_is_refused_in_words(volume):
    with pytest.raises(UserError, match="does not reach the slice"):
        said_by(markups_plane(volume, (24.5, 9.5, 12), (7, 7)), Grid(volume), slice_view(volume, (0, 0, 20)))


# ---- scribbles and regions ----


def test_a_line_is_a_scribble(volume):
    line = add_points(volume, (10, 10, 5), (20, 12, 5), cls="vtkMRMLMarkupsLineNode")
    assert words(line, volume, slice_view(volume, (0, 0, 5))) == [("k 5", "scribble + 10,10 20,12")]
    assert words(line, volume, positive=False) == [("k 5", "scribble - 10,10 20,12")]


def test_a_curve_is_a_scribble_about_a_pixel_apart_with_both_ends(volume):
    curve = add_points(volume, (10, 10, 5), (20, 10, 5), (20, 20, 5), cls="vtkMRMLMarkupsCurveNode")
    curve.SetCurveTypeToLinear()
    ((_, said),) = words(curve, volume)
    line = np.array([[float(n) for n in p.split(",")] for p in said.split()[2:]])
    assert line[0].tolist() == [10, 10]
    assert line[-1].tolist() == [20, 20]
    steps = np.abs(np.diff(line, axis=0)).max(axis=1)
    assert steps[:-1].min() >= 0.98
    assert steps.max() <= 2.1


def test_a_curve_that_is_being_drawn_goes_to_its_last_placed_point(volume):
    curve = add_points(volume, (10, 10, 5), (20, 10, 5), (20, 20, 5), cls="vtkMRMLMarkupsCurveNode")
    curve.SetNthControlPointPosition(2, 0, 0, 0, slicer.vtkMRMLMarkupsNode.PositionPreview)
    assert words(curve, volume) == [("k 5", "scribble + 10,10 20,10")]


def test_a_line_with_one_point_is_refused_in_words(volume):
    with pytest.raises(UserError, match="has 1 points; 2 are needed"):
        said_by(add_points(volume, (10, 10, 5), cls="vtkMRMLMarkupsLineNode"), Grid(volume))


def test_a_line_through_several_slices_is_refused_in_words(volume):
    line = add_points(volume, (10, 10, 5), (20, 12, 9), cls="vtkMRMLMarkupsLineNode")
    with pytest.raises(UserError, match="does not stay on one slice"):
        said_by(line, Grid(volume))


def test_the_part_of_a_line_outside_is_left_out_and_told(volume):
    line = add_points(volume, (45, 10, 5), (47, 10, 5), (60, 10, 5), cls="vtkMRMLMarkupsCurveNode")
    line.SetCurveTypeToLinear()
    said = said_by(line, Grid(volume))
    last = said.prompts[0].words.split()[-1]
    assert float(last.split(",")[0]) < 49.5
    assert "outside of 'CT'" in said.left_out[0]


def closed(volume, *places, straight=True):
    curve = add_points(volume, *places, cls="vtkMRMLMarkupsClosedCurveNode")
    if straight:
        curve.SetCurveTypeToLinear()
    return curve


def decoded(said: str) -> np.ndarray:
    size, *runs = said.split()[1:]
    columns, rows = (int(n) for n in size.split("x"))
    mask = np.zeros(columns * rows, bool)
    for run in runs:
        first, behind = (int(n) for n in run.split("-"))
        mask[first:behind] = True
    return mask.reshape(rows, columns)


def test_a_closed_curve_is_a_mask_of_the_voxels_whose_centres_it_encloses(volume):
    curve = closed(volume, (9.5, 10.5, 5), (20.5, 10.5, 5), (20.5, 19.5, 5), (9.5, 19.5, 5))
    ((plane, said),) = words(curve, volume)
    expected = np.zeros((40, 50), bool)
    expected[11:20, 10:21] = True
    assert plane == "k 5"
    assert np.array_equal(decoded(said), expected)


def test_a_closed_curve_on_an_oblique_view_is_a_mask_of_its_pixels(volume):
    grid, view = Grid(volume), oblique(volume, (25, 20, 15))
    plane = plane_at(grid, world_of(volume, 25, 20, 15), view)
    corners = np.array([[9.5, 10.5], [20.5, 10.5], [20.5, 19.5], [9.5, 19.5]])
    curve = closed(volume, *plane.places(corners))
    said = said_by(curve, grid, view).prompts[0]
    assert said.plane == plane
    expected = np.zeros(plane.size[::-1], bool)
    expected[11:20, 10:21] = True
    assert np.array_equal(decoded(said.words), expected)


def test_a_closed_curve_over_the_border_is_cut(volume):
    mask = decoded(words(closed(volume, (40.5, 30.5, 5), (70, 30.5, 5), (70, 60, 5), (40.5, 60, 5)), volume)[0][1])
    assert mask.sum() == 9 * 9
    assert mask[31:, 41:].all()


def test_a_closed_curve_around_no_voxel_is_refused_in_words(volume):
    with pytest.raises(UserError, match="encloses no voxel"):
        said_by(closed(volume, (10.2, 10.2, 5), (10.4, 10.2, 5), (10.3, 10.4, 5)), Grid(volume))


def test_the_inside_of_any_polygon_is_what_vtk_says():
    random = np.random.default_rng(7)
    for _ in range(20):
        angles = np.sort(random.uniform(0, 2 * np.pi, 9))
        polygon = (22, 18) + random.uniform(3, 30, (9, 1)) * np.column_stack([np.cos(angles), np.sin(angles)])
        inside = inside_of(polygon, (50, 40))
        body = vtk.vtkPolygon()
        corners = np.column_stack([polygon, np.zeros(9)])
        for corner in corners:
            body.GetPoints().InsertNextPoint(corner)
        flat, bounds = corners.ravel().tolist(), body.GetPoints().GetBounds()
        normal = [0.0, 0.0, 1.0]
        for column, row in random.integers(0, (50, 40), (60, 2)):
            expected = vtk.vtkPolygon.PointInPolygon([float(column), float(row), 0], 9, flat, bounds, normal)
            assert inside[row, column] == (expected == 1)


def test_an_empty_mask_has_no_runs_and_a_full_one_one():
    assert mask_words(np.zeros((3, 4), bool)) == "mask 4x3 "
    assert mask_words(np.ones((3, 4), bool)) == "mask 4x3 0-12"


# ---- others ----


def test_frames_are_said(volume):
    assert words(add_points(volume, (25, 10, 15)), volume, frame=2) == [("k 15, frame 2", "point 25,10,+")]


def test_other_markups_are_no_prompts(volume):
    with pytest.raises(UserError, match="is no prompt"):
        said_by(add_points(volume, (1, 1, 1), cls="vtkMRMLMarkupsAngleNode"), Grid(volume))


def test_a_volume_without_voxels_is_an_error_in_words(scene):
    with pytest.raises(UserError, match="no volume with voxels"):
        Grid(scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode"))
    with pytest.raises(UserError, match="no volume with voxels"):
        Grid(None)
