"""What a click would find, shown under the mouse."""

from __future__ import annotations

from typing import Any

import numpy as np
import slicer

from .editors import PlainEditor
from .planes import Grid, Plane
from .protocol import Patch
from .sessions import Sessions
from .writer import Region, SegmentWriter

_COLOR = (1.0, 0.85, 0.2)
_SEGMENT = "preview"


class Preview:
    """A segmentation of its own, neither saved nor listed, that shows one patch in outline."""

    def __init__(self) -> None:
        self._node: Any = None
        self._writer: SegmentWriter | None = None

    @property
    def node(self) -> Any:
        """The segmentation node; None as long as nothing was shown."""
        return self._node

    def show(self, region: Region, grid: Grid) -> None:
        """Shows a region of the volume of `grid` and nothing else."""
        if self._node is None or self._node.GetScene() is None:
            self._make(grid)
        self._node.SetAndObserveTransformNodeID(grid.parent.GetID() if grid.parent is not None else None)
        self.hide()
        assert self._writer is not None
        self._writer.write(_SEGMENT, region, grid)

    def hide(self) -> None:
        """Shows nothing."""
        if self._node is not None:
            slicer.vtkSlicerSegmentationsModuleLogic.ClearSegment(self._node, _SEGMENT)

    def remove(self) -> None:
        """Leaves nothing in the scene."""
        if self._node is not None and self._node.GetScene() is not None:
            self._node.GetScene().RemoveNode(self._node)
        self._node = self._writer = None

    def _make(self, grid: Grid) -> None:
        scene = grid.volume.GetScene()
        node = slicer.vtkMRMLSegmentationNode()
        node.SetName("Samovar's preview")
        node.SetHideFromEditors(True)
        node.SetSaveWithScene(False)
        self._node = scene.AddNode(node)
        self._node.CreateDefaultDisplayNodes()
        display = self._node.GetDisplayNode()
        display.SetSaveWithScene(False)
        display.SetOpacity2DFill(0.0)
        self._node.GetSegmentation().AddEmptySegment(_SEGMENT, _SEGMENT, _COLOR)
        self._writer = SegmentWriter(self._node, PlainEditor(self._node))


class Hover:
    """Asks the server for the newest place only, and never for two at a time, and shows what it says."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._shown = Preview()
        self._grid: Grid | None = None
        self._wanted: dict[str, Any] | None = None
        self._asked: dict[str, Any] | None = None
        self._open = False

    @property
    def node(self) -> Any:
        """The segmentation node that shows it; None as long as nothing was shown."""
        return self._shown.node

    def at(self, plane: Plane, pixel: np.ndarray, grid: Grid) -> None:
        """The mouse is at a pixel of a plane."""
        at = [round(float(pixel[0]), 1), round(float(pixel[1]), 1)]
        self._grid, self._wanted = grid, {"plane": plane.to_json(), "at": at}
        self._ask()

    def clear(self) -> None:
        """Nothing is shown any longer; what is still under way is not shown either."""
        self._wanted = self._asked = None
        self._shown.hide()

    def lose(self) -> None:
        """The connection is gone, and with it what was under way."""
        self._open = False
        self.clear()

    def remove(self) -> None:
        """Leaves nothing in the scene."""
        self.clear()
        self._shown.remove()

    def _ask(self) -> None:
        if self._open or self._wanted is None or self._wanted == self._asked:
            return
        self._asked, self._open = self._wanted, True
        meta = {"session": self._sessions.name, **self._asked}
        if self._sessions.call("preview", meta, patch=self._patched, done=self._ended, failed=self._ended) is None:
            self._open = False

    def _patched(self, patch: Patch) -> None:
        if self._wanted is not None and self._grid is not None:
            self._shown.show(Region.of(patch), self._grid)

    def _ended(self, _: Any) -> None:
        self._open = False
        self._ask()
