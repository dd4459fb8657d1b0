"""Patches of the server in the segments of 3D Slicer.

A patch says of the voxels of a box of the volume which belong to a segment now. It is written exactly: what it does not
speak of stays. Where the segmentation has other voxels than the volume, each of its voxels takes what the voxel of the
volume says in which its centre lies.
"""

from __future__ import annotations

from itertools import product
from typing import Any, Callable

import numpy as np
import slicer
import slicer.util
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

from .editors import Editor, editor_of
from .errors import UserError
from .planes import Grid, Passage, Plane, affine, matrix_of, vtk_matrix_of

GROWTH = 4
_LABELMAP = "Binary labelmap"
_SURFACE = "Closed surface"
_GEOMETRY = "Reference image geometry"


class Region:
    """Voxels of a box: of those `within` (all of the box for None) exactly those in `mask` belong to a segment.

    first: the voxel (i, j, k) of the corner; within, mask: bool arrays [k, j, i].
    """

    def __init__(self, first: Any, mask: np.ndarray, within: np.ndarray | None = None) -> None:
        self.first = np.array(first, int)
        self.mask = mask
        self.within = np.ones(mask.shape, bool) if within is None else within

    @staticmethod
    def of(patch: Any) -> Region:
        """That of a patch with `extent` (i0, i1, j0, j1, k0, k1), `within` and `mask`."""
        return Region(patch.extent[::2], patch.mask, patch.within)


def nothing_on(plane: Plane, size: tuple[int, int, int]) -> Region:
    """That none of the voxels of a plane belongs to a segment. size: voxels of the volume along i, j and k.

    A column of voxels through the plane has one voxel on it: the nearest, of two equally near ones the further.
    """
    origin, steps = plane.basis()
    normal = np.cross(steps[:, 0], steps[:, 1])
    through = int(np.argmax(np.abs(normal)))
    aside = [axis for axis in range(3) if axis != through]
    places = np.zeros((size[aside[0]], size[aside[1]], 3))
    places[..., aside[0]] = np.arange(size[aside[0]])[:, None]
    places[..., aside[1]] = np.arange(size[aside[1]])
    depth = np.floor((origin - places) @ normal / normal[through] + 0.5).astype(int)
    there = np.argwhere((depth >= 0) & (depth < size[through]))
    voxels = np.zeros((len(there), 3), int)
    voxels[:, aside], voxels[:, through] = there, depth[tuple(there.T)]
    first = voxels.min(axis=0)
    within = np.zeros((voxels.max(axis=0) - first + 1)[::-1], bool)
    within[tuple((voxels - first).T[::-1])] = True
    return Region(first, np.zeros(within.shape, bool), within)


class Lattice:
    """The voxels of a labelmap: where they lie, and how the volume's are found from them."""

    def __init__(self, matrix: np.ndarray, parent: Any, grid: Grid) -> None:
        """matrix: from its voxels to the space of the segmentation node, 4 x 4; parent: the transform node of that."""
        self.matrix = matrix
        self._inverse = np.linalg.inv(matrix)
        self._grid = grid
        self._to_volume = Passage(parent, grid.parent)
        self._from_volume = Passage(grid.parent, parent)
        self.shift: np.ndarray | None = None
        if self._to_volume.linear:
            whole = grid.ras_to_ijk @ self._to_volume.matrix @ matrix
            shift = np.round(whole[:3, 3])
            same = np.allclose(whole[:3, :3], np.eye(3), atol=1e-4) and np.allclose(whole[:3, 3], shift, atol=1e-2)
            self.shift = shift.astype(int) if same else None

    def region(self, region: Region) -> Region | None:
        """The same region in these voxels; None where no centre of them lies in it."""
        if self.shift is not None:
            return Region(region.first - self.shift, region.mask, region.within)
        size = np.array(region.mask.shape[::-1])
        ends = zip(region.first - 0.5, region.first + size - 0.5)
        hull = self._of_volume(
            np.array(list(product(*(np.linspace(a, b, 2 if self._to_volume.linear else 9) for a, b in ends))))
        )
        slack = 0 if self._to_volume.linear else 2
        first = np.ceil(hull.min(axis=0) - 1e-6).astype(int) - slack
        last = np.floor(hull.max(axis=0) + 1e-6).astype(int) + slack
        if np.any(last < first):
            return None
        k, j, i = np.meshgrid(*(np.arange(a, b + 1) for a, b in zip(first[::-1], last[::-1])), indexing="ij")
        centres = np.column_stack([i.ravel(), j.ravel(), k.ravel()])
        found = np.floor(self._to_ijk(centres) + 0.5 + 1e-6).astype(int) - region.first
        known = np.all((found >= 0) & (found < size), axis=1)
        at = tuple(found[known, axis] for axis in (2, 1, 0))
        within, mask = np.zeros(len(centres), bool), np.zeros(len(centres), bool)
        within[known], mask[known] = region.within[at], region.mask[at]
        return Region(first, mask.reshape(i.shape), within.reshape(i.shape))

    def _to_ijk(self, voxels: np.ndarray) -> np.ndarray:
        return affine(self._grid.ras_to_ijk, self._to_volume(affine(self.matrix, voxels.astype(float))))

    def _of_volume(self, ijk: np.ndarray) -> np.ndarray:
        return affine(self._inverse, self._from_volume(affine(self._grid.ijk_to_ras, ijk)))

    def labelmap(self, first: np.ndarray, voxels: np.ndarray) -> Any:
        """A labelmap of these bool voxels [k, j, i] at `first`."""
        made = slicer.vtkOrientedImageData()
        made.SetImageToWorldMatrix(vtk_matrix_of(self.matrix))
        last = first + voxels.shape[::-1] - 1
        made.SetExtent(*(int(n) for pair in zip(first, last) for n in pair))
        scalars = numpy_to_vtk(voxels.astype(np.uint8).ravel(), deep=True)
        scalars.SetName("ImageScalars")
        made.GetPointData().SetScalars(scalars)
        return made


class SegmentWriter:
    """Writes into the segments of a segmentation node.

    protect: whether voxels of other segments stay theirs; otherwise they are taken from them, or, where the editor has
    masks, it decides.
    """

    def __init__(
        self, segmentation: Any, editor: Editor | None = None, protect: bool = True, placed_as: Any = None
    ) -> None:
        """editor: what changes the segments; left out, the best that this Slicer has. placed_as: the node whose
        transforms count, where the segmentation is an item of a sequence, which has none.

        Raises UserError where the segmentation has no voxels.
        """
        self.segmentation = segmentation
        self.protect = protect
        self._placed_as = placed_as or segmentation
        source = segmentation.GetSegmentation().GetSourceRepresentationName()
        if source and source != _LABELMAP and segmentation.GetSegmentation().GetNumberOfSegments():
            raise UserError(
                f"The segmentation '{segmentation.GetName()}' is kept as {source.lower()}, which has no voxels.",
                "Make 'Binary labelmap' its source representation in the module Segmentations, or choose another.",
            )
        self.editor = editor or editor_of(segmentation)
        self._surface_shown = False

    def begin(self) -> None:
        """A step of the user begins: what is written from here on is undone together."""
        self.editor.save_state()

    def write(self, segment: str, region: Region, grid: Grid, before: Callable[[], None] | None = None) -> int:
        """Writes a region of the volume of `grid` into a segment; returns how many voxels changed. before: called when
        some will.

        Raises UserError where there is no such segment.
        """
        lattice = self._lattice(segment, grid)
        placed = lattice.region(region)
        if placed is None:
            return 0
        now = self._voxels(segment, placed, lattice)
        wanted = placed.mask & placed.within
        others = self._others(segment, placed, lattice)
        if self.protect:
            for taken in others.values():
                wanted &= ~taken
        gone, new = placed.within & now & ~wanted, wanted & ~now
        changed = int(gone.sum() + new.sum())
        if changed == 0:
            return 0
        if before is not None:
            before()
        self._hide_surface()
        if not self.protect and not self.editor.masks:
            for other, taken in others.items():
                self._change(False, other, lattice, placed.first, taken & wanted)
        self._change(False, segment, lattice, placed.first, gone)
        self._change(True, segment, lattice, placed.first, new)
        return changed

    def finish(self) -> None:
        """A step is done: the surface in 3D is made again where there was one."""
        if self._surface_shown:
            self._surface_shown = False
            self.segmentation.CreateClosedSurfaceRepresentation()

    def undo(self) -> None:
        """Back to the state before the last step."""
        self.editor.undo()

    def redo(self) -> None:
        """Forward again."""
        self.editor.redo()

    def voxels(self, segment: str, grid: Grid) -> np.ndarray:
        """The voxels [k, j, i] of the volume of `grid` that lie in a segment."""
        lattice = self._lattice(segment, grid)
        size = np.array(grid.size)
        if lattice.shift is not None:
            return self._voxels(segment, Region(-lattice.shift, np.zeros(size[::-1], bool)), lattice)
        there = slicer.util.arrayFromSegmentBinaryLabelmap  # Slicer's own resampling, through all transforms
        return there(self.segmentation, segment, grid.volume) != 0

    def _hide_surface(self) -> None:
        """Else Slicer would make the surface again for each patch."""
        inner = self.segmentation.GetSegmentation()
        if not self._surface_shown and inner.ContainsRepresentation(_SURFACE):
            self._surface_shown = True
            inner.RemoveRepresentation(_SURFACE)

    def _change(self, belongs: bool, segment: str, lattice: Lattice, first: np.ndarray, voxels: np.ndarray) -> None:
        """Changes no more than the box around the voxels."""
        if not voxels.any():
            return
        ranges = [np.flatnonzero(voxels.any(axis=others))[[0, -1]] for others in ((1, 2), (0, 2), (0, 1))]
        (k0, k1), (j0, j1), (i0, i1) = ranges
        box, corner = voxels[k0 : k1 + 1, j0 : j1 + 1, i0 : i1 + 1], first + np.array([i0, j0, k0])
        if self.editor.masks or not self._paint(belongs, segment, lattice, corner, box):
            change = self.editor.add if belongs else self.editor.remove
            change(segment, lattice.labelmap(corner, box))
        inner, status = self._segment(segment), slicer.vtkSlicerSegmentationsModuleLogic
        if status.GetSegmentStatus(inner) == status.NotStarted:
            status.SetSegmentStatus(inner, status.InProgress)

    def _paint(self, belongs: bool, segment: str, lattice: Lattice, first: np.ndarray, box: np.ndarray) -> bool:
        """Changes the labelmap of a segment where it lies; False where it has none, or other segments are there.

        Slicer's logics go over the whole labelmap for each change, which takes a hundred times as long in large ones.
        """
        found = self._segment(segment)
        labelmap = _labelmap(found)
        if labelmap is None or not np.allclose(_to_ras(labelmap), lattice.matrix, rtol=0, atol=1e-6):
            return False
        _reach(labelmap, first, first + box.shape[::-1])
        whole, extent = _array(labelmap)
        low = first - extent[:, 0]
        there = whole[tuple(slice(a, a + n) for a, n in zip(low[::-1], box.shape))]
        label = found.GetLabelValue()
        if np.any(there[box] != (0 if belongs else label)):
            return False
        there[box] = label if belongs else 0
        labelmap.GetPointData().GetScalars().Modified()
        labelmap.Modified()
        return True

    def _segment(self, segment: str) -> Any:
        found = self.segmentation.GetSegmentation().GetSegment(segment)
        if found is None:
            raise UserError("The segment is no longer there.", "Choose another.")
        return found

    def _lattice(self, segment: str, grid: Grid) -> Lattice:
        """The voxels of a segment: its own, of an empty one those of the segmentation, or else those of the volume."""
        parent = self._placed_as.GetParentTransformNode()
        labelmap = _labelmap(self._segment(segment))
        if labelmap is None:
            labelmap = _reference(self.segmentation)
        if labelmap is None:
            return Lattice(grid.ijk_to_ras, parent, grid)
        return Lattice(_to_ras(labelmap), parent, grid)

    def _voxels(self, segment: str, region: Region, lattice: Lattice) -> np.ndarray:
        """Which voxels of the box of a region, one of the lattice, lie in a segment."""
        found = self._segment(segment)
        labelmap = _labelmap(found)
        if labelmap is None:
            return np.zeros(region.mask.shape, bool)
        whole, extent = _array(labelmap)
        between = np.linalg.inv(_to_ras(labelmap)) @ lattice.matrix
        shift = np.round(between[:3, 3])
        if np.allclose(between[:3, :3], np.eye(3), atol=1e-4) and np.allclose(between[:3, 3], shift, atol=1e-2):
            first = region.first + shift.astype(int) - extent[:, 0]
            return _cut_out(whole, first, region.mask.shape) == found.GetLabelValue()
        voxels = np.stack(np.meshgrid(*(np.arange(n) for n in region.mask.shape), indexing="ij"), axis=-1)
        centres = voxels.reshape(-1, 3)[:, ::-1] + region.first
        at = np.floor(affine(between, centres.astype(float)) + 0.5).astype(int) - extent[:, 0]
        known = np.all((at >= 0) & (at < whole.shape[::-1]), axis=1)
        inside = np.zeros(len(centres), bool)
        inside[known] = whole[tuple(at[known, axis] for axis in (2, 1, 0))] == found.GetLabelValue()
        return inside.reshape(region.mask.shape)

    def _others(self, segment: str, region: Region, lattice: Lattice) -> dict[str, np.ndarray]:
        """The voxels of the box of a region that lie in each other segment."""
        inner = self.segmentation.GetSegmentation()
        taken = {other: self._voxels(other, region, lattice) for other in inner.GetSegmentIDs() if other != segment}
        return {other: voxels for other, voxels in taken.items() if voxels.any()}


def _array(labelmap: Any) -> tuple[np.ndarray, np.ndarray]:
    """The values [k, j, i] of a labelmap, not copied, and its extent [3, 2] along i, j and k, the last inclusive."""
    extent = np.array(labelmap.GetExtent()).reshape(3, 2)
    scalars = vtk_to_numpy(labelmap.GetPointData().GetScalars())
    return scalars.reshape((extent[::-1, 1] - extent[::-1, 0] + 1).tolist()), extent


def _reach(labelmap: Any, first: np.ndarray, end: np.ndarray) -> None:
    """Makes a labelmap as large as a box [first, end) needs, and larger, where it is not: slices come one by one, and
    each time all voxels are copied.
    """
    whole, extent = _array(labelmap)
    low, high = extent[:, 0], extent[:, 1] + 1
    spare = (high - low) // GROWTH + 1
    lower, higher = np.where(first < low, first - spare, low), np.where(end > high, end + spare, high)
    if np.array_equal(lower, low) and np.array_equal(higher, high):
        return
    grown = np.zeros((higher - lower)[::-1], whole.dtype)
    grown[tuple(slice(a, a + n) for a, n in zip((low - lower)[::-1], whole.shape))] = whole
    scalars = numpy_to_vtk(grown.ravel(), deep=True)
    scalars.SetName("ImageScalars")
    labelmap.SetExtent(*(int(n) for pair in zip(lower, higher - 1) for n in pair))
    labelmap.GetPointData().SetScalars(scalars)


def _cut_out(whole: np.ndarray, first: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The box of an array [k, j, i] from `first` (i, j, k) on, with 0 where the array ends."""
    low, high = np.maximum(first, 0), np.minimum(first + shape[::-1], whole.shape[::-1])
    box = np.zeros(shape, whole.dtype)
    if np.all(low < high):
        target = tuple(slice(a, b) for a, b in zip((low - first)[::-1], (high - first)[::-1]))
        box[target] = whole[tuple(slice(a, b) for a, b in zip(low[::-1], high[::-1]))]
    return box


def _to_ras(labelmap: Any) -> np.ndarray:
    matrix = vtk.vtkMatrix4x4()
    labelmap.GetImageToWorldMatrix(matrix)
    return matrix_of(matrix)


def _labelmap(segment: Any) -> Any:
    """The labelmap of a segment, perhaps shared with others; None where it is empty."""
    labelmap = segment.GetRepresentation(_LABELMAP)
    return None if labelmap is None or labelmap.IsEmpty() else labelmap


def _reference(segmentation: Any) -> Any:
    """An image with the voxels that a segmentation is meant to have; None where it does not say."""
    text = segmentation.GetSegmentation().GetConversionParameter(_GEOMETRY)
    image = slicer.vtkOrientedImageData()
    return image if text and slicer.vtkSegmentationConverter.DeserializeImageGeometry(text, image, False) else None
