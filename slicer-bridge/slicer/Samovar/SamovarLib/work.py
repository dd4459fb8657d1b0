"""What is worked on: a volume, or a time sequence of volumes, and the segments of a segmentation."""

from __future__ import annotations

from typing import Any, Callable

import slicer

from .editors import Editor
from .errors import UserError
from .planes import Grid
from .promptlist import Record
from .targets import SequenceTarget, Target, browser_of

_TOLD_BY = ("SegmentModified", "SegmentAdded", "SegmentRemoved")


class Work:
    """The nodes that the user chose, and who is told when others than this logic change their segments."""

    def __init__(self, segments_changed: Callable[[], None], frame_changed: Callable[[], None]) -> None:
        """frame_changed: called when another point in time is shown."""
        self._segments_changed = segments_changed
        self._frame_changed = frame_changed
        self._observed: list[tuple[Any, int]] = []
        self._browser: Any = None
        self._quiet = False
        self.volume: Any = None
        self.segmentation: Any = None
        self.editor: Editor | None = None
        self.target: Target | None = None

    def choose(self, volume: Any, segmentation: Any, editor: Editor | None) -> None:
        """Works on these nodes from now on; None for none yet.

        Raises UserError where the segmentation has no voxels; then there is no target.
        """
        self.close()
        self.volume, self.segmentation, self.editor = volume, segmentation, editor
        self.target, self._browser = None, None
        if volume is None or segmentation is None:
            return
        browser = browser_of(volume) if editor is None else None
        if browser is None:
            self.target = Target(segmentation, editor)
        else:
            self.target = SequenceTarget(segmentation, volume, browser)
            self._browser = browser
            self._observe(browser, "ModifiedEvent", self._frame_may_have_changed)
        self._observe_segments()

    @property
    def grid(self) -> Grid:
        """Where the voxels lie now.

        Raises UserError where there are none.
        """
        return Grid(self.volume)

    @property
    def nodes(self) -> list[Any]:
        """The volume nodes, one for each point in time."""
        if self._browser is None:
            return [self.volume]
        items = self._browser.GetSequenceNode(self.volume)
        return [items.GetNthDataNode(n) for n in range(items.GetNumberOfDataNodes())]

    @property
    def records(self) -> dict[str, Record]:
        """What is noted about each segment. One whose notes cannot be read has none."""
        found = {}
        for segment in self.target.segments() if self.target is not None else ():
            try:
                found[segment] = self.target.record(segment)
            except UserError:
                found[segment] = Record()
        return found

    def quietly(self, work: Callable[[], None]) -> None:
        """Nobody is told of changes of segments within."""
        before, self._quiet = self._quiet, True
        try:
            work()
        finally:
            self._quiet = before

    def close(self) -> None:
        """Nobody is told any longer, and nothing can be undone."""
        self._stop_observing()
        if self.target is not None:
            self.target.close()

    def _stop_observing(self) -> None:
        for node, tag in self._observed:
            node.RemoveObserver(tag)
        self._observed.clear()

    def _observe(self, node: Any, event: Any, work: Callable[[], None]) -> None:
        self._observed.append((node, node.AddObserver(event, lambda *_: work())))

    def _observe_segments(self) -> None:
        inner = self.segmentation.GetSegmentation()
        for event in _TOLD_BY:
            self._observe(inner, getattr(slicer.vtkSegmentation, event), self._changed)

    def _changed(self) -> None:
        if not self._quiet:
            self._segments_changed()

    def _frame_may_have_changed(self) -> None:
        """The segments of another point in time are other objects."""
        if self._observed[-1][0] is not self.segmentation.GetSegmentation():
            self._stop_observing()
            self._observe(self._browser, "ModifiedEvent", self._frame_may_have_changed)
            self._observe_segments()
            self._frame_changed()
