"""The panel of the module, with a stand-in for Qt: none of this was a running Slicer."""

from __future__ import annotations

import importlib
import re
import types

import pytest
import slicer
import stand_in_widgets
import vtk
from mrml import add_points, slice_view, world_of
from panels import EXTENSION, draw, point_at, right_click, segment


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
        if not isinstance(widget, (stand_in_widgets.Container, stand_in_widgets.Label)) and name != "Samovar":
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
