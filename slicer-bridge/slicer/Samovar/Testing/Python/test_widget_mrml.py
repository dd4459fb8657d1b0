"""The module, the effect and the connection, with a stand-in for Qt. None of this was a running Slicer."""

from __future__ import annotations

import importlib
import re
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
from mrml import add_points, add_segmentation, add_volume, slice_view, voxels_of, world_of

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


# ---- the module ----


def test_the_names_that_the_code_uses_are_in_the_ui_file():
    names = set(re.findall(r'name="(\w+)"', (EXTENSION / "Samovar/Resources/UI/Samovar.ui").read_text()))
    for source in ("Samovar/Samovar.py", "Samovar/SamovarGui/panel.py"):
        text = (EXTENSION / source).read_text()
        used = set(re.findall(r"\b_?ui\.(\w+)", text)) | set(re.findall(r'"(\w+Button)":', text))
        assert len(used) > 10
        assert used <= names, used - names


def test_each_widget_of_the_ui_file_is_used(module):
    source = "".join((EXTENSION / name).read_text() for name in ("Samovar/Samovar.py", "Samovar/SamovarGui/panel.py"))
    for name, widget in vars(module.ui).items():
        if not isinstance(widget, (stand_in.Container, stand_in.Label)) and name != "Samovar":
            assert re.search(rf"\b{name}\b", source), name


def test_the_module_says_what_slicer_shows(slicer_like):
    parent = types.SimpleNamespace()
    importlib.import_module("Samovar").Samovar(parent)
    assert parent.title == "Samovar"
    assert parent.categories == ["Segmentation"]


def test_the_modules_own_test_runs(slicer_like):
    test = importlib.import_module("Samovar").SamovarTest()
    test.runTest()


def test_chosen_nodes_are_noted_in_the_scene_and_come_back(ready):
    assert ready.logic.volume is ready.volume
    assert ready.logic.segmentation is ready.segmentation
    assert ready.widget.logic.chosen("volume") is ready.volume
    ready.widget.exit()
    ready.widget.enter()
    assert ready.ui.volumeSelector.currentNode() is ready.volume


def test_a_segmentation_is_made_when_a_segment_is_added(module):
    module.ui.volumeSelector.setCurrentNode(module.volume)
    module.ui.addSegmentButton.click()
    segmentation = module.logic.segmentation
    assert segmentation.GetName() == "CT segmentation"
    assert module.logic.segment in segmentation.GetSegmentation().GetSegmentIDs()
    assert module.ui.segmentationSelector.currentNode() is segmentation
    module.ui.removeSegmentButton.click()
    assert module.logic.segments() == []


def test_points_are_placed_one_by_one(ready):
    draw(ready, ready.ui.includeButton, (10, 20, 5), (30, 20, 5))
    assert [p.words for p in ready.logic.prompts] == ["point 10,20,+", "point 30,20,+"]
    assert segment(ready).sum() == 18
    assert ready.ui.includeButton.checked
    shown = ready.ui.promptsList
    assert [shown.item(n).text() for n in range(shown.count)] == ["k 5: point 10,20,+", "k 5: point 30,20,+"]
    right_click()
    assert not ready.ui.includeButton.checked
    assert slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == 0


def test_points_are_placed_on_the_plane_of_the_view_under_the_mouse(ready):
    point_at(ready, 10, 20, 5, "Sagittal")
    draw(ready, ready.ui.excludeButton, (10, 20, 5))
    assert [str(p) for p in ready.logic.prompts] == ["i 10: point 20,5,-"]


def test_one_tool_at_a_time(ready):
    ready.ui.includeButton.click()
    ready.ui.excludeButton.click()
    assert (ready.ui.includeButton.checked, ready.ui.excludeButton.checked) == (False, True)
    ready.ui.excludeButton.click()
    assert not ready.ui.excludeButton.checked
    interaction = slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLInteractionNode")
    assert interaction.GetCurrentInteractionMode() == interaction.ViewTransform


def test_a_scribble_is_said_when_it_ends_and_the_tool_goes_on(ready):
    draw(ready, ready.ui.scribbleButton, (10, 20, 5), (14, 20, 5))
    assert len(ready.logic.prompts) == 0
    ready.server.fail["segment.set"] = ("LOST", "", "")
    right_click()
    assert [p.words.split()[0] for p in ready.logic.prompts] == ["scribble"]
    assert ready.ui.scribbleButton.checked
    right_click()
    assert not ready.ui.scribbleButton.checked


def test_a_region_is_said_when_it_ends(ready):
    draw(ready, ready.ui.regionButton, (9.5, 9.5, 5), (20.5, 9.5, 5), (20.5, 15.5, 5), (9.5, 15.5, 5))
    right_click()
    assert ready.logic.prompts.prompts[0].words.startswith("mask 50x40")
    assert segment(ready)[5, 12, 15]


def test_a_box_is_said_when_it_ends(ready):
    node = draw(ready, ready.ui.boxButton)
    node.SetCenterWorld(*world_of(ready.volume, 19.5, 9.5, 5))
    node.SetSize(7, 7, 10)
    node.AddControlPointWorld(vtk.vtkVector3d(*world_of(ready.volume, 19.5, 9.5, 5)))
    node.SetSize(7, 7, 10)
    right_click()
    assert [p.words for p in ready.logic.prompts] == ["box 15,5,25,15"]
    assert segment(ready).sum() == 100


def test_markups_of_the_scene_are_prompts(ready):
    ready.ui.markupsSelector.setCurrentNode(add_points(ready.volume, (10, 20, 5)))
    ready.ui.useMarkupsButton.click()
    assert segment(ready).sum() == 9


def test_undo_and_redo_are_pressed(ready):
    assert not ready.ui.undoButton.enabled
    ready.logic.add_point(world_of(ready.volume, 10, 20, 5))
    ready.ui.undoButton.click()
    assert not segment(ready).any()
    ready.ui.redoButton.click()
    assert segment(ready).sum() == 9
    assert not ready.ui.redoButton.enabled


def test_prompts_are_removed(ready):
    for i in (10, 30):
        ready.logic.add_point(world_of(ready.volume, i, 20, 5))
    ready.ui.promptsList.currentRow = 0
    ready.ui.removePromptButton.click()
    assert [p.words for p in ready.logic.prompts] == ["point 30,20,+"]
    ready.ui.clearPromptsButton.click()
    assert not segment(ready).any()
    assert ready.ui.promptsList.count == 0


def test_candidates_are_shown_and_chosen(ready):
    assert not ready.ui.candidateButton1.enabled
    ready.logic.add_point(world_of(ready.volume, 10, 20, 5))
    assert [ready.ui.candidateButton1.text, ready.ui.candidateButton2.text] == ["1 (0.90)", "2 (0.80)"]
    assert ready.ui.candidateButton1.checked
    ready.ui.candidateButton2.click()
    assert segment(ready).sum() == 25
    assert (ready.ui.candidateButton1.checked, ready.ui.candidateButton2.checked) == (False, True)


def test_another_segment_has_its_own_prompts(ready):
    ready.logic.add_point(world_of(ready.volume, 10, 20, 5))
    ready.ui.segmentsTable.setSelectedSegmentIDs(["b"])
    assert ready.logic.segment == "b"
    assert ready.ui.promptsList.count == 0


def test_models_are_listed_by_use_and_chosen(ready):
    assert [ready.ui.modelSelector.count, ready.ui.classesSelector.count, ready.ui.supportSelector.count] == [1, 1, 2]
    assert ready.ui.modelSelector.currentData == "nano"
    ready.ui.classesButton.click()
    assert "liver" in ready.logic.segments()
    ready.ui.supportButton.click()
    assert ready.server.ops("support")


def test_boxes_that_are_ticked_reach_the_logic(ready):
    assert (ready.logic.use_window, ready.logic.protect, ready.logic.preview) == (False, True, False)
    for box in (ready.ui.windowCheckBox, ready.ui.protectCheckBox, ready.ui.previewCheckBox):
        box.click()
    assert (ready.logic.use_window, ready.logic.protect, ready.logic.preview) == (True, False, True)


def test_the_preview_follows_the_mouse(ready):
    ready.logic.add_point(world_of(ready.volume, 10, 20, 5))
    ready.ui.previewCheckBox.click()
    point_at(ready, 30, 20, 5)
    assert ready.server.ops("preview")[-1]["at"] == [30.0, 20.0]
    ready.widget.exit()
    point_at(ready, 20, 20, 5)
    assert len(ready.server.ops("preview")) == 1


def test_objects_are_followed_within_bounds_and_slices_to_check_are_shown(ready):
    ready.logic.add_point(world_of(ready.volume, 10, 20, 5))
    assert ready.ui.axisSelector.currentData == "k"
    assert (ready.ui.lastSpinBox.maximum, ready.ui.lastSpinBox.value) == (11, 11)
    ready.ui.boundsCheckBox.click()
    ready.ui.firstSpinBox.value, ready.ui.lastSpinBox.value = 3, 7
    ready.ui.propagateButton.click()
    assert segment(ready).sum() == 45
    shown = ready.ui.checkList
    assert [shown.item(n).text() for n in range(shown.count)] == ["a: 2 (0.40)"]
    view = slice_view(ready.volume, (0, 0, 9))
    shown.emit("itemDoubleClicked(QListWidgetItem*)", shown.item(0))
    assert view.GetSliceToRAS().GetElement(2, 3) == pytest.approx(world_of(ready.volume, 0, 0, 2)[2])


def test_work_that_is_under_way_can_be_stopped(ready):
    ready.logic.add_point(world_of(ready.volume, 10, 20, 5))
    ready.server.hold.add("propagate")
    ready.ui.propagateButton.click()
    assert not ready.ui.propagateButton.enabled
    assert ready.ui.progressBar.visible
    ready.ui.takeBackButton.click()
    assert ready.ui.propagateButton.enabled
    assert not ready.ui.keepButton.enabled
    assert not ready.ui.progressBar.visible


def test_what_cannot_be_done_is_a_line_in_the_panel(ready):
    ready.logic.add_point(world_of(ready.volume, 10, 20, 50))
    assert "outside of 'CT'" in ready.ui.messageLabel.text


def test_a_closed_scene_leaves_nothing(ready):
    ready.logic.add_point(world_of(ready.volume, 10, 20, 5))
    slicer.mrmlScene.Clear(0)
    assert ready.logic.volume is None
    assert ready.ui.volumeSelector.currentNode() is None
    assert ready.ui.promptsList.count == 0


def test_nothing_is_left_when_the_module_is_closed(ready):
    ready.ui.includeButton.click()
    ready.widget.cleanup()
    assert slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == 0
    crosshair = slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLCrosshairNode")
    assert not crosshair.HasObserver(slicer.vtkMRMLCrosshairNode.CursorPositionModifiedEvent)


# ---- the connection ----


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


def test_connect_starts_the_server_and_the_token_goes_by_its_input_alone(started):
    started.ui.connectButton.click()
    assert started.ui.stateLabel.text == "starting"
    stand_in.settle(lambda: started.logic.connected and started.logic.models)
    (process,) = stand_in.Process.started
    assert process.command[0] == "/java/bin/java"
    assert process.command[-2:] == ["serve", "--stdin"]
    token = process.token.hex()
    assert token not in " ".join(process.command)
    assert token not in " ".join(process.environment.values())
    assert started.ui.stateLabel.text == "connected to Fake 1"
    assert started.logic.model == "fake"


def test_a_click_goes_over_a_real_socket_and_fills_the_segment(started):
    started.segmentation = add_segmentation(started.volume, "a")
    started.ui.volumeSelector.setCurrentNode(started.volume)
    started.ui.segmentationSelector.setCurrentNode(started.segmentation)
    draw(started, started.ui.includeButton, (10, 20, 5))
    stand_in.settle(lambda: segment(started).any())
    assert np.argwhere(segment(started)).tolist() == [[5, 20, 10]]
    assert started.ui.messageLabel.text == "It is a fake."


def test_a_server_that_dies_is_started_again_and_prompts_are_told_again(started):
    started.segmentation = add_segmentation(started.volume, "a")
    started.ui.volumeSelector.setCurrentNode(started.volume)
    started.ui.segmentationSelector.setCurrentNode(started.segmentation)
    draw(started, started.ui.includeButton, (10, 20, 5))
    stand_in.settle(lambda: segment(started).any())
    stand_in.Process.started[0].die()
    stand_in.settle(lambda: len(stand_in.Process.started) == 2 and started.logic.connected)
    again = stand_in.Process.started[1].server
    stand_in.settle(lambda: any("segment.set" in server.seen for server in again.servers))
    assert segment(started).sum() == 1


def test_after_three_times_it_is_told_that_the_server_keeps_dying(started):
    started.ui.connectButton.click()
    for times in range(1, 5):
        stand_in.settle(lambda times=times: len(stand_in.Process.started) == times and started.logic.connected)
        stand_in.Process.started[-1].die()
    stand_in.settle(lambda: "ended 4 times" in started.ui.messageLabel.text)
    assert len(stand_in.Process.started) == 4
    assert started.ui.stateLabel.text == "not connected"
    started.ui.connectButton.click()
    stand_in.settle(lambda: started.logic.connected)


def test_a_server_that_does_not_start_is_told_in_its_own_words(started):
    stand_in.Process.refuse.append("Exception: java.lang.UnsupportedClassVersionError: org/samovar")
    started.ui.connectButton.click()
    stand_in.settle(lambda: started.ui.messageLabel.text != "")
    assert "newer Java" in started.ui.messageLabel.text
    assert started.ui.stateLabel.text == "not connected"


def test_without_a_folder_it_is_said_what_to_choose(started):
    started.ui.folderPath.currentPath = "/nowhere/at/all"
    started.ui.connectButton.click()
    assert "samovar-bridge.jar" in started.ui.messageLabel.text
    assert not stand_in.Process.started


def test_without_java_it_is_said_what_to_install(started, monkeypatch):
    java = importlib.import_module("SamovarLib.java")
    missing = java.JavaMissing("There is no Java.", "Install one.")
    monkeypatch.setattr(sys.modules["SamovarGui.connection"], "find_java", lambda *_: missing)
    started.ui.connectButton.click()
    assert started.ui.messageLabel.text == "There is no Java. Install one."


def test_the_set_up_is_reported_with_and_without_a_server(started):
    started.ui.checkButton.click()
    assert "Java: 21.0.1" in started.ui.reportText.plainText
    assert "Connection: not connected" in started.ui.reportText.plainText
    started.ui.connectButton.click()
    stand_in.settle(lambda: started.logic.connected)
    started.ui.checkButton.click()
    stand_in.settle(lambda: "Connection: connected" in started.ui.reportText.plainText)
    assert "  fake" in started.ui.reportText.plainText
    assert started.ui.reportText.visible


def test_an_error_in_the_extension_is_told_and_ends_nothing(started, monkeypatch, caplog):
    started.ui.connectButton.click()
    stand_in.settle(lambda: started.logic.connected)
    started.logic.status(lambda lines: 1 / 0)
    stand_in.settle(lambda: "Something is wrong in the extension" in started.ui.messageLabel.text)
    assert "ZeroDivisionError" in caplog.text
    assert started.logic.connected


def test_a_volume_of_many_pieces_is_sent_while_the_event_loop_turns(started):
    big = add_volume(np.random.default_rng(1).integers(0, 9, (60, 256, 512)).astype(np.int16))
    started.volume, started.segmentation = big, add_segmentation(big, "a")
    started.ui.volumeSelector.setCurrentNode(big)
    started.ui.segmentationSelector.setCurrentNode(started.segmentation)
    started.ui.connectButton.click()
    started.logic.add_point(world_of(big, 10, 20, 5))
    stand_in.settle(lambda: segment(started).any(), 30)
    assert sum(stand_in.Process.started[0].server.servers[0].pieces) == 60 * 256 * 512 * 2


# ---- the effect ----


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


def test_the_effect_registers_itself_when_slicer_has_started(slicer_like, monkeypatch):
    registered = []

    class Made:
        def __init__(self, parent):
            assert parent is None

        def setPythonSource(self, path):
            assert Path(path).is_file()

        def self(self):
            return types.SimpleNamespace(register=lambda: registered.append(True))

    effects = types.SimpleNamespace(qSlicerSegmentEditorScriptedEffect=Made)
    monkeypatch.setitem(sys.modules, "qSlicerSegmentationsEditorEffectsPythonQt", effects)
    monkeypatch.syspath_prepend(str(EXTENSION / "SegmentEditorSamovar"))
    parent = types.SimpleNamespace()
    module = importlib.import_module("SegmentEditorSamovar")
    try:
        module.SegmentEditorSamovar(parent)
        slicer.app.emit("startupCompleted()")
    finally:
        del sys.modules["SegmentEditorSamovar"]
    assert parent.hidden
    assert registered == [True]


def test_a_click_of_the_effect_is_on_the_object_and_with_ctrl_beside_it(effect):
    press(effect, (10, 20, 5))
    press(effect, (12, 20, 5), ctrl=True)
    assert [str(p) for p in effect.logic.prompts] == ["k 5: point 10,20,+", "k 5: point 12,20,-"]
    assert segment(effect).sum() == 6


def test_a_drag_of_the_effect_is_a_box(effect):
    press(effect, (10, 10, 5), (30, 25, 5))
    assert [p.words for p in effect.logic.prompts] == ["box 10.5,10.5,30.5,25.5"]


def test_the_editors_undo_takes_back_prompts_of_the_effect(effect):
    press(effect, (10, 20, 5))
    press(effect, (30, 20, 5))
    effect.editor.undo()
    assert [p.words for p in effect.logic.prompts] == ["point 10,20,+"]
    assert segment(effect).sum() == 9
    effect.editor.redo()
    assert segment(effect).sum() == 18


def test_the_editors_mask_keeps_the_effect_out(effect):
    allowed = np.zeros(SHAPE, np.uint8)
    allowed[:, :, :11] = 1
    slicer.util.updateSegmentBinaryLabelmapFromArray(allowed, effect.segmentation, "b", effect.volume)
    effect.editor.settings.SetMaskMode(slicer.vtkMRMLSegmentationNode.EditAllowedInsideSingleSegment)
    effect.editor.settings.SetMaskSegmentID("b")
    press(effect, (10, 20, 5))
    assert sorted({int(i) for _, _, i in np.argwhere(segment(effect))}) == [9, 10]


def test_the_effect_protects_other_segments_unless_it_is_told_not_to(effect):
    full = np.ones(SHAPE, np.uint8)
    slicer.util.updateSegmentBinaryLabelmapFromArray(full, effect.segmentation, "b", effect.volume)
    press(effect, (10, 20, 5))
    assert not segment(effect).any()
    effect.scripted.setParameter("Protect", 0)
    press(effect, (30, 20, 5))
    assert segment(effect, "a").sum() == 18
    assert segment(effect, "b").sum() == full.sum() - 18


def test_the_segment_that_is_chosen_in_the_editor_counts(effect):
    press(effect, (10, 20, 5))
    effect.editor.settings.SetSelectedSegmentID("b")
    effect.effect.updateGUIFromMRML()
    press(effect, (30, 20, 5))
    assert segment(effect, "a").sum() == segment(effect, "b").sum() == 9
    assert [p.words for p in effect.logic.prompts] == ["point 30,20,+"]


def test_options_of_the_effect_are_noted_in_the_scene_and_reach_the_logic(effect):
    boxes = [widget for widget in effect.scripted.widgets if isinstance(widget, stand_in.CheckBox)]
    for box in boxes:
        box.click()
    effect.effect.updateGUIFromMRML()
    assert effect.scripted.parameters == {"Preview": 1, "Protect": 0}
    assert (effect.logic.preview, effect.logic.protect) == (True, False)


def test_the_effect_follows_objects_and_takes_back_what_is_refused(effect):
    press(effect, (10, 20, 5))
    buttons = {widget.text: widget for widget in effect.scripted.widgets if isinstance(widget, stand_in.Button)}
    buttons["Follow through slices"].click()
    assert segment(effect).sum() == 9 * 12
    effect.server.fail["segment.set"] = ("REFUSED", "That is no prompt.", "")
    press(effect, (30, 20, 5))
    assert segment(effect).sum() == 9 * 12
    assert [p.words for p in effect.logic.prompts] == ["point 10,20,+"]
    assert "That is no prompt." in [getattr(widget, "text", "") for widget in effect.scripted.widgets]


def test_the_module_takes_over_from_the_effect_and_back(effect):
    press(effect, (10, 20, 5))
    effect.effect.deactivate()
    effect.ui.volumeSelector.setCurrentNode(effect.volume)
    effect.ui.segmentationSelector.setCurrentNode(effect.segmentation)
    effect.widget.enter()
    assert effect.ui.promptsList.count == 1
    effect.logic.add_point(world_of(effect.volume, 30, 20, 5))
    effect.widget.exit()
    effect.effect.activate()
    press(effect, (20, 30, 5))
    assert len(effect.logic.prompts) == 3
    assert segment(effect).sum() == 27


def test_events_of_other_views_are_left_to_them(effect):
    view = types.SimpleNamespace(className=lambda: "qMRMLThreeDWidget")
    assert not effect.effect.processInteractionEvents(None, vtk.vtkCommand.LeftButtonPressEvent, view)


# ---- what is shipped ----


def test_each_file_of_the_modules_is_listed_for_the_package():
    for folder in ("Samovar", "SegmentEditorSamovar"):
        listed = (EXTENSION / folder / "CMakeLists.txt").read_text().replace("${MODULE_NAME}", folder)
        assert all(
            (EXTENSION / folder / name).is_file() for name in re.findall(r"^  (\S+\.\w+)$", listed, re.MULTILINE)
        )
        for path in (EXTENSION / folder).rglob("*"):
            name = path.relative_to(EXTENSION / folder).as_posix()
            shipped = path.suffix in (".py", ".ui", ".svg", ".png") and not name.startswith("Testing")
            if shipped and "__pycache__" not in name:
                assert f"  {name}\n" in listed, name
