"""The effect Samovar of the Segment Editor: clicks and boxes, with the editor's masks and undo."""

from __future__ import annotations

import os
from typing import Any

import qt
import slicer
import vtk
from SamovarGui.effect import EffectEditor, Options
from SamovarGui.shared import shared
from SamovarLib.logic import Listener
from SegmentEditorEffects import AbstractScriptedSegmentEditorEffect
from slicer.i18n import tr as _

DRAG_PIXELS = 5


class SegmentEditorEffect(AbstractScriptedSegmentEditorEffect, Listener):
    """A click is on the object, with Ctrl beside it; a drag is a box. The logic is the one of the module."""

    def __init__(self, scriptedEffect: Any) -> None:
        scriptedEffect.name = "Samovar"
        scriptedEffect.title = _("Samovar")
        scriptedEffect.perSegment = True
        AbstractScriptedSegmentEditorEffect.__init__(self, scriptedEffect)
        self._options: Options | None = None
        self._pressed: Any = None
        self._active = False
        self._editor: EffectEditor | None = None

    def clone(self) -> Any:
        import qSlicerSegmentationsEditorEffectsPythonQt as effects

        made = effects.qSlicerSegmentEditorScriptedEffect(None)
        made.setPythonSource(__file__.replace("\\", "/"))
        return made

    def icon(self) -> Any:
        path = os.path.join(os.path.dirname(__file__), "SegmentEditorEffect.png")
        return qt.QIcon(path) if os.path.exists(path) else qt.QIcon()

    def helpText(self) -> str:
        return _(
            "<html>Segments what you point at:<br>"
            "<b>click</b> on the object, <b>Ctrl + click</b> beside it, <b>drag</b> a box around it."
            " <b>Follow</b> goes through all slices. The module Samovar has more.</html>"
        )

    # ---- what the editor calls ----

    def setupOptionsFrame(self) -> None:
        self._options = Options(self.scriptedEffect)
        self._options.chosen = self.updateMRMLFromGUI

    def activate(self) -> None:
        self._active = True
        it = shared()
        it.audience.current = self
        it.connect_once()
        self._take_chosen()
        it.pointer.start()
        self.changed()

    def deactivate(self) -> None:
        self._active, self._pressed = False, None
        it = shared()
        it.pointer.stop()
        it.logic.clear_preview()

    def cleanup(self) -> None:
        if self._active:
            self.deactivate()

    def createCursor(self, widget: Any) -> Any:
        return qt.QCursor(qt.Qt.CrossCursor)

    def sourceVolumeNodeChanged(self) -> None:
        if self._active:
            self._take_chosen()

    def setMRMLDefaults(self) -> None:
        self.scriptedEffect.setParameterDefault("Preview", 0)
        self.scriptedEffect.setParameterDefault("Protect", 1)

    def updateGUIFromMRML(self) -> None:
        if self._options is None:
            return
        preview = bool(self.scriptedEffect.integerParameter("Preview"))
        self._options.show_choices(preview, bool(self.scriptedEffect.integerParameter("Protect")))
        if self._active:
            shared().logic.preview = preview
            self._take_chosen()

    def updateMRMLFromGUI(self) -> None:
        if self._options is not None:
            self.scriptedEffect.setParameter("Preview", int(self._options.preview.checked))
            self.scriptedEffect.setParameter("Protect", int(self._options.protect.checked))

    def processInteractionEvents(self, callerInteractor: Any, eventId: int, viewWidget: Any) -> bool:
        """Whether the event is used up."""
        if viewWidget.className() != "qMRMLSliceWidget":
            return False
        position = callerInteractor.GetEventPosition()
        if eventId == vtk.vtkCommand.LeftButtonPressEvent and not callerInteractor.GetShiftKey():
            self._pressed = (position, viewWidget, bool(callerInteractor.GetControlKey()))
            return True
        if eventId == vtk.vtkCommand.LeftButtonReleaseEvent and self._pressed is not None:
            start, widget, beside = self._pressed
            self._pressed = None
            if widget is viewWidget:
                self._said(start, position, viewWidget, beside)
            return True
        return False

    def _said(self, start: Any, end: Any, widget: Any, beside: bool) -> None:
        view, logic = widget.mrmlSliceNode(), shared().logic
        self._take_chosen()
        dragged = max(abs(a - b) for a, b in zip(start, end)) > DRAG_PIXELS
        if dragged and not beside:
            logic.add_box(self._world(start, widget), self._world(end, widget), view)
        else:
            logic.add_point(self._world(end, widget), view, not beside)

    def _world(self, xy: Any, widget: Any) -> list[float]:
        place = widget.mrmlSliceNode().GetXYToRAS().MultiplyPoint([xy[0], xy[1], 0.0, 1.0])
        return list(place[:3])

    # ---- what is worked on ----

    def _selected(self) -> str:
        return self.scriptedEffect.parameterSetNode().GetSelectedSegmentID() or ""

    def _take_chosen(self) -> None:
        settings, logic = self.scriptedEffect.parameterSetNode(), shared().logic
        if settings is None:
            return
        volume, segmentation = settings.GetSourceVolumeNode(), settings.GetSegmentationNode()
        if (volume, segmentation) != (logic.volume, logic.segmentation) or not self._is_ours():
            self._editor = EffectEditor(self.scriptedEffect, segmentation) if segmentation is not None else None
            logic.choose(volume, segmentation, self._editor)
        logic.segment = self._selected()
        everywhere = settings.GetMaskMode() == slicer.vtkMRMLSegmentationNode.EditAllowedEverywhere
        logic.protect = everywhere and bool(self.scriptedEffect.integerParameter("Protect"))

    def _is_ours(self) -> bool:
        """Whether the logic writes by this effect, and not by the module."""
        return self._editor is not None and shared().logic.editor is self._editor

    # ---- what happens is shown ----

    def failed(self, message: str, hint: str) -> None:
        if self._options is not None:
            self._options.tell(f"{message} {hint}".strip())

    def notice(self, text: str) -> None:
        if self._options is not None:
            self._options.tell(text)

    def progress(self, done: int, total: int, what: str) -> None:
        if total > 0:
            slicer.util.showStatusMessage(f"{what}: {done} of {total}", 2000)

    def changed(self) -> None:
        if self._options is not None:
            self._options.show(shared())
