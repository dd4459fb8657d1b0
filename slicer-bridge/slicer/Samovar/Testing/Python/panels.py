"""The module and the effect with a stand-in for Qt, and what their tests do with them."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path

import numpy as np
import pytest
import slicer
import slicer.util
import stand_in
import vtk
from fake_link import FakeServer
from mrml import add_segmentation, add_volume, slice_view, voxels_of, world_of

EXTENSION = Path(__file__).parents[3]
SHAPE = (12, 40, 50)


@pytest.fixture
def slicer_like(scene):
    """A scene with the nodes of an application, and the stand-in."""
    scene.AddNode(slicer.vtkMRMLCrosshairNode())
    with stand_in.standing_in():
        yield scene


@pytest.fixture
def module(slicer_like):
    """The module's panel, and a server that is played."""
    samovar = importlib.import_module("Samovar")
    widget = samovar.SamovarWidget()
    widget.setup()
    widget.enter()
    work = types.SimpleNamespace(widget=widget, ui=widget.ui, server=FakeServer(), samovar=samovar)
    work.shared = sys.modules["SamovarGui.shared"].shared()
    work.logic = work.shared.logic
    work.volume = add_volume(np.zeros(SHAPE, np.int16))
    yield work
    widget.cleanup()


@pytest.fixture
def ready(module):
    """A volume and a segmentation are chosen, and the server is there."""
    module.segmentation = add_segmentation(module.volume, "a", "b")
    module.link = module.server.link()
    module.logic.connect(module.link)
    module.ui.volumeSelector.setCurrentNode(module.volume)
    module.ui.segmentationSelector.setCurrentNode(module.segmentation)
    return module


def segment(work, name="a"):
    return voxels_of(work.segmentation, name, work.volume)


def draw(work, button, *places):
    """Presses a tool, places its points, and ends the placing by a right click."""
    button.click()
    node = slicer.mrmlScene.GetNodeByID(
        slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLSelectionNode").GetActivePlaceNodeID()
    )
    for place in places:
        node.AddControlPointWorld(vtk.vtkVector3d(*world_of(work.volume, *place)))
    stand_in.settle()
    return node


def right_click():
    interaction = slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLInteractionNode")
    interaction.SetCurrentInteractionMode(interaction.ViewTransform)
    stand_in.settle()


def point_at(work, i, j, k, orientation="Axial"):
    """Moves the mouse over a slice view."""
    view = slice_view(work.volume, (i, j, k), orientation)
    crosshair = slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLCrosshairNode")
    xyz = np.linalg.inv(slicer.util.arrayFromVTKMatrix(view.GetXYToRAS())) @ [*world_of(work.volume, i, j, k), 1]
    crosshair.SetCursorPositionXYZ(list(xyz[:3]), view)


@pytest.fixture
def started(module, tmp_path, monkeypatch):
    """A folder that looks like a release, and a Java that looks new enough; the server is a few lines of Python."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "samovar-bridge.jar").touch()
    (tmp_path / "lib" / "samovar-core-0.1.0.jar").touch()
    java = importlib.import_module("SamovarLib.java")
    found = java.JavaFound("/java/bin/java", "21.0.1", "setting")
    for name in ("SamovarGui.connection", "SamovarGui.shared"):
        monkeypatch.setattr(sys.modules[name], "find_java", lambda *_: found)
    module.ui.folderPath.currentPath = str(tmp_path)
    return module


@pytest.fixture
def effect(module, monkeypatch):
    monkeypatch.syspath_prepend(str(EXTENSION / "SegmentEditorSamovar"))
    made = importlib.import_module("SegmentEditorSamovarLib.SegmentEditorEffect")
    module.segmentation = add_segmentation(module.volume, "a", "b")
    module.editor = stand_in.EditorWidget(module.segmentation, module.volume)
    module.editor.settings.SetSelectedSegmentID("a")
    module.scripted = stand_in.ScriptedEffect(module.editor)
    module.effect = made.SegmentEditorEffect(module.scripted)
    module.effect.setupOptionsFrame()
    module.effect.setMRMLDefaults()
    module.effect.updateGUIFromMRML()
    module.logic.connect(module.server.link())
    module.effect.activate()
    yield module
    module.effect.deactivate()
    for name in [name for name in sys.modules if name.startswith("SegmentEditorSamovarLib")]:
        del sys.modules[name]


def press(work, start, end=None, ctrl=False):
    """Presses the left button at a voxel of a slice view, and lets it go at another."""
    view = slice_view(work.volume, start)
    to_xy = np.linalg.inv(slicer.util.arrayFromVTKMatrix(view.GetXYToRAS()))
    widget = types.SimpleNamespace(className=lambda: "qMRMLSliceWidget", mrmlSliceNode=lambda: view)
    for event, place in (("LeftButtonPressEvent", start), ("LeftButtonReleaseEvent", end or start)):
        xy = to_xy @ [*world_of(work.volume, *place), 1]
        mouse = types.SimpleNamespace(
            GetEventPosition=lambda xy=xy: (xy[0], xy[1]), GetShiftKey=lambda: False, GetControlKey=lambda: ctrl
        )
        assert work.effect.processInteractionEvents(mouse, getattr(vtk.vtkCommand, event), widget)
