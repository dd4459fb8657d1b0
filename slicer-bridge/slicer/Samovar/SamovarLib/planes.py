"""Where voxels lie in the world, and the planes on which prompts are given.

Places are voxel indices (i, j, k), real numbers whose whole values are centres of voxels; world places are millimetres
to the right, the front and upwards (RAS), as 3D Slicer has them after all parent transforms. Arrays of places have the
shape [n, 3].
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

from .errors import UserError

AXES = "ijk"
_COLUMNS_ROWS = {"i": (1, 2), "j": (0, 2), "k": (0, 1)}
_HALF = 0.5
_NOISE = 1e-6


def matrix_of(vtk_matrix: vtk.vtkMatrix4x4) -> np.ndarray:
    """The same 4 x 4 matrix for numpy."""
    return np.array([[vtk_matrix.GetElement(r, c) for c in range(4)] for r in range(4)])


def vtk_matrix_of(matrix: np.ndarray) -> vtk.vtkMatrix4x4:
    """The same 4 x 4 matrix for VTK."""
    made = vtk.vtkMatrix4x4()
    made.DeepCopy([float(value) for value in np.asarray(matrix).ravel()])
    return made


def affine(matrix: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Places [n, 3] through a 4 x 4 matrix."""
    return places @ matrix[:3, :3].T + matrix[:3, 3]


class Passage:
    """The way from the space of one transform node to that of another; None is the world."""

    def __init__(self, source: Any, target: Any) -> None:
        self.linear = source is target or (_is_linear(source) and _is_linear(target))
        if source is target:
            self.matrix = np.eye(4)
        elif self.linear:
            way = vtk.vtkMatrix4x4()
            slicer.vtkMRMLTransformNode.GetMatrixTransformBetweenNodes(source, target, way)
            self.matrix = matrix_of(way)
        else:
            self.transform = vtk.vtkGeneralTransform()
            slicer.vtkMRMLTransformNode.GetTransformBetweenNodes(source, target, self.transform)

    def __call__(self, places: np.ndarray) -> np.ndarray:
        """Places [n, 3] in the other space."""
        if self.linear:
            return affine(self.matrix, places)
        before, after = vtk.vtkPoints(), vtk.vtkPoints()
        for points in (before, after):
            points.SetDataTypeToDouble()
        before.SetData(numpy_to_vtk(np.ascontiguousarray(places, float), deep=True))
        self.transform.TransformPoints(before, after)
        return vtk_to_numpy(after.GetData()).copy()


def _is_linear(node: Any) -> bool:
    return node is None or bool(node.IsTransformToWorldLinear())


class Grid:
    """The voxels of a volume node and where they lie now. Made anew whenever it is needed: nodes move.

    volume: the node; size: voxels along i, j and k; ijk_to_ras: 4 x 4, without the parent transform; linear: whether
    the parent transform is.
    """

    def __init__(self, volume: Any) -> None:
        image = volume.GetImageData() if volume is not None else None
        if image is None or 0 in image.GetDimensions():
            raise UserError("There is no volume with voxels to segment.", "Load one and choose it under 'Volume'.")
        self.volume = volume
        self.name = volume.GetName() or "the volume"
        self.size = tuple(image.GetDimensions())
        ijk_to_ras = vtk.vtkMatrix4x4()
        volume.GetIJKToRASMatrix(ijk_to_ras)
        self.ijk_to_ras = matrix_of(ijk_to_ras)
        self.ras_to_ijk = np.linalg.inv(self.ijk_to_ras)
        self.parent = volume.GetParentTransformNode()
        self._from_world = Passage(None, self.parent)
        self._to_world = Passage(self.parent, None)
        self.linear = self._to_world.linear

    def to_ijk(self, world: Any) -> np.ndarray:
        """Voxel indices [n, 3] of world places [n, 3]."""
        return affine(self.ras_to_ijk, self._from_world(np.asarray(world, float).reshape(-1, 3)))

    def to_world(self, ijk: Any) -> np.ndarray:
        """World places [n, 3] of voxel indices [n, 3]."""
        return self._to_world(affine(self.ijk_to_ras, np.asarray(ijk, float).reshape(-1, 3)))

    def steps(self, ijk: np.ndarray) -> np.ndarray:
        """In its columns, the millimetres in the world of a step along i, j and k at a place."""
        around = self.to_world(ijk + np.vstack([np.zeros(3), _HALF * np.eye(3), -_HALF * np.eye(3)]))
        return (around[1:4] - around[4:7]).T

    def holds(self, ijk: np.ndarray) -> bool:
        """Whether a place lies in a voxel of the volume."""
        return bool(np.all(ijk >= -_HALF - _NOISE) and np.all(ijk < np.array(self.size) - _HALF))

    def widest_axis(self) -> str:
        """The axis with the widest voxels: the one along which slices were taken."""
        spacing = np.linalg.norm(self.ijk_to_ras[:3, :3], axis=0)
        return AXES[2 if spacing[2] >= spacing.max() - _NOISE else int(np.argmax(spacing))]


@dataclass(frozen=True)
class Plane:
    """A plane of pixels in a volume. `size`: columns and rows; `frame`: the point in time, from 0."""

    size: tuple[int, int]
    frame: int

    def basis(self) -> tuple[np.ndarray, np.ndarray]:
        """The place of pixel 0, 0, and in columns the steps of a column, a row, and through the plane."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """As the protocol has it."""
        raise NotImplementedError

    def seen(self, ijk: np.ndarray) -> np.ndarray:
        """Columns, rows and distances from the plane [n, 3] of places; distances in voxels."""
        origin, steps = self.basis()
        return (np.asarray(ijk, float) - origin) @ np.linalg.inv(steps).T

    def places(self, pixels: np.ndarray) -> np.ndarray:
        """The places [n, 3] of pixels [n, 2]."""
        origin, steps = self.basis()
        return origin + np.asarray(pixels, float) @ steps[:, :2].T


@dataclass(frozen=True)
class AxisPlane(Plane):
    """The slice with an index along an axis. Its pixels are (i, j) for k, (i, k) for j and (j, k) for i."""

    axis: str
    index: int

    def basis(self) -> tuple[np.ndarray, np.ndarray]:
        a = AXES.index(self.axis)
        unit = np.eye(3)
        return self.index * unit[a], unit[:, [*_COLUMNS_ROWS[self.axis], a]]

    def to_json(self) -> dict[str, Any]:
        return _with_frame({"axis": self.axis, "index": self.index}, self.frame)

    def __str__(self) -> str:
        return f"{self.axis} {self.index}" + (f", frame {self.frame}" if self.frame else "")


@dataclass(frozen=True)
class ObliquePlane(Plane):
    """Any plane: pixel (c, r) lies at origin + c right + r down, in voxel indices."""

    origin: tuple[float, float, float]
    right: tuple[float, float, float]
    down: tuple[float, float, float]

    def basis(self) -> tuple[np.ndarray, np.ndarray]:
        right, down = np.array(self.right), np.array(self.down)
        through = np.eye(3)[int(np.argmax(np.abs(np.cross(right, down))))]
        return np.array(self.origin), np.column_stack([right, down, through])

    def to_json(self) -> dict[str, Any]:
        json = {
            "origin": list(self.origin),
            "right": list(self.right),
            "down": list(self.down),
            "size": list(self.size),
        }
        return _with_frame(json, self.frame)

    def __str__(self) -> str:
        centre = self.places(np.array([self.size]) / 2)[0]
        return "oblique at " + ",".join(f"{c:.0f}" for c in centre) + (f", frame {self.frame}" if self.frame else "")


def _with_frame(json: dict[str, Any], frame: int) -> dict[str, Any]:
    return {**json, "frame": frame} if frame else json


def axis_plane(axis: str, index: int, size: tuple[int, int, int], frame: int = 0) -> AxisPlane:
    """The slice of a volume of `size` voxels along i, j and k."""
    columns, rows = _COLUMNS_ROWS[axis]
    return AxisPlane((size[columns], size[rows]), frame, axis, index)


def plane_from_json(json: dict[str, Any], size: tuple[int, int, int]) -> Plane:
    """The plane that `to_json` wrote, of a volume of `size` voxels.

    Raises KeyError, TypeError or ValueError where it is none.
    """
    frame = int(json.get("frame", 0))
    if "axis" in json:
        return axis_plane(json["axis"], int(json["index"]), size, frame)
    columns, rows = (int(n) for n in json["size"])
    origin, right, down = ((float(x), float(y), float(z)) for x, y, z in (json[n] for n in ("origin", "right", "down")))
    return ObliquePlane((columns, rows), frame, origin, right, down)


def plane_at(grid: Grid, world: Any, view: Any = None, frame: int = 0) -> Plane:
    """The plane of a world place as it is seen in a slice view.

    view: a slice node; None stands for one across the widest voxels. A view that no voxel of the volume leaves by more
    than half its width shows a slice of the volume. Under a transform that is not linear, views are curved; there it is
    the slice that lies most like the view.

    Raises UserError where the place lies outside of the volume.
    """
    ijk = grid.to_ijk(world)[0]
    if not grid.holds(ijk):
        raise UserError(f"The place lies outside of '{grid.name}'.", "Prompts are given where the volume has voxels.")
    if view is None:
        return _slice_at(grid, AXES.index(grid.widest_axis()), ijk, frame)
    view_to_ras = matrix_of(view.GetSliceToRAS())
    steps = grid.steps(ijk)
    across = np.abs(steps.T @ view_to_ras[:3, 2])
    if not grid.linear:
        return _slice_at(grid, int(np.argmax(across / np.linalg.norm(steps, axis=0))), ijk, frame)
    axis = int(np.argmax(across))
    drift = across * (np.array(grid.size) - 1) / across[axis]
    if np.all(np.delete(drift, axis) < _HALF):
        return _slice_at(grid, axis, ijk, frame)
    return _oblique(grid, np.asarray(world, float).ravel(), view_to_ras, steps, frame)


def _slice_at(grid: Grid, axis: int, ijk: np.ndarray, frame: int) -> AxisPlane:
    index = min(max(int(np.floor(ijk[axis] + _HALF + _NOISE)), 0), grid.size[axis] - 1)
    return axis_plane(AXES[axis], index, grid.size, frame)


def _oblique(grid: Grid, world: np.ndarray, view_to_ras: np.ndarray, steps: np.ndarray, frame: int) -> ObliquePlane:
    """The whole cut through the volume, with pixels as wide as its finest voxels. Neither panning nor zooming nor the
    place changes it.
    """
    normal, shown = view_to_ras[:3, 2], view_to_ras[:3, 3]
    away = float(normal @ (world - shown))
    centre = grid.to_world((np.array(grid.size) - 1) / 2)[0]
    depth = float(normal @ shown) + (0.0 if abs(away) < 1e-3 else away)
    anchor = grid.to_ijk(centre + (depth - float(normal @ centre)) * normal)[0]
    pixel = np.linalg.norm(steps, axis=0).min()
    right, down = (np.linalg.solve(steps, sign * pixel * view_to_ras[:3, c]) for c, sign in ((0, 1), (1, -1)))
    endless = ObliquePlane((1, 1), frame, tuple(anchor), tuple(right), tuple(down))
    corners = np.array(list(product(*((-_HALF, n - _HALF) for n in grid.size))))
    cut = cut_of(endless.seen(corners))
    first, last = np.ceil(cut.min(axis=0) - _NOISE), np.floor(cut.max(axis=0) + _NOISE)
    size = (int(last[0] - first[0]) + 1, int(last[1] - first[1]) + 1)
    return ObliquePlane(size, frame, *(_rounded(v) for v in (endless.places(first[None])[0], right, down)))


def _rounded(vector: np.ndarray) -> tuple[float, float, float]:
    i, j, k = (float(value) + 0.0 for value in np.round(vector, 6))
    return i, j, k


def cut_of(seen: np.ndarray) -> np.ndarray:
    """Where a plane cuts a box: pixels [n, 2] of the corners of the cut, none where it does not.

    seen: the eight corners of the box as `Plane.seen` has them, in the order of itertools.product.
    """
    found = []
    for one, other in ((a, a | bit) for a in range(8) for bit in (1, 2, 4) if not a & bit):
        before, behind = seen[one, 2], seen[other, 2]
        if before != behind and before * behind <= 0:
            found.append(seen[one, :2] + before / (before - behind) * (seen[other, :2] - seen[one, :2]))
    return np.array(found).reshape(-1, 2)
