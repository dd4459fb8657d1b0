"""The two ways in which Slicer changes a segment: its editor's logic (Slicer 5.10 and newer), and what older ones have.

Both add and remove voxels of one segment, never of another, and keep a history of whole states for undo.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import slicer
from vtk.util.numpy_support import vtk_to_numpy

STATES = 20


class Editor(Protocol):
    """What changes segments of one segmentation."""

    can_undo: bool
    can_redo: bool
    masks: bool
    """Whether it keeps changes from places that the user closed to all changes; then nothing may be written past it."""

    def close(self) -> None:
        """The end; nothing of it stays in the scene."""

    def save_state(self) -> None:
        """Notes the state before a step of the user."""

    def undo(self) -> None:
        """Back to the state before the last step."""

    def redo(self) -> None:
        """Forward again."""

    def add(self, segment: str, labelmap: Any) -> None:
        """The voxels that are 1 in the labelmap are now in the segment."""

    def remove(self, segment: str, labelmap: Any) -> None:
        """The voxels that are 1 in the labelmap are no longer in the segment."""


def editor_of(segmentation: Any) -> Editor:
    """The best editor that this Slicer has for a segmentation node of the scene."""
    return LogicEditor(segmentation) if hasattr(slicer, "vtkSlicerSegmentEditorLogic") else PlainEditor(segmentation)


class LogicEditor:
    """By the logic of Slicer's segment editor."""

    masks = False

    def __init__(self, segmentation: Any) -> None:
        self._segmentation = segmentation
        self._settings = slicer.vtkMRMLSegmentEditorNode()
        self._settings.SetName("Samovar's settings of the segment editor")
        self._settings.SetHideFromEditors(True)
        self._settings.SetSaveWithScene(False)
        segmentation.GetScene().AddNode(self._settings)
        self._settings.SetAndObserveSegmentationNode(segmentation)
        self._settings.SetOverwriteMode(slicer.vtkMRMLSegmentEditorNode.OverwriteNone)
        self._logic = slicer.vtkSlicerSegmentEditorLogic()
        self._logic.SetMRMLScene(segmentation.GetScene())
        self._logic.SetSegmentEditorNode(self._settings)
        self._logic.SetMaximumNumberOfUndoStates(STATES)

    def close(self) -> None:
        self._logic.SetSegmentEditorNode(None)
        scene = self._settings.GetScene()
        if scene is not None:
            scene.RemoveNode(self._settings)

    @property
    def can_undo(self) -> bool:
        return bool(self._logic.CanUndo())

    @property
    def can_redo(self) -> bool:
        return bool(self._logic.CanRedo())

    def save_state(self) -> None:
        self._logic.SaveStateForUndo()

    def undo(self) -> None:
        self._logic.Undo()

    def redo(self) -> None:
        self._logic.Redo()

    def add(self, segment: str, labelmap: Any) -> None:
        self._modify(segment, labelmap, slicer.vtkSlicerSegmentEditorLogic.ModificationModeAdd)

    def remove(self, segment: str, labelmap: Any) -> None:
        self._modify(segment, labelmap, slicer.vtkSlicerSegmentEditorLogic.ModificationModeRemove)

    def _modify(self, segment: str, labelmap: Any, mode: int) -> None:
        self._logic.ModifySegmentByLabelmap(
            self._segmentation, segment, labelmap, mode, labelmap.GetExtent(), True, True
        )


class PlainEditor:
    """By the logic of Slicer's segmentations, which all Slicers have; it takes nodes outside of the scene, too."""

    masks = False

    def __init__(self, segmentation: Any) -> None:
        self._segmentation = segmentation
        self._history = slicer.vtkSegmentationHistory()
        self._history.SetMaximumNumberOfStates(STATES)
        self._history.SetSegmentation(segmentation.GetSegmentation())

    def close(self) -> None:
        self._history.SetSegmentation(None)

    @property
    def can_undo(self) -> bool:
        return bool(self._history.IsRestorePreviousStateAvailable())

    @property
    def can_redo(self) -> bool:
        return bool(self._history.IsRestoreNextStateAvailable())

    def save_state(self) -> None:
        self._history.SaveState()

    def undo(self) -> None:
        self._history.RestorePreviousState()

    def redo(self) -> None:
        self._history.RestoreNextState()

    def add(self, segment: str, labelmap: Any) -> None:
        self._set(segment, labelmap, slicer.vtkSlicerSegmentationsModuleLogic.MODE_MERGE_MASK)

    def remove(self, segment: str, labelmap: Any) -> None:
        kept = slicer.vtkOrientedImageData()
        kept.DeepCopy(labelmap)
        scalars = vtk_to_numpy(kept.GetPointData().GetScalars())
        np.equal(scalars, 0, out=scalars, casting="unsafe")
        self._set(segment, kept, slicer.vtkSlicerSegmentationsModuleLogic.MODE_MERGE_MIN)

    def _set(self, segment: str, labelmap: Any, mode: int) -> None:
        logic = slicer.vtkSlicerSegmentationsModuleLogic
        logic.SetBinaryLabelmapToSegment(labelmap, self._segmentation, segment, mode, labelmap.GetExtent())
