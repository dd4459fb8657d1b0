"""Planes of slice views, with the nodes of 3D Slicer."""

from __future__ import annotations

from itertools import product

import numpy as np
import slicer
import slicer.util
from mrml import add_points, slice_view, world_of
from SamovarLib.planes import AxisPlane, Grid, ObliquePlane, plane_at, plane_from_json
from SamovarLib.prompts import said_by
from test_prompts_mrml import oblique, volume

__all__ = ["volume"]


def test_an_oblique_plane_holds_the_place_that_was_clicked(volume):
    grid, view = Grid(volume), oblique(volume)
    said = said_by(add_points(volume, (25, 10, 15)), grid, view).prompts[0]
    assert isinstance(said.plane, ObliquePlane)
    pixel = np.array([float(n) for n in said.words[len("point ") : -2].split(",")])
    assert np.allclose(said.plane.places(pixel[None])[0], (25, 10, 15), atol=0.02)
    assert "frame" not in said.plane.to_json()


def test_pixels_of_an_oblique_plane_are_as_wide_as_the_finest_voxels_and_as_seen(volume):
    grid, view = Grid(volume), oblique(volume)
    plane = plane_at(grid, world_of(volume, 25, 10, 15), view)
    to_ras = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())
    directions = grid.ijk_to_ras[:3, :3] @ np.array([plane.right, plane.down]).T
    assert np.allclose(directions, 0.7 * np.column_stack([to_ras[:3, 0], -to_ras[:3, 1]]), atol=1e-5)


def test_an_oblique_plane_covers_the_whole_cut(volume):
    grid = Grid(volume)
    plane = plane_at(grid, world_of(volume, 25, 10, 15), oblique(volume, degrees=33))
    columns, rows = plane.size
    pixels = np.array(list(product(range(-1, columns + 1), range(-1, rows + 1))))
    inside = [grid.holds(place) for place in plane.places(pixels)]
    seen = pixels[inside]
    assert set(seen.min(axis=0)) <= {0, 1}
    assert set(plane.size - seen.max(axis=0)) <= {1, 2}


def test_panning_zooming_and_another_click_do_not_change_an_oblique_plane(volume):
    grid, view = Grid(volume), oblique(volume)
    first = plane_at(grid, world_of(volume, 25, 10, 15), view)
    to_ras = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())
    elsewhere = to_ras[:3, 3] + 3.3 * to_ras[:3, 0] - 2.1 * to_ras[:3, 1]
    to_ras[:3, 3] = to_ras[:3, 3] + 7.7 * to_ras[:3, 1]
    slicer.util.updateVTKMatrixFromArray(view.GetSliceToRAS(), to_ras)
    view.SetFieldOfView(10, 10, 1)
    view.UpdateMatrices()
    assert plane_at(grid, elsewhere, view) == first


def test_scrolling_an_oblique_view_is_another_plane(volume):
    grid, view = Grid(volume), oblique(volume)
    first = plane_at(grid, world_of(volume, 25, 10, 15), view)
    view.SetSliceOffset(view.GetSliceOffset() + 2.5)
    assert plane_at(grid, world_of(volume, 25, 10, 16), view) != first


def test_a_view_turned_by_less_than_half_a_voxel_shows_a_slice(volume):
    grid = Grid(volume)
    assert isinstance(plane_at(grid, world_of(volume, 25, 10, 15), oblique(volume, degrees=1)), AxisPlane)
    assert isinstance(plane_at(grid, world_of(volume, 25, 10, 15), oblique(volume, degrees=4)), ObliquePlane)


def test_planes_come_back_from_json(volume):
    grid = Grid(volume)
    for view in (None, oblique(volume), slice_view(volume, (25, 10, 15), "Sagittal")):
        plane = plane_at(grid, world_of(volume, 25, 10, 15), view, frame=3)
        assert plane_from_json(plane.to_json(), grid.size) == plane
