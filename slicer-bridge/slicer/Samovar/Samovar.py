"""The module Samovar of 3D Slicer: segmentation by clicks, boxes, scribbles and examples."""

from __future__ import annotations

from typing import Any

import qt
import slicer
import slicer.util
import vtk
from SamovarGui.panel import AXIS_NAMES, TOOLS, Panel
from SamovarGui.shared import FOLDER, JAVA, Shared, forget, set_setting, setting, shared
from SamovarLib.logic import Listener
from SamovarLib.planes import AXES, Grid
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)
from slicer.util import VTKObservationMixin


class Samovar(ScriptedLoadableModule):
    """What Slicer shows of the module."""

    def __init__(self, parent: Any) -> None:
        ScriptedLoadableModule.__init__(self, parent)
        parent.title = _("Samovar")
        parent.categories = [translate("qSlicerAbstractCoreModule", "Segmentation")]
        parent.dependencies = ["Segmentations", "Markups", "Sequences"]
        parent.contributors = ["The authors of Samovar"]
        parent.helpText = _(
            "Segments by clicks, boxes, scribbles, regions and examples, in volumes and in time. The networks run in a"
            " server in Java on this computer: nothing is installed into Slicer's Python, nothing is sent elsewhere."
        )
        parent.acknowledgementText = _("Networks of the SAM family; each model names its licence.")


class SamovarLogic(ScriptedLoadableModuleLogic):
    """The scene's notes of what was chosen. All else is in SamovarLib, which needs no windows."""

    def chosen(self, role: str) -> Any:
        """The node that was chosen as "volume" or "segmentation"; None for none."""
        return self.getParameterNode().GetNodeReference(role)

    def choose(self, role: str, node: Any) -> None:
        """Notes it."""
        self.getParameterNode().SetNodeReferenceID(role, node.GetID() if node is not None else None)


class SamovarWidget(ScriptedLoadableModuleWidget, VTKObservationMixin, Listener):
    """The module's panel: what the user presses goes to the shared logic, what happens there is shown."""

    def __init__(self, parent: Any = None) -> None:
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.logic: SamovarLogic | None = None
        self.ui: Any = None
        self._panel: Any = None
        self._shared: Shared | None = None
        self._showing = False

    # ---- what Slicer calls ----

    def setup(self) -> None:
        ScriptedLoadableModuleWidget.setup(self)
        widget = slicer.util.loadUI(self.resourcePath("UI/Samovar.ui"))
        self.layout.addWidget(widget)
        self.ui = slicer.util.childWidgetVariables(widget)
        self._panel = Panel(self.ui)
        widget.setMRMLScene(slicer.mrmlScene)
        self.logic = SamovarLogic()
        self._shared = shared()
        self.ui.folderPath.currentPath = setting(FOLDER)
        self.ui.javaPath.currentPath = setting(JAVA)
        self._connect_buttons()
        self._connect_choices()
        scene = slicer.mrmlScene
        self.addObserver(scene, scene.StartCloseEvent, self.onSceneStartClose)
        self.addObserver(scene, scene.EndCloseEvent, self.onSceneEndClose)
        self.addObserver(scene, scene.EndImportEvent, self.onSceneEndClose)

    def enter(self) -> None:
        """The module is shown."""
        if self._shared is None:
            return
        self._shared.audience.current = self
        self._shared.placing.ended = self.changed
        self._take_chosen()
        self._shared.pointer.start()

    def exit(self) -> None:
        """Another module is shown."""
        if self._shared is None:
            return
        self._shared.placing.stop()
        self._shared.pointer.stop()
        self._shared.logic.clear_preview()
        self.changed()

    def cleanup(self) -> None:
        """Slicer ends, or the module is loaded anew."""
        self.removeObservers()
        self._shared = None
        forget()

    def onSceneStartClose(self, caller: Any, event: Any) -> None:
        if self._shared is not None:
            self._shared.placing.stop()
            self._shared.logic.scene_closed()

    def onSceneEndClose(self, caller: Any, event: Any) -> None:
        """A scene was closed or loaded: its own choices count."""
        if self._shared is not None and self._shared.audience.current is self:
            self._take_chosen()

    # ---- what the user presses ----

    def _connect_buttons(self) -> None:
        ui, logic = self.ui, self._shared.logic
        presses = {
            ui.connectButton: self.onConnect,
            ui.checkButton: self.onCheck,
            ui.addSegmentButton: self.onAddSegment,
            ui.removeSegmentButton: self.onRemoveSegment,
            ui.undoButton: logic.undo,
            ui.redoButton: logic.redo,
            ui.removePromptButton: self.onRemovePrompt,
            ui.clearPromptsButton: logic.clear_prompts,
            ui.useMarkupsButton: self.onUseMarkups,
            ui.propagateButton: self.onPropagate,
            ui.classesButton: lambda: logic.find_classes(ui.classesSelector.currentData),
            ui.supportButton: self.onSupport,
            ui.keepButton: lambda: logic.cancel(True),
            ui.takeBackButton: lambda: logic.cancel(False),
        }
        for n, button in enumerate(self._panel.candidate_buttons):
            presses[button] = lambda n=n: self.onCandidate(n)
        for button, work in presses.items():
            button.connect("clicked()", work)
        for name, kind in TOOLS.items():
            getattr(ui, name).connect("toggled(bool)", lambda on, kind=kind: self.onTool(kind, on))

    def _connect_choices(self) -> None:
        ui = self.ui
        ui.folderPath.connect("currentPathChanged(QString)", lambda path: set_setting(FOLDER, path))
        ui.javaPath.connect("currentPathChanged(QString)", lambda path: set_setting(JAVA, path))
        ui.volumeSelector.connect("currentNodeChanged(vtkMRMLNode*)", self.onVolume)
        ui.segmentationSelector.connect("currentNodeChanged(vtkMRMLNode*)", self.onSegmentation)
        ui.segmentsTable.connect("selectionChanged(QItemSelection,QItemSelection)", lambda *_: self.onSegment())
        ui.modelSelector.connect("currentIndexChanged(int)", lambda _: self.onOptions())
        for box in (ui.windowCheckBox, ui.protectCheckBox, ui.previewCheckBox):
            box.connect("toggled(bool)", lambda _: self.onOptions())
        ui.axisSelector.connect("currentIndexChanged(int)", lambda _: self.changed())
        ui.checkList.connect("itemDoubleClicked(QListWidgetItem*)", self.onShowSlice)

    def onConnect(self) -> None:
        self.ui.messageLabel.text = ""
        self._shared.connect()

    def onCheck(self) -> None:
        def show(report: str) -> None:
            self.ui.reportText.plainText = report
            self.ui.reportText.visible = True

        self._shared.check(show)

    def onVolume(self, node: Any) -> None:
        if not self._showing:
            self.logic.choose("volume", node)
            self._take_chosen()

    def onSegmentation(self, node: Any) -> None:
        if not self._showing:
            self.logic.choose("segmentation", node)
            self._take_chosen()

    def _take_chosen(self) -> None:
        """The nodes that the scene notes are worked on and shown."""
        volume, segmentation = self.logic.chosen("volume"), self.logic.chosen("segmentation")
        if (
            volume is not None
            and segmentation is not None
            and segmentation.GetSegmentation().GetNumberOfSegments() == 0
        ):
            segmentation.CreateDefaultDisplayNodes()
            segmentation.SetAndObserveTransformNodeID(volume.GetTransformNodeID())
            segmentation.SetReferenceImageGeometryParameterFromVolumeNode(volume)
        if volume is not None:
            self.ui.axisSelector.setCurrentIndex(list(AXIS_NAMES).index(self._slice_axis(volume)))
        self._shared.logic.choose(volume, segmentation)
        self.changed()

    @staticmethod
    def _slice_axis(volume: Any) -> str:
        return Grid(volume).widest_axis() if volume.GetImageData() is not None else "k"

    def onSegment(self) -> None:
        chosen = self.ui.segmentsTable.selectedSegmentIDs()
        if chosen and not self._showing:
            self._shared.logic.segment = chosen[0]
            self.changed()

    def onAddSegment(self) -> None:
        volume, segmentation = self.logic.chosen("volume"), self.logic.chosen("segmentation")
        if segmentation is None:
            name = f"{volume.GetName()} segmentation" if volume is not None else "Segmentation"
            segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", name)
            self.logic.choose("segmentation", segmentation)
            self._take_chosen()
        self._shared.logic.segment = segmentation.GetSegmentation().AddEmptySegment()
        self.changed()

    def onRemoveSegment(self) -> None:
        logic = self._shared.logic
        if logic.segmentation is not None and logic.segment in logic.segments():
            logic.segmentation.GetSegmentation().RemoveSegment(logic.segment)

    def onOptions(self) -> None:
        logic, ui = self._shared.logic, self.ui
        if self._showing:
            return
        logic.model = ui.modelSelector.currentData or logic.model
        logic.use_window, logic.protect = ui.windowCheckBox.checked, ui.protectCheckBox.checked
        logic.preview = ui.previewCheckBox.checked
        logic.clear_preview()

    def onTool(self, kind: str, on: bool) -> None:
        """One tool at a time; a second press puts it down."""
        if self._showing:
            return
        if on:
            self._shared.connect_once()
            self._shared.placing.start(kind)
        elif self._shared.placing.kind == kind:
            self._shared.placing.stop()
        self.changed()

    def onRemovePrompt(self) -> None:
        row = self.ui.promptsList.currentRow
        if 0 <= row < len(self._shared.logic.prompts):
            self._shared.logic.remove_prompt(row)

    def onCandidate(self, choice: int) -> None:
        self._shared.logic.choose_candidate(choice)
        self.changed()

    def onUseMarkups(self) -> None:
        markup = self.ui.markupsSelector.currentNode()
        if markup is not None:
            self._shared.logic.add_markup(markup, self._shared.pointer.view)

    def _bounds(self) -> tuple[int, int] | None:
        ui = self.ui
        return (ui.firstSpinBox.value, ui.lastSpinBox.value) if ui.boundsCheckBox.checked else None

    def onPropagate(self) -> None:
        self.ui.checkList.clear()
        self._shared.logic.propagate(self.ui.axisSelector.currentData, self._bounds(), self.ui.everyCheckBox.checked)

    def onSupport(self) -> None:
        axis = self.ui.axisSelector.currentData
        self._shared.logic.use_examples(self.ui.supportSelector.currentData, "" if axis == "t" else axis)

    def onShowSlice(self, item: Any) -> None:
        """Moves all views to a slice that should be looked at."""
        axis, index = item.data(qt.Qt.UserRole).split()
        if axis == "t":
            return
        grid = Grid(self._shared.logic.volume)
        place = [(n - 1) / 2 for n in grid.size]
        place[AXES.index(axis)] = float(index)
        world = grid.to_world([place])[0]
        slicer.vtkMRMLSliceNode.JumpAllSlices(slicer.mrmlScene, *(float(c) for c in world))

    # ---- what happens is shown ----

    def failed(self, message: str, hint: str) -> None:
        self.ui.messageLabel.text = f"{message} {hint}".strip()

    def notice(self, text: str) -> None:
        self.ui.messageLabel.text = text

    def progress(self, done: int, total: int, what: str) -> None:
        self._panel.show_progress(done, total)
        if total > 0:
            slicer.util.showStatusMessage(what, 2000)

    def check(self, slices: list[dict[str, Any]]) -> None:
        logic, axis = self._shared.logic, self.ui.axisSelector.currentData
        for found in slices:
            name = logic.name_of(found["segment"])
            self._panel.add_check(f"{name}: {found['index']} ({found['score']:.2f})", f"{axis} {found['index']}")

    def changed(self) -> None:
        if self._shared is not None and not self._showing:
            self._showing = True
            try:
                self._panel.show(self._shared, self.logic.chosen("volume"), self.logic.chosen("segmentation"))
            finally:
                self._showing = False


class SamovarTest(ScriptedLoadableModuleTest):
    """What can be tested within Slicer without a server: prompts are kept with their segment, and undone."""

    def setUp(self) -> None:
        slicer.mrmlScene.Clear()

    def runTest(self) -> None:
        self.setUp()
        self.test_prompts_are_kept_and_undone()

    def test_prompts_are_kept_and_undone(self) -> None:
        import numpy as np
        from SamovarLib.logic import SamovarLogic as Work

        volume = slicer.util.addVolumeFromArray(np.zeros((20, 30, 40), np.int16))
        segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        segmentation.CreateDefaultDisplayNodes()
        segmentation.SetReferenceImageGeometryParameterFromVolumeNode(volume)
        segment = segmentation.GetSegmentation().AddEmptySegment()
        points = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
        points.AddControlPoint(vtk.vtkVector3d(12, 8, 4))
        work = Work(Listener())
        work.choose(volume, segmentation)
        work.segment = segment
        self.assertTrue(work.add_markup(points))
        self.assertEqual([prompt.words for prompt in work.prompts], ["point 12,8,+"])
        work.undo()
        self.assertEqual(len(work.prompts), 0)
        work.close()
        self.delayDisplay("Test passed")
