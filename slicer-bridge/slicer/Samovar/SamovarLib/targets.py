"""Where the answers go: the segments of a segmentation, or, in a time sequence, those of each point in time.

With each segment its prompts are kept, as a tag. Slicer's history of segmentations holds tags as well as voxels, so
that its undo takes back a prompt together with what it changed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import slicer
import vtk

from .editors import STATES, Editor, PlainEditor
from .planes import Grid
from .promptlist import PromptList, Record
from .writer import Region, SegmentWriter

TAG = "Samovar.prompts"
_read = lru_cache(maxsize=256)(Record.from_text)


class Target:
    """The segments of a segmentation node. A step is what the user undoes at once; it begins with `begin`.

    steps: how many have begun.
    """

    def __init__(self, segmentation: Any, editor: Editor | None = None) -> None:
        """editor: what changes the segments; left out, the best that this Slicer has.

        Raises UserError as SegmentWriter does.
        """
        self.segmentation = segmentation
        self.protect = True
        self._writers = {0: SegmentWriter(segmentation, editor)}
        self._step: set[int] | None = None
        self._done: list[set[int]] = []
        self.steps = 0
        self._undone: list[set[int]] = []

    @property
    def frame(self) -> int:
        """The point in time that is shown."""
        return 0

    @property
    def frames(self) -> int:
        """How many points in time there are."""
        return 1

    def close(self) -> None:
        """The end; nothing can be undone any longer."""
        for writer in self._writers.values():
            writer.editor.close()

    def writer(self, frame: int) -> SegmentWriter:
        """What writes into the segments of a point in time."""
        return self._writers[frame]

    def segments(self) -> list[str]:
        """The IDs of the segments that are shown."""
        return list(self.segmentation.GetSegmentation().GetSegmentIDs())

    def name_of(self, segment: str) -> str:
        """The name of a segment for people; its ID where it is gone."""
        found = self.segmentation.GetSegmentation().GetSegment(segment)
        return found.GetName() if found is not None else segment

    # ---- prompts ----

    def record(self, segment: str) -> Record:
        """What is noted about a segment; nothing where nothing is.

        Raises UserError where it cannot be read.
        """
        return self._record_at(0, segment)

    def store(self, segment: str, record: Record) -> None:
        """Notes it with the segment."""
        self._store_at(0, segment, record)

    def _record_at(self, frame: int, segment: str) -> Record:
        found = self.writer(frame).segmentation.GetSegmentation().GetSegment(segment)
        text = vtk.reference("")
        return _read(str(text)) if found is not None and found.GetTag(TAG, text) else Record()

    def _store_at(self, frame: int, segment: str, record: Record) -> None:
        found = self.writer(frame).segmentation.GetSegmentation().GetSegment(segment)
        if found is None:
            return
        if record.prompts or record.waiting:
            found.SetTag(TAG, record.to_text())
        elif found.HasTag(TAG):
            found.RemoveTag(TAG)

    # ---- voxels, by steps ----

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone) and all(self.writer(frame).editor.can_redo for frame in self._undone[-1])

    def begin(self, *frames: int) -> None:
        """A step of the user begins, in which something of these points in time is about to change."""
        self._step = set()
        self.steps += 1
        self._done = [*self._done[1 - STATES :], self._step]
        self._undone = []
        for frame in frames:
            self.touch(frame)

    def touch(self, frame: int) -> None:
        """Something of this point in time is about to change, in the step that has begun.

        It must: Slicer's history goes two states back when nothing changed since the last was saved.
        """
        if self._step is not None and frame not in self._step:
            self._step.add(frame)
            self.writer(frame).begin()

    def write(self, segment: str, frame: int, region: Region, grid: Grid) -> int:
        """Writes a region into a segment; returns how many voxels changed.

        Raises UserError where there is no such segment.
        """
        writer = self.writer(frame)
        writer.protect = self.protect
        return writer.write(segment, region, grid, lambda: self.touch(frame))

    def finish(self) -> None:
        """A step is done. One that changed nothing is none."""
        if self._step is not None and not self._step and self._done:
            self._done.pop()
        self._step = None
        for writer in self._writers.values():
            writer.finish()

    def undo(self) -> None:
        """Takes the last step back; nothing where there is none."""
        if self._done:
            step = self._done.pop()
            for frame in step:
                self.writer(frame).undo()
            self._undone.append(step)
            self._step = None

    def redo(self) -> None:
        """Does it again; nothing where nothing was undone."""
        if self.can_redo:
            step = self._undone.pop()
            for frame in step:
                self.writer(frame).redo()
            self._done.append(step)
            self._step = None

    def voxels(self, segment: str, grid: Grid) -> Any:
        """The voxels [k,j,i] of a segment, as they are shown."""
        return self.writer(self.frame).voxels(segment, grid)


class SequenceTarget(Target):
    """The segments of a time sequence: a segmentation for each volume of it, shown one by one by a sequence browser.

    Prompts are kept with the segment of the point in time in which they were given.
    """

    def __init__(self, segmentation: Any, volume: Any, browser: Any) -> None:
        """segmentation and volume: the nodes that the browser shows; the segmentation joins it where it has not yet."""
        super().__init__(segmentation, PlainEditor(segmentation))
        self._browser = browser
        self._writers.clear()
        self._items = browser.GetSequenceNode(segmentation) or _joined(segmentation, volume, browser)

    @property
    def frame(self) -> int:
        return max(0, self._browser.GetSelectedItemNumber())

    @property
    def frames(self) -> int:
        return self._items.GetNumberOfDataNodes()

    def writer(self, frame: int) -> SegmentWriter:
        node = self._items.GetNthDataNode(frame)
        if frame == self.frame and self.segmentation.GetSegmentation() is not node.GetSegmentation():
            node = self.segmentation
        writer = self._writers.get(frame)
        if writer is None or writer.segmentation is not node:
            writer = self._writers[frame] = SegmentWriter(node, PlainEditor(node), placed_as=self.segmentation)
        return writer

    def write(self, segment: str, frame: int, region: Region, grid: Grid) -> int:
        self._add_missing(segment, frame)
        return super().write(segment, frame, region, grid)

    def record(self, segment: str) -> Record:
        records = [record for record in (self._record_at(f, segment) for f in range(self.frames)) if record.content]
        if not records:
            return Record()
        first, *others = records
        prompts = PromptList(tuple(prompt for record in records for prompt in record.prompts))
        waiting = first.waiting.union(*(record.waiting for record in others))
        return Record(prompts, waiting, first.model, first.sha256, first.content, first.size, first.window)

    def store(self, segment: str, record: Record) -> None:
        for frame in range(self.frames):
            prompts = record.prompts.at_frame(frame)
            waiting = frozenset(plane for plane in record.waiting if plane.frame == frame)
            part = Record(prompts, waiting, record.model, record.sha256, record.content, record.size, record.window)
            before = self._record_at(frame, segment)
            if (before.prompts, before.waiting) != (prompts, waiting):
                self._add_missing(segment, frame)
                self._store_at(frame, segment, part)

    def _add_missing(self, segment: str, frame: int) -> None:
        """Segments that were added while another point in time was shown."""
        there = self.writer(frame).segmentation.GetSegmentation()
        shown = self.segmentation.GetSegmentation().GetSegment(segment)
        if there.GetSegment(segment) is None and shown is not None:
            self.touch(frame)
            there.AddEmptySegment(segment, shown.GetName(), shown.GetColor())


def _joined(segmentation: Any, volume: Any, browser: Any) -> Any:
    """A new sequence of segmentations beside that of the volume; all of its items have the segments that are there."""
    volumes = browser.GetSequenceNode(volume)
    name = f"{segmentation.GetName()} in time"
    made = segmentation.GetScene().AddNewNodeByClass("vtkMRMLSequenceNode", name)
    made.SetIndexName(volumes.GetIndexName())
    made.SetIndexUnit(volumes.GetIndexUnit())
    for n in range(volumes.GetNumberOfDataNodes()):
        item = slicer.vtkMRMLSegmentationNode()
        item.GetSegmentation().DeepCopy(segmentation.GetSegmentation())
        if n != max(0, browser.GetSelectedItemNumber()):
            for segment in item.GetSegmentation().GetSegmentIDs():
                slicer.vtkSlicerSegmentationsModuleLogic.ClearSegment(item, segment)
                item.GetSegmentation().GetSegment(segment).RemoveTag(TAG)
        made.SetDataNodeAtValue(item, volumes.GetNthIndexValue(n))
    browser.AddSynchronizedSequenceNode(made)
    browser.AddProxyNode(segmentation, made, False)
    browser.SetSaveChanges(made, True)
    return made


def browser_of(volume: Any) -> Any:
    """The sequence browser that shows a volume node as one of a time sequence; None where it is a single one."""
    scene = volume.GetScene() if volume is not None else None
    browsers = (
        [scene.GetNthNodeByClass(n, _BROWSER) for n in range(scene.GetNumberOfNodesByClass(_BROWSER))] if scene else []
    )
    return next((b for b in browsers if b.GetSequenceNode(volume) and b.GetNumberOfItems() > 1), None)


_BROWSER = "vtkMRMLSequenceBrowserNode"
