"""Real MRML without the application, for tests: a scene, the logics that slicer.util asks for, and small things to
segment.
"""

from __future__ import annotations

import types

import numpy as np
import pytest
import slicer
import vtk


def new_scene():
    """A scene with the logics that 3D Slicer would have, as `slicer.mrmlScene`."""
    scene = slicer.mrmlScene = slicer.vtkMRMLScene()
    application = slicer.vtkSlicerApplicationLogic()
    application.SetMRMLScene(scene)
    colors = slicer.vtkMRMLColorLogic()
    colors.SetMRMLScene(scene)
    colors.AddDefaultColorNodes()
    application.SetModuleLogic("Colors", colors)

    def module(logic):
        logic.SetMRMLApplicationLogic(application)
        logic.SetMRMLScene(scene)
        return types.SimpleNamespace(logic=lambda: logic)

    slicer.modules = types.SimpleNamespace(
        volumes=module(slicer.vtkSlicerVolumesLogic()),
        segmentations=module(slicer.vtkSlicerSegmentationsModuleLogic()),
        sequences=module(slicer.vtkSlicerSequencesLogic()),
    )
    scene.application = application
    return scene


@pytest.fixture
def scene():
    """A new scene, closed at the end."""
    made = new_scene()
    yield made
    made.Clear(1)


def add_volume(voxels: np.ndarray, spacing=(0.7, 0.7, 2.5), origin=(100.0, 90.0, -30.0), lps=True, name="CT"):
    """A volume of voxels [k, j, i] whose i and j run to the left and the back, as those of most scanners do."""
    volume = slicer.util.addVolumeFromArray(voxels)
    volume.SetName(name)
    volume.SetSpacing(*spacing)
    volume.SetOrigin(*origin)
    if lps:
        volume.SetIJKToRASDirections(-1, 0, 0, 0, -1, 0, 0, 0, 1)
    return volume


def add_segmentation(volume, *segments: str):
    """A segmentation of a volume with empty segments of these names, which are their IDs."""
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Segmentation")
    node.CreateDefaultDisplayNodes()
    node.SetAndObserveTransformNodeID(volume.GetTransformNodeID())
    node.SetReferenceImageGeometryParameterFromVolumeNode(volume)
    for segment in segments:
        node.GetSegmentation().AddEmptySegment(segment, segment)
    return node


def linear_transform(matrix: np.ndarray):
    """A node of a linear transform."""
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
    slicer.util.updateTransformMatrixFromArray(node, matrix)
    return node


def turned(degrees: float, axis: int = 2, shift=(0.0, 0.0, 0.0)) -> np.ndarray:
    """A 4 x 4 matrix that turns about an axis and shifts."""
    made = vtk.vtkTransform()
    made.RotateWXYZ(degrees, *np.eye(3)[axis])
    matrix = slicer.util.arrayFromVTKMatrix(made.GetMatrix())
    matrix[:3, 3] = shift
    return matrix


def warp(bend: float = 0.002):
    """A node of a transform that is not linear: R grows by bend times A squared."""
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTransformNode")
    splines = vtk.vtkThinPlateSplineTransform()
    splines.SetBasisToR()
    source, target = vtk.vtkPoints(), vtk.vtkPoints()
    for x in np.linspace(-60, 160, 5):
        for y in np.linspace(-60, 160, 7):
            for z in (-100, 100):
                source.InsertNextPoint(x, y, z)
                target.InsertNextPoint(x + bend * y * y, y, z)
    splines.SetSourceLandmarks(source)
    splines.SetTargetLandmarks(target)
    node.SetAndObserveTransformToParent(splines)
    return node


def world_of(volume, *ijk) -> np.ndarray:
    """Where a voxel lies in the world, by VTK alone."""
    matrix = vtk.vtkMatrix4x4()
    volume.GetIJKToRASMatrix(matrix)
    ras = matrix.MultiplyPoint([*ijk, 1])[:3]
    parent = volume.GetParentTransformNode()
    if parent is None:
        return np.array(ras)
    way = vtk.vtkGeneralTransform()
    parent.GetTransformToWorld(way)
    return np.array(way.TransformPoint(ras))


def add_points(volume, *places, name="F", cls="vtkMRMLMarkupsFiducialNode"):
    """A markups node with control points at voxels (i, j, k) of a volume."""
    node = slicer.mrmlScene.AddNewNodeByClass(cls, name)
    node.CreateDefaultDisplayNodes()
    for place in places:
        node.AddControlPointWorld(vtk.vtkVector3d(*world_of(volume, *place)))
    return node


# what is to the right, above and towards the user in each view, in RAS
_VIEWS = {
    "Axial": ((-1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "Sagittal": ((0, -1, 0), (0, 0, 1), (1, 0, 0)),
    "Coronal": ((-1, 0, 0), (0, 0, 1), (0, 1, 0)),
}


def slice_view(volume, ijk, orientation="Axial", turn: np.ndarray | None = None):
    """A slice view at a voxel of a volume; `turn` (4 x 4) turns it away from its orientation."""
    node = slicer.vtkMRMLSliceNode()
    slicer.mrmlScene.AddNode(node)
    to_ras = np.eye(4)
    to_ras[:3, :3] = np.array(_VIEWS[orientation]).T
    if turn is not None:
        to_ras = turn @ to_ras
    to_ras[:3, 3] = world_of(volume, *ijk)
    slicer.util.updateVTKMatrixFromArray(node.GetSliceToRAS(), to_ras)
    node.UpdateMatrices()
    return node


def voxels_of(segmentation, segment: str, volume) -> np.ndarray:
    """The voxels [k, j, i] of a segment in a volume."""
    return slicer.util.arrayFromSegmentBinaryLabelmap(segmentation, segment, volume).astype(bool)
