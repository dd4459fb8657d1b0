"""Patches in segments, with the nodes of 3D Slicer."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import slicer
import slicer.util
import vtk
from mrml import add_segmentation, add_volume, linear_transform, turned, voxels_of, warp
from SamovarLib.editors import LogicEditor, PlainEditor, editor_of
from SamovarLib.errors import UserError
from SamovarLib.planes import Grid
from SamovarLib.writer import Region, SegmentWriter

pytestmark = pytest.mark.usefixtures("scene")
SHAPE = (30, 40, 50)


@pytest.fixture
def volume(scene):
    return add_volume(np.zeros(SHAPE, np.int16))


@pytest.fixture(params=[LogicEditor, PlainEditor])
def editor(request):
    """Slicer's logic of 5.10 and newer, and what older ones have."""
    return request.param


def box(k, j, i) -> np.ndarray:
    """A mask of the volume that is true in these slices."""
    mask = np.zeros(SHAPE, bool)
    mask[k, j, i] = True
    return mask


def patch(mask: np.ndarray, extent, within=None) -> Region:
    """What the whole masks say in a box (i0, i1, j0, j1, k0, k1)."""
    i0, i1, j0, j1, k0, k1 = extent
    cut = (slice(k0, k1), slice(j0, j1), slice(i0, i1))
    return Region.of(SimpleNamespace(extent=extent, mask=mask[cut], within=None if within is None else within[cut]))


LEFT = box(slice(5, 15), slice(10, 20), slice(10, 20))
ALL = (0, 50, 0, 40, 0, 30)


def written(volume, editor, *segments, protect=True):
    segmentation = add_segmentation(volume, *segments)
    return SegmentWriter(segmentation, editor(segmentation), protect)


def test_a_patch_fills_an_empty_segment_exactly(volume, editor):
    writer = written(volume, editor, "a")
    assert writer.write("a", patch(LEFT, (8, 22, 8, 22, 4, 16)), Grid(volume)) == 1000
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), LEFT)


def test_the_best_editor_is_taken(volume):
    assert isinstance(editor_of(add_segmentation(volume, "a")), LogicEditor)


def test_a_patch_replaces_what_is_in_its_box_and_nothing_else(volume, editor):
    writer = written(volume, editor, "a")
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    writer.write("a", patch(box(10, slice(12, 14), slice(12, 30)), (12, 30, 12, 18, 9, 11)), Grid(volume))
    expected = LEFT.copy()
    expected[9:11, 12:18, 12:30] = False
    expected[10, 12:14, 12:30] = True
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), expected)


def test_voxels_that_a_patch_does_not_speak_of_stay(volume, editor):
    writer = written(volume, editor, "a")
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    diagonal = np.zeros(SHAPE, bool)
    for n in range(12):
        diagonal[n + 4, 8 + n, :] = True
    writer.write("a", patch(box(slice(0, 30), slice(0, 40), slice(0, 15)), ALL, within=diagonal), Grid(volume))
    expected = np.where(diagonal, box(slice(0, 30), slice(0, 40), slice(0, 15)), LEFT)
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), expected)


def test_the_same_patch_twice_changes_nothing(volume, editor):
    writer = written(volume, editor, "a")
    same = patch(LEFT, (8, 22, 8, 22, 4, 16))
    assert [writer.write("a", same, Grid(volume)) for _ in range(2)] == [1000, 0]


def test_an_empty_patch_empties_its_box(volume, editor):
    writer = written(volume, editor, "a")
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    writer.write("a", patch(np.zeros(SHAPE, bool), ALL), Grid(volume))
    assert not voxels_of(writer.segmentation, "a", volume).any()
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), LEFT)


def random_patches(seed: int, count: int):
    random = np.random.default_rng(seed)
    for _ in range(count):
        lows = [random.integers(0, n - 1) for n in (50, 40, 30)]
        highs = [random.integers(low + 1, n + 1) for low, n in zip(lows, (50, 40, 30))]
        extent = tuple(int(n) for pair in zip(lows, highs) for n in pair)
        yield random.integers(0, 3), extent, random.random(SHAPE) < 0.3, random.random(SHAPE) < 0.7


@pytest.mark.parametrize("protect", [True, False])
def test_many_patches_in_several_segments_are_what_numpy_says(volume, editor, protect):
    names = ["a", "b", "c"]
    writer = written(volume, editor, *names, protect=protect)
    expected = {name: np.zeros(SHAPE, bool) for name in names}
    for number, extent, mask, within in random_patches(5, 40):
        name = names[number]
        writer.write(name, patch(mask, extent, within), Grid(volume))
        i0, i1, j0, j1, k0, k1 = extent
        spoken = np.zeros(SHAPE, bool)
        spoken[k0:k1, j0:j1, i0:i1] = within[k0:k1, j0:j1, i0:i1]
        others = [expected[other] for other in names if other != name]
        taken = np.logical_or.reduce(others)
        new = spoken & mask & ~taken if protect else spoken & mask
        expected[name] = np.where(spoken, new, expected[name])
        for other in others:
            other &= ~new
    for name in names:
        assert np.array_equal(voxels_of(writer.segmentation, name, volume), expected[name])


# ---- other segments ----


def shared(writer, volume) -> None:
    """Two segments side by side, in one layer."""
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    writer.write("b", patch(box(slice(5, 15), slice(10, 20), slice(20, 30)), ALL), Grid(volume))
    writer.segmentation.GetSegmentation().CollapseBinaryLabelmaps(False)
    assert writer.segmentation.GetSegmentation().GetNumberOfLayers() == 1


def test_protected_neighbours_in_a_shared_layer_keep_their_voxels(volume, editor):
    writer = written(volume, editor, "a", "b")
    shared(writer, volume)
    before = voxels_of(writer.segmentation, "b", volume)
    writer.write("a", patch(box(slice(5, 15), slice(10, 20), slice(10, 27)), ALL), Grid(volume))
    assert np.array_equal(voxels_of(writer.segmentation, "b", volume), before)
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), LEFT)


def test_removing_from_a_shared_layer_leaves_the_neighbour(volume, editor):
    writer = written(volume, editor, "a", "b")
    shared(writer, volume)
    before = voxels_of(writer.segmentation, "b", volume)
    writer.write("a", patch(np.zeros(SHAPE, bool), ALL), Grid(volume))
    assert np.array_equal(voxels_of(writer.segmentation, "b", volume), before)
    assert not voxels_of(writer.segmentation, "a", volume).any()


def test_neighbours_that_are_not_protected_give_their_voxels(volume, editor):
    writer = written(volume, editor, "a", "b", protect=False)
    shared(writer, volume)
    wide = box(slice(5, 15), slice(10, 20), slice(10, 27))
    writer.write("a", patch(wide, ALL), Grid(volume))
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), wide)
    assert np.array_equal(voxels_of(writer.segmentation, "b", volume), box(slice(5, 15), slice(10, 20), slice(27, 30)))


def test_segments_that_overlap_already_stay_whole(volume, editor):
    writer = written(volume, editor, "a", "b")
    for segment in ("a", "b"):
        slicer.util.updateSegmentBinaryLabelmapFromArray(LEFT.astype(np.uint8), writer.segmentation, segment, volume)
    writer.write("a", patch(box(7, slice(0, 5), slice(0, 5)), (0, 5, 0, 5, 7, 8)), Grid(volume))
    assert np.array_equal(voxels_of(writer.segmentation, "b", volume), LEFT)
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), LEFT | box(7, slice(0, 5), slice(0, 5)))


# ---- undo ----


def test_undo_and_redo_go_by_steps_of_the_user(volume, editor):
    writer = written(volume, editor, "a", "b", protect=False)
    writer.begin()
    writer.write("b", patch(box(6, slice(12, 14), slice(12, 14)), ALL), Grid(volume))
    writer.begin()
    for k in range(5, 15):
        writer.write("a", patch(LEFT, (0, 50, 0, 40, k, k + 1)), Grid(volume))
    assert not voxels_of(writer.segmentation, "b", volume).any()
    writer.undo()
    assert not voxels_of(writer.segmentation, "a", volume).any()
    assert voxels_of(writer.segmentation, "b", volume).sum() == 4
    assert writer.editor.can_redo
    writer.redo()
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), LEFT)
    assert not voxels_of(writer.segmentation, "b", volume).any()
    writer.undo()
    writer.undo()
    assert not voxels_of(writer.segmentation, "b", volume).any()
    assert not writer.editor.can_undo


def test_more_steps_than_slicers_default_of_five_can_be_undone(volume, editor):
    writer = written(volume, editor, "a")
    for k in range(12):
        writer.begin()
        writer.write("a", patch(box(k, 0, 0), (0, 1, 0, 1, k, k + 1)), Grid(volume))
    for k in reversed(range(12)):
        writer.undo()
        assert voxels_of(writer.segmentation, "a", volume).sum() == k


def test_what_is_written_after_an_undo_is_undone_by_itself(volume, editor):
    writer = written(volume, editor, "a")
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    hollow = LEFT & ~box(10, slice(12, 18), slice(12, 18))
    for _ in range(3):
        writer.begin()
        writer.write("a", patch(hollow, ALL), Grid(volume))
        assert np.array_equal(voxels_of(writer.segmentation, "a", volume), hollow)
        writer.undo()
        assert np.array_equal(voxels_of(writer.segmentation, "a", volume), LEFT)
        writer.redo()
        assert np.array_equal(voxels_of(writer.segmentation, "a", volume), hollow)
        writer.undo()


def test_views_are_told_of_each_change(volume, editor):
    writer = written(volume, editor, "a")
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    told = []
    inner = writer.segmentation.GetSegmentation()
    inner.AddObserver(slicer.vtkSegmentation.SourceRepresentationModified, lambda *_: told.append(1))
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    assert not told
    writer.write("a", patch(LEFT & ~box(10, 12, 12), ALL), Grid(volume))
    assert told


def test_a_segment_that_was_written_is_in_progress(volume, editor):
    writer = written(volume, editor, "a")
    logic = slicer.vtkSlicerSegmentationsModuleLogic
    segment = writer.segmentation.GetSegmentation().GetSegment("a")
    logic.SetSegmentStatus(segment, logic.NotStarted)
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    assert logic.GetSegmentStatus(segment) == logic.InProgress


# ---- other geometries ----


def test_a_segmentation_under_the_transform_of_its_volume_has_its_voxels(volume, editor):
    volume.SetAndObserveTransformNodeID(linear_transform(turned(30, 0, (5, 6, 7))).GetID())
    writer = written(volume, editor, "a")
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), LEFT)


def test_a_transform_of_the_volume_alone_moves_what_is_written(volume, editor):
    writer = written(volume, editor, "a")
    volume.SetAndObserveTransformNodeID(linear_transform(turned(0, 2, (-0.7, 1.4, 2.5))).GetID())
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    labelmap = writer.segmentation.GetBinaryLabelmapInternalRepresentation("a")
    assert labelmap.GetExtent() == (11, 20, 8, 17, 6, 15)
    assert writer.voxels("a", Grid(volume)).sum() == 1000
    assert np.array_equal(writer.voxels("a", Grid(volume)), LEFT)


@pytest.mark.parametrize("node", ["volume", "segmentation"])
def test_a_transform_that_is_not_linear_on_one_of_them_is_gone_through(volume, editor, node):
    writer = written(volume, editor, "a")
    (volume if node == "volume" else writer.segmentation).SetAndObserveTransformNodeID(warp(0.01).GetID())
    writer.write("a", patch(LEFT, (8, 22, 8, 22, 4, 16)), Grid(volume))
    seen = voxels_of(writer.segmentation, "a", volume)
    assert (seen & LEFT).sum() * 2 / (seen.sum() + LEFT.sum()) > 0.9
    internal = writer.segmentation.GetBinaryLabelmapInternalRepresentation("a")
    assert internal.GetExtent() != (10, 19, 10, 19, 5, 14)


def test_a_shared_transform_that_is_not_linear_changes_nothing(volume, editor):
    volume.SetAndObserveTransformNodeID(warp(0.01).GetID())
    writer = written(volume, editor, "a")
    writer.write("a", patch(LEFT, (8, 22, 8, 22, 4, 16)), Grid(volume))
    assert writer.segmentation.GetBinaryLabelmapInternalRepresentation("a").GetExtent() == (10, 19, 10, 19, 5, 14)


def test_finer_voxels_of_a_segmentation_take_what_the_voxel_around_them_says(volume, editor):
    fine = add_volume(np.zeros((60, 80, 100), np.int16), (0.35, 0.35, 1.25), (100.175, 90.175, -30.625), name="fine")
    segmentation = add_segmentation(fine, "a")
    writer = SegmentWriter(segmentation, editor(segmentation))
    writer.write("a", patch(LEFT, (8, 22, 8, 22, 4, 16)), Grid(volume))
    assert np.array_equal(voxels_of(segmentation, "a", fine), LEFT.repeat(2, 0).repeat(2, 1).repeat(2, 2))
    assert np.array_equal(writer.voxels("a", Grid(volume)), LEFT)
    writer.write("a", patch(np.zeros(SHAPE, bool), (0, 50, 0, 40, 9, 10)), Grid(volume))
    expected = LEFT.copy()
    expected[9] = False
    assert np.array_equal(voxels_of(segmentation, "a", fine), expected.repeat(2, 0).repeat(2, 1).repeat(2, 2))


def test_voxels_that_are_turned_take_what_lies_at_their_centres(volume, editor):
    other = add_volume(np.zeros((40, 60, 60), np.int16), (0.8, 0.8, 0.8), (60, 60, -20), lps=False, name="turned")
    other.SetIJKToRASDirections(*turned(25, 2)[:3, :3].ravel())
    segmentation = add_segmentation(other, "a")
    writer = SegmentWriter(segmentation, editor(segmentation))
    mask = box(slice(3, 25), slice(3, 35), slice(3, 45))
    writer.write("a", patch(mask, (2, 48, 1, 38, 2, 28)), Grid(volume))
    seen = voxels_of(segmentation, "a", other)
    grid, target = Grid(volume), Grid(other)
    places = np.array(np.meshgrid(*(range(n) for n in target.size), indexing="ij")).reshape(3, -1).T
    ijk = np.floor(grid.to_ijk(target.to_world(places)) + 0.5).astype(int)
    known = np.all((ijk >= 0) & (ijk < grid.size), axis=1)
    expected = np.zeros(len(places), bool)
    expected[known] = mask[tuple(ijk[known, axis] for axis in (2, 1, 0))]
    assert expected.sum() > 1000
    assert np.array_equal(seen, expected.reshape(target.size).transpose(2, 1, 0))


def test_neighbours_in_other_voxels_are_protected_too(volume, editor):
    writer = written(volume, editor, "a", "b")
    fine = add_volume(np.zeros((60, 80, 100), np.int16), (0.35, 0.35, 1.25), (100.175, 90.175, -30.625), name="fine")
    labelmap = slicer.vtkOrientedImageData()
    labelmap.SetImageToWorldMatrix(slicer.util.vtkMatrixFromArray(Grid(fine).ijk_to_ras))
    labelmap.SetExtent(20, 39, 20, 39, 10, 29)
    labelmap.AllocateScalars(vtk.VTK_UNSIGNED_CHAR, 1)
    labelmap.GetPointData().GetScalars().Fill(1)
    neighbour = slicer.vtkSegment()
    neighbour.AddRepresentation("Binary labelmap", labelmap)
    writer.segmentation.GetSegmentation().AddSegment(neighbour, "fine")
    writer.write("a", patch(box(slice(5, 15), slice(10, 20), slice(0, 30)), ALL), Grid(volume))
    expected = box(slice(5, 15), slice(10, 20), slice(0, 30)) & ~LEFT
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), expected)


def test_a_segmentation_without_geometry_takes_that_of_the_volume(volume, editor):
    segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "S")
    segmentation.GetSegmentation().AddEmptySegment("a", "a")
    writer = SegmentWriter(segmentation, editor(segmentation))
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    assert np.array_equal(voxels_of(segmentation, "a", volume), LEFT)


def test_a_segmentation_of_surfaces_is_refused_in_words(volume):
    segmentation = add_segmentation(volume, "a")
    slicer.util.updateSegmentBinaryLabelmapFromArray(LEFT.astype(np.uint8), segmentation, "a", volume)
    segmentation.CreateClosedSurfaceRepresentation()
    segmentation.GetSegmentation().SetSourceRepresentationName("Closed surface")
    with pytest.raises(UserError, match="kept as closed surface"):
        SegmentWriter(segmentation)


def test_a_segment_that_is_gone_is_refused_in_words(volume):
    with pytest.raises(UserError, match="no longer there"):
        SegmentWriter(add_segmentation(volume, "a")).write("b", patch(LEFT, ALL), Grid(volume))


# ---- the surface in 3D ----


def surface_points(segmentation) -> int:
    surface = vtk.vtkPolyData()
    segmentation.GetClosedSurfaceRepresentation("a", surface)
    return surface.GetNumberOfPoints()


def test_the_surface_is_made_again_at_the_end_of_a_step(volume, editor):
    writer = written(volume, editor, "a")
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    writer.segmentation.CreateClosedSurfaceRepresentation()
    before = surface_points(writer.segmentation)
    inner = writer.segmentation.GetSegmentation()
    made = []
    inner.AddObserver(slicer.vtkSegmentation.ContainedRepresentationNamesModified, lambda *_: made.append(1))
    writer.begin()
    for k in range(15, 20):
        writer.write("a", patch(box(k, slice(10, 20), slice(10, 20)), (10, 20, 10, 20, k, k + 1)), Grid(volume))
        assert not inner.ContainsRepresentation("Closed surface")
    writer.finish()
    assert surface_points(writer.segmentation) > before
    writer.undo()
    assert inner.ContainsRepresentation("Closed surface")
    assert np.array_equal(voxels_of(writer.segmentation, "a", volume), LEFT)


def test_no_surface_is_made_where_there_was_none(volume, editor):
    writer = written(volume, editor, "a")
    writer.begin()
    writer.write("a", patch(LEFT, ALL), Grid(volume))
    writer.finish()
    assert not writer.segmentation.GetSegmentation().ContainsRepresentation("Closed surface")
