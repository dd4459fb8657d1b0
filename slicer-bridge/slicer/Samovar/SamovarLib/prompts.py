"""Markups of 3D Slicer as prompts.

| markup | says |
|---|---|
| points | clicks on the object, or beside it |
| line, open curve | a scribble on the object, or beside it |
| ROI, plane | a box: the rectangle that it cuts from the slice, as its bounding box there |
| closed curve | a rough mask of the object |

Control points that are not placed yet are left out. All places are taken in the world, after the transforms of the
markup, and then brought into the voxels of the volume, through its transforms.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import slicer
import vtk

from .errors import UserError
from .planes import Grid, Plane, cut_of, matrix_of, plane_at
from .promptlist import Prompt

_THICK = 0.5 + 1e-3
_HINT_OUTSIDE = "Prompts are given where the volume has voxels."


@dataclass(frozen=True)
class Said:
    """What a markup says: its prompts, and a sentence for each of its parts that says nothing."""

    prompts: tuple[Prompt, ...]
    left_out: tuple[str, ...] = ()


def said_by(markup: Any, grid: Grid, view: Any = None, positive: bool = True, frame: int = 0) -> Said:
    """What a markups node says.

    view: the slice node in which it was drawn; None takes slices across the widest voxels. positive: on the object, or
    beside it; only points and lines can be beside it. frame: the point in time.

    Raises UserError where it says nothing.
    """
    if markup.IsA("vtkMRMLMarkupsROINode"):
        return _box(_roi_corners(markup), grid, view, frame, _name(markup))
    if markup.IsA("vtkMRMLMarkupsPlaneNode"):
        return _box(_plane_corners(markup), grid, view, frame, _name(markup))
    if markup.IsA("vtkMRMLMarkupsClosedCurveNode"):
        return _region(_line(markup, 3), grid, view, frame, _name(markup))
    if markup.IsA("vtkMRMLMarkupsCurveNode") or markup.IsA("vtkMRMLMarkupsLineNode"):
        return _scribble(_line(markup, 2), grid, view, positive, frame, _name(markup))
    if markup.IsA("vtkMRMLMarkupsFiducialNode"):
        return _points(markup, grid, view, positive, frame)
    raise UserError(f"'{markup.GetName()}' is no prompt.", "Prompts are points, lines, curves, ROIs and planes.")


def _name(markup: Any) -> str:
    return f"'{markup.GetName()}'"


def placed(markup: Any) -> list[int]:
    """The indices of the control points that the user has placed."""
    status = slicer.vtkMRMLMarkupsNode.PositionDefined
    return [n for n in range(markup.GetNumberOfControlPoints()) if markup.GetNthControlPointPositionStatus(n) == status]


def _control_points(markup: Any) -> np.ndarray:
    world = np.zeros((markup.GetNumberOfControlPoints(), 3))
    for n in range(len(world)):
        markup.GetNthControlPointPositionWorld(n, world[n])
    return world[placed(markup)]


# ---- points ----


def _points(markup: Any, grid: Grid, view: Any, positive: bool, frame: int) -> Said:
    prompts, left_out = [], []
    for n, world in zip(placed(markup), _control_points(markup)):
        try:
            prompts.append(point(world, grid, view, positive, frame))
        except UserError as outside:
            left_out.append(f"{markup.GetNthControlPointLabel(n) or 'A point'}: {outside.message}")
    if not prompts:
        raise UserError(
            " ".join(left_out) or f"{_name(markup)} has no points yet.",
            _HINT_OUTSIDE if left_out else "Place one in a slice view.",
        )
    return Said(tuple(prompts), tuple(left_out))


def point(world: Any, grid: Grid, view: Any = None, positive: bool = True, frame: int = 0) -> Prompt:
    """A click at a world place.

    Raises UserError where it lies outside of the volume.
    """
    plane, pixel = seen_at(world, grid, view, frame)
    return Prompt(plane, f"point {_text(pixel)},{_sign(positive)}")


def seen_at(world: Any, grid: Grid, view: Any, frame: int) -> tuple[Plane, np.ndarray]:
    """The plane of a world place, and its pixel there.

    Raises UserError where it lies outside of the volume.
    """
    plane = plane_at(grid, world, view, frame)
    return plane, plane.seen(grid.to_ijk(world))[0, :2]


def _sign(positive: bool) -> str:
    return "+" if positive else "-"


def _text(numbers: np.ndarray) -> str:
    """To the hundredth of a pixel, without zeros that say nothing."""
    return ",".join(f"{round(float(n), 2) + 0.0:.2f}".rstrip("0").rstrip(".") for n in numbers)


# ---- scribbles ----


def _line(markup: Any, fewest: int) -> np.ndarray:
    """The world places along a line: the curve where all of its control points are placed, otherwise those that are."""
    world = _control_points(markup)
    if len(world) < fewest:
        raise UserError(f"{_name(markup)} has {len(world)} points; {fewest} are needed.", "Finish drawing it.")
    curve = markup.GetCurvePointsWorld()
    if len(world) < markup.GetNumberOfControlPoints() or curve is None or curve.GetNumberOfPoints() < fewest:
        return world
    return np.array([curve.GetPoint(n) for n in range(curve.GetNumberOfPoints())])


def _on_one_plane(world: np.ndarray, grid: Grid, view: Any, frame: int, name: str) -> tuple[Plane, np.ndarray]:
    """The plane of a line, and its pixels there. It is that of the first place in the volume."""
    inside = [place for place, ijk in zip(world, grid.to_ijk(world)) if grid.holds(ijk)]
    if not inside:
        raise UserError(f"{name} lies outside of '{grid.name}'.", _HINT_OUTSIDE)
    plane = plane_at(grid, inside[0], view, frame)
    seen = plane.seen(grid.to_ijk(world))
    if grid.linear and np.any(np.abs(seen[:, 2]) > _THICK):
        raise UserError(f"{name} does not stay on one slice.", "Draw it in one slice view, without scrolling.")
    return plane, seen[:, :2]


def _scribble(world: np.ndarray, grid: Grid, view: Any, positive: bool, frame: int, name: str) -> Said:
    plane, pixels = _on_one_plane(world, grid, view, frame, name)
    within = np.all((pixels >= -0.5) & (pixels < np.array(plane.size) - 0.5), axis=1)
    line = _thinned(pixels[within])
    left_out = () if within.all() else (f"{name}: a part of it lies outside of '{grid.name}'.",)
    return Said((Prompt(plane, f"scribble {_sign(positive)} " + " ".join(_text(p) for p in line)),), left_out)


def _thinned(pixels: np.ndarray) -> np.ndarray:
    """A line without the places that are closer than a pixel to the one before; both ends stay."""
    kept = [pixels[0]]
    for pixel in pixels[1:-1]:
        if np.max(np.abs(pixel - kept[-1])) >= 1:
            kept.append(pixel)
    return np.array([*kept, pixels[-1]] if len(pixels) > 1 else kept)


# ---- boxes ----


def _roi_corners(roi: Any) -> np.ndarray:
    size = np.array(roi.GetSize())
    if np.any(size <= 0):
        raise UserError(f"{_name(roi)} has no size yet.", "Draw it in a slice view.")
    to_world = matrix_of(roi.GetObjectToWorldMatrix())
    corners = np.array(list(product((-0.5, 0.5), repeat=3))) * size
    return corners @ to_world[:3, :3].T + to_world[:3, 3]


def _plane_corners(markup: Any) -> np.ndarray:
    corners = vtk.vtkPoints()
    if markup.GetIsPlaneValid():
        markup.GetPlaneCornerPointsWorld(corners)
    if corners.GetNumberOfPoints() < 4:
        raise UserError(f"{_name(markup)} has no size yet.", "Draw it in a slice view.")
    return np.array([corners.GetPoint(n) for n in (0, 1, 3, 2)])


def _box(corners: np.ndarray, grid: Grid, view: Any, frame: int, name: str) -> Said:
    """The box around what a solid or a rectangle of these corners cuts from the plane that is shown."""
    plane = plane_at(grid, _shown(corners, grid, view, name), view, frame)
    seen = plane.seen(grid.to_ijk(corners))
    flat = seen[np.abs(seen[:, 2]) <= _THICK]
    cut = cut_of(seen) if len(seen) == 8 else seen[:0, :2]
    pixels = cut if len(cut) else flat[:, :2]
    if len(pixels) < (3 if len(cut) else 4):
        raise UserError(
            f"{name} does not reach the slice that is shown.", "Scroll to a slice that it cuts, or draw it there."
        )
    return Said((_box_around(pixels, plane, grid, name),))


def _box_around(pixels: np.ndarray, plane: Plane, grid: Grid, name: str) -> Prompt:
    first = np.clip(pixels.min(axis=0) + 0.5, 0, plane.size)
    last = np.clip(pixels.max(axis=0) + 0.5, 0, plane.size)
    if np.any(last - first < 0.01):
        raise UserError(f"{name} has no area on '{grid.name}'.", _HINT_OUTSIDE)
    return Prompt(plane, f"box {_text(first)},{_text(last)}")


def box_between(one: Any, other: Any, grid: Grid, view: Any = None, frame: int = 0) -> Prompt:
    """The box between two world places of a slice view, the first of which lies in the volume.

    Raises UserError where it does not, or the box has no area.
    """
    plane = plane_at(grid, one, view, frame)
    seen = plane.seen(grid.to_ijk(np.array([one, other])))
    return _box_around(seen[:, :2], plane, grid, "The box")


def _shown(corners: np.ndarray, grid: Grid, view: Any, name: str) -> np.ndarray:
    """A world place in the volume and on the slice that is shown, as near to the middle of the corners as can be."""
    middle = corners.mean(axis=0)
    if view is not None:
        to_ras = matrix_of(view.GetSliceToRAS())
        normal = to_ras[:3, 2] / np.linalg.norm(to_ras[:3, 2])
        middle = middle - (normal @ (middle - to_ras[:3, 3])) * normal
    return _into(middle, grid, view, name)


def _into(place: np.ndarray, grid: Grid, view: Any, name: str) -> np.ndarray:
    """A place of the volume on the same slice: a box may have its middle outside and still reach into it."""
    ijk = grid.to_ijk(place)[0]
    if grid.holds(ijk):
        return place
    nearest = grid.to_world(np.clip(ijk, -0.499, np.array(grid.size) - 0.501))[0]
    if view is not None and grid.linear:
        to_ras = matrix_of(view.GetSliceToRAS())
        nearest = nearest - (to_ras[:3, 2] @ (nearest - place)) * to_ras[:3, 2]
    if not grid.holds(grid.to_ijk(nearest)[0]):
        raise UserError(f"{name} lies outside of '{grid.name}'.", _HINT_OUTSIDE)
    return nearest


# ---- regions ----


def _region(world: np.ndarray, grid: Grid, view: Any, frame: int, name: str) -> Said:
    plane, pixels = _on_one_plane(world, grid, view, frame, name)
    mask = inside_of(pixels, plane.size)
    if not mask.any():
        raise UserError(f"{name} encloses no voxel of '{grid.name}'.", "Draw it larger.")
    return Said((Prompt(plane, mask_words(mask)),))


def inside_of(polygon: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The pixels [rows, columns] whose centres lie inside of a polygon of pixels [n, 2], by the even-odd rule."""
    columns, rows = size
    after = np.roll(polygon, -1, axis=0)
    top, bottom = np.minimum(polygon[:, 1], after[:, 1]), np.maximum(polygon[:, 1], after[:, 1])
    row = np.arange(rows)[:, None]
    crosses = (top <= row) & (row < bottom)
    height = np.where(after[:, 1] == polygon[:, 1], 1, after[:, 1] - polygon[:, 1])
    at = polygon[:, 0] + (row - polygon[:, 1]) / height * (after[:, 0] - polygon[:, 0])
    first = np.clip(np.ceil(at), 0, columns).astype(int)
    turns = np.zeros((rows, columns + 1), int)
    np.add.at(turns, (np.nonzero(crosses)[0], first[crosses]), 1)
    return np.cumsum(turns, axis=1)[:, :columns] % 2 == 1


def mask_words(mask: np.ndarray) -> str:
    """A mask [rows, columns] as the protocol writes it: the first pixel of each run and the one behind its last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask.ravel(), [False]]).astype(np.int8)))
    runs = " ".join(f"{first}-{behind}" for first, behind in edges.reshape(-1, 2))
    return f"mask {mask.shape[1]}x{mask.shape[0]} {runs}"
