"""What a click would find, shown under the mouse."""

from __future__ import annotations

from typing import Any, Callable

import slicer

from .editors import PlainEditor
from .errors import UserError
from .planes import Grid
from .prompts import seen_at
from .protocol import Patch
from .sessions import Sessions
from .work import Work
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


class Newest:
    """Asks the server about the newest of several things only, and never about two at a time."""

    def __init__(self, sessions: Sessions, op: str, patched: Callable[[Patch], None] | None = None) -> None:
        """op: the request, in the session that is open."""
        self._sessions = sessions
        self._op = op
        self._patched = patched
        self._open = False
        self._asked: dict[str, Any] | None = None
        self.wanted: dict[str, Any] | None = None

    def want(self, meta: dict[str, Any]) -> None:
        """This is what counts now. It is asked once."""
        self.wanted = meta
        self._ask()

    def clear(self) -> None:
        """Nothing counts any longer."""
        self.wanted = self._asked = None

    def lose(self) -> None:
        """The connection is gone, and with it what was under way."""
        self._open = False
        self.clear()

    def _ask(self) -> None:
        if self._open or self.wanted is None or self.wanted == self._asked:
            return
        self._asked, self._open = self.wanted, True
        meta = {"session": self._sessions.name, **self._asked}
        if self._sessions.call(self._op, meta, patch=self._patched, done=self._ended, failed=self._ended) is None:
            self._open = False

    def _ended(self, _: Any) -> None:
        self._open = False
        self._ask()


class Hover:
    """What a click would find where the mouse is, and the slices that are shown, which the server encodes before."""

    def __init__(self, sessions: Sessions) -> None:
        self._shown = Preview()
        self._grid: Grid | None = None
        self._places = Newest(sessions, "preview", self._patched)
        self._planes = Newest(sessions, "session.prepare")

    @property
    def node(self) -> Any:
        """The segmentation node that shows it; None as long as nothing was shown."""
        return self._shown.node

    def move(self, world: Any, view: Any, work: Work, show: bool) -> None:
        """The mouse is at a world place of a slice view. show: whether to show what a click would find there."""
        try:
            self._grid = work.grid
            plane, (column, row) = seen_at(world, self._grid, view, work.target.frame if work.target else 0)
        except UserError:
            self.clear()
            return
        if show:
            at = [round(float(column), 1), round(float(row), 1)]
            self._places.want({"plane": plane.to_json(), "at": at})
        else:
            self._planes.want({"plane": plane.to_json()})

    def clear(self) -> None:
        """Nothing is shown any longer; what is still under way is not shown either."""
        self._places.clear()
        self._shown.hide()

    def lose(self) -> None:
        """The connection is gone."""
        self._places.lose()
        self._planes.lose()
        self._shown.hide()

    def remove(self) -> None:
        """Leaves nothing in the scene."""
        self._places.clear()
        self._shown.remove()

    def _patched(self, patch: Patch) -> None:
        if self._places.wanted is not None and self._grid is not None:
            self._shown.show(Region.of(patch), self._grid)
