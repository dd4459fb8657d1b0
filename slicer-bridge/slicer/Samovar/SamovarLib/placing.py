"""Prompts drawn in the slice views: Slicer's own placing of markups, whose result is said and then taken away again."""

from __future__ import annotations

from typing import Any, Callable

import slicer

from .logic import SamovarLogic
from .prompts import placed

INCLUDE, EXCLUDE, BOX, SCRIBBLE, ERASE, REGION = "include", "exclude", "box", "scribble", "erase", "region"
_MARKUPS = {
    INCLUDE: "vtkMRMLMarkupsFiducialNode",
    EXCLUDE: "vtkMRMLMarkupsFiducialNode",
    BOX: "vtkMRMLMarkupsROINode",
    SCRIBBLE: "vtkMRMLMarkupsCurveNode",
    ERASE: "vtkMRMLMarkupsCurveNode",
    REGION: "vtkMRMLMarkupsClosedCurveNode",
}
_COLORS = {True: (0.3, 0.9, 0.3), False: (1.0, 0.35, 0.3)}


class Pointer:
    """Where the mouse is in the slice views; tells the logic."""

    def __init__(self, logic: SamovarLogic, scene: Any) -> None:
        self._logic = logic
        self._crosshair = scene.GetFirstNodeByClass("vtkMRMLCrosshairNode")
        self._tag: int | None = None
        self.view: Any = None

    def start(self) -> None:
        """Follows the mouse from now on."""
        if self._tag is None and self._crosshair is not None:
            event = slicer.vtkMRMLCrosshairNode.CursorPositionModifiedEvent
            self._tag = self._crosshair.AddObserver(event, lambda *_: self._moved())

    def stop(self) -> None:
        """Follows it no longer."""
        if self._tag is not None:
            self._crosshair.RemoveObserver(self._tag)
            self._tag = None

    def _moved(self) -> None:
        world = [0.0, 0.0, 0.0]
        view = self._crosshair.GetCursorPositionXYZ([0.0, 0.0, 0.0])
        if view is None or not self._crosshair.GetCursorPositionRAS(world):
            self._logic.clear_preview()
            return
        self.view = view
        self._logic.hover(world, view)


class Placing:
    """Draws prompts of one kind after the other, until it is stopped or the user leaves the mode by a right click."""

    def __init__(
        self, logic: SamovarLogic, pointer: Pointer, scene: Any, later: Callable[[Callable[[], None]], None]
    ) -> None:
        """later: calls a function when the event that is under way is over: markups must not go in their own."""
        self._logic = logic
        self._pointer = pointer
        self._scene = scene
        self._later = later
        self._observed: list[tuple[Any, int]] = []
        self._node: Any = None
        self._view: Any = None
        self.kind = ""
        self.ended: Callable[[], None] = lambda: None

    def start(self, kind: str) -> None:
        """Prompts of this kind are drawn from now on."""
        self.stop()
        self.kind = kind
        self._begin()

    def stop(self) -> None:
        """Nothing is drawn any longer."""
        self.kind = ""
        if self._node is not None:
            self._forget()
            self._interaction.SetCurrentInteractionMode(slicer.vtkMRMLInteractionNode.ViewTransform)

    @property
    def _interaction(self) -> Any:
        return self._scene.GetFirstNodeByClass("vtkMRMLInteractionNode")

    def _begin(self) -> None:
        positive = self.kind not in (EXCLUDE, ERASE)
        self._node = self._scene.AddNewNodeByClass(_MARKUPS[self.kind], "Samovar's prompt")
        self._node.SetHideFromEditors(True)
        self._node.SetSaveWithScene(False)
        self._node.CreateDefaultDisplayNodes()
        display = self._node.GetDisplayNode()
        if display is not None:
            display.SetSaveWithScene(False)
            display.SetPointLabelsVisibility(False)
            display.SetSelectedColor(*_COLORS[positive])
        self._view = None
        selection = self._scene.GetFirstNodeByClass("vtkMRMLSelectionNode")
        selection.SetReferenceActivePlaceNodeClassName(_MARKUPS[self.kind])
        selection.SetReferenceActivePlaceNodeID(self._node.GetID())
        interaction = self._interaction
        interaction.SetPlaceModePersistence(self.kind in (INCLUDE, EXCLUDE))
        interaction.SetCurrentInteractionMode(slicer.vtkMRMLInteractionNode.Place)
        self._observe(self._node, slicer.vtkMRMLMarkupsNode.PointPositionDefinedEvent, self._point_placed)
        self._observe(interaction, slicer.vtkMRMLInteractionNode.InteractionModeChangedEvent, self._mode_changed)

    def _observe(self, node: Any, event: int, work: Callable[[], None]) -> None:
        self._observed.append((node, node.AddObserver(event, lambda *_: work())))

    def _forget(self) -> None:
        for node, tag in self._observed:
            node.RemoveObserver(tag)
        self._observed.clear()
        if self._node.GetScene() is not None:
            self._node.GetScene().RemoveNode(self._node)
        self._node = None

    def _point_placed(self) -> None:
        if self._view is None:
            self._view = self._pointer.view
        if self.kind in (INCLUDE, EXCLUDE):
            self._later(self._say_points)

    def _say_points(self) -> None:
        """Points are said one by one, and the mode goes on."""
        if self._node is not None and placed(self._node):
            self._say()
            for n in reversed(placed(self._node)):
                self._node.RemoveNthControlPoint(n)

    def _say(self) -> None:
        self._logic.add_markup(self._node, self._view, self.kind not in (EXCLUDE, ERASE))
        self._view = None

    def _mode_changed(self) -> None:
        """A line or a box is finished; points are when the user is."""
        if self._interaction.GetCurrentInteractionMode() != slicer.vtkMRMLInteractionNode.Place:
            self._later(self._finished)

    def _finished(self) -> None:
        if self._node is None:
            return
        drawn = bool(placed(self._node)) and self.kind not in (INCLUDE, EXCLUDE)
        if drawn:
            self._say()
        self._forget()
        if drawn:
            self._begin()
        else:
            self.kind = ""
            self.ended()
