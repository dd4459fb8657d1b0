"""What the effect of the Segment Editor needs: writing by the editor, and its options."""

from __future__ import annotations

from typing import Any, Callable

import qt
import slicer
from SamovarLib.editors import PlainEditor
from SamovarLib.planes import Grid

from .shared import Shared, shared


class EffectEditor:
    """Changes the chosen segment by the Segment Editor, with its masks and undo; others as PlainEditor does."""

    masks = True
    can_undo = True
    can_redo = False

    def __init__(self, effect: Any, segmentation: Any) -> None:
        self._effect = effect
        self._plain = PlainEditor(segmentation)

    def close(self) -> None:
        self._plain.close()

    def save_state(self) -> None:
        self._effect.saveStateForUndo()

    def undo(self) -> None:
        self._call("undo")

    def redo(self) -> None:
        self._call("redo")

    def add(self, segment: str, labelmap: Any) -> None:
        if segment == self._selected():
            modes = slicer.qSlicerSegmentEditorAbstractEffect
            self._effect.modifySelectedSegmentByLabelmap(labelmap, modes.ModificationModeAdd)
        else:
            self._plain.add(segment, labelmap)

    def remove(self, segment: str, labelmap: Any) -> None:
        if segment == self._selected():
            modes = slicer.qSlicerSegmentEditorAbstractEffect
            self._effect.modifySelectedSegmentByLabelmap(labelmap, modes.ModificationModeRemove)
        else:
            self._plain.remove(segment, labelmap)

    def _selected(self) -> str:
        return self._effect.parameterSetNode().GetSelectedSegmentID() or ""

    def _call(self, slot: str) -> None:
        """The history is the editor's, around this effect."""
        widget = self._effect.optionsFrame()
        while widget is not None and not hasattr(widget, slot):
            widget = widget.parent()
        if widget is not None:
            getattr(widget, slot)()


class Options:
    """The options of the effect."""

    def __init__(self, effect: Any) -> None:
        self.chosen: Callable[[], None] = lambda: None
        self._state, self._message = qt.QLabel(), qt.QLabel()
        self._message.wordWrap = True
        self.preview, self.protect = qt.QCheckBox("Preview under the mouse"), qt.QCheckBox("Protect other segments")
        self._answers = [qt.QPushButton(str(n + 1)) for n in range(3)]
        self._follow, self._stop = qt.QPushButton("Follow through slices"), qt.QPushButton("Stop")
        self._connect = qt.QPushButton("Connect")
        for widget in (self._state, self._connect, self.preview, self.protect, *self._answers):
            effect.addOptionsWidget(widget)
        for widget in (self._follow, self._stop, self._message):
            effect.addOptionsWidget(widget)
        for box in (self.preview, self.protect):
            box.connect("toggled(bool)", lambda _: self.chosen())
        for n, button in enumerate(self._answers):
            button.connect("clicked()", lambda n=n: shared().logic.choose_candidate(n))
        self._connect.connect("clicked()", lambda: shared().connect())
        self._follow.connect("clicked()", self._follow_object)
        self._stop.connect("clicked()", lambda: shared().logic.cancel(True))

    def _follow_object(self) -> None:
        logic = shared().logic
        if logic.volume is not None:
            logic.propagate(Grid(logic.volume).widest_axis())

    def show_choices(self, preview: bool, protect: bool) -> None:
        """What the scene notes of the boxes."""
        for box, on in ((self.preview, preview), (self.protect, protect)):
            before = box.blockSignals(True)
            box.checked = on
            box.blockSignals(before)

    def tell(self, text: str) -> None:
        """A line for the user."""
        self._message.text = text

    def show(self, it: Shared) -> None:
        """How it stands."""
        self._state.text = it.connection.state
        self._connect.enabled = not it.connection.running
        chosen, every = it.logic.candidates()
        for n, button in enumerate(self._answers):
            button.enabled = n < len(every) and n != chosen and not it.logic.busy
        self._follow.enabled, self._stop.enabled = not it.logic.busy, bool(it.logic.busy)
