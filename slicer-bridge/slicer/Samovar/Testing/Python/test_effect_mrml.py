"""The effect of the Segment Editor, with a stand-in for Qt and the editor: none of this was a running Slicer."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path

import numpy as np
import slicer
import slicer.util
import stand_in_widgets
import vtk
from mrml import world_of
from panels import EXTENSION, SHAPE, press, segment


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
    boxes = [widget for widget in effect.scripted.widgets if isinstance(widget, stand_in_widgets.CheckBox)]
    for box in boxes:
        box.click()
    effect.effect.updateGUIFromMRML()
    assert effect.scripted.parameters == {"Preview": 1, "Protect": 0}
    assert (effect.logic.preview, effect.logic.protect) == (True, False)


def test_the_effect_follows_objects_and_takes_back_what_is_refused(effect):
    press(effect, (10, 20, 5))
    buttons = {widget.text: widget for widget in effect.scripted.widgets if isinstance(widget, stand_in_widgets.Button)}
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
