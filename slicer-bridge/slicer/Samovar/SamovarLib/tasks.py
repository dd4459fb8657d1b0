"""Longer work on whole volumes: following objects, classes without prompts, and classes by examples. One at a time;
each is one step of the user, shown slice by slice, and can be ended with what was found kept or taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Callable

import numpy as np

from .errors import UserError
from .link import Call
from .planes import AXES, AxisPlane, Grid
from .promptlist import Record
from .protocol import Failure, Patch, Progress, Response
from .sessions import QUIET, Listener, Sessions, Wanted
from .talks import Talks
from .targets import Target
from .voxels import encode_runs
from .writer import Region


@dataclass(frozen=True)
class Course:
    """Which segments are followed, and where.

    axis: of the volume, or "t"; frame: the point in time in which they are followed along an axis; at: the slice of k
    that is followed in time; bounds: the first and the last slice or point in time, or None.
    """

    segments: tuple[str, ...]
    axis: str
    frame: int
    at: int
    bounds: tuple[int, int] | None

    @staticmethod
    def of(records: Mapping[str, Record], axis: str, frame: int, bounds: tuple[int, int] | None) -> Course:
        """That of the segments among these that have prompts. In time it is the slice of the last prompt along k.

        Raises UserError where there is nothing to follow.
        """
        said = {segment: record.prompts for segment, record in records.items() if record.prompts}
        if not said:
            raise UserError("There is nothing to follow yet.", "Click on the object on one slice first.")
        planes = [prompt.plane for prompts in said.values() for prompt in prompts]
        slices = [plane.index for plane in planes if isinstance(plane, AxisPlane) and plane.axis == "k"]
        if axis == "t" and not slices:
            raise UserError("In time, slices along k are followed.", "Give a prompt on such a slice first.")
        return Course(tuple(said), axis, frame, slices[-1] if axis == "t" else 0, bounds)

    def meta(self) -> dict[str, Any]:
        """As the protocol has it."""
        where = {"index": self.at} if self.axis == "t" else {"frame": self.frame}
        return {"axis": self.axis, **where, **({"range": list(self.bounds)} if self.bounds else {})}


@dataclass
class _Task:
    """What is under way."""

    what: str
    target: Target
    ended: Callable[[Response], None]
    call: Call | None = None
    keep: bool = True


class Tasks:
    """The longer work of a connection."""

    def __init__(self, sessions: Sessions, talks: Talks, listener: Listener, ended: Callable[[], None]) -> None:
        """ended: called when the work is over, and what others did to the segments meanwhile counts."""
        self._ended = ended
        self._sessions = sessions
        self._talks = talks
        self._listener = listener
        self._task: _Task | None = None

    @property
    def busy(self) -> str:
        """What is under way, for people; empty where nothing is."""
        return self._task.what if self._task else ""

    def cancel(self, keep: bool) -> None:
        """Ends what is under way. keep: whether what was found stays, or is taken back."""
        if self._task is not None:
            self._task.keep = keep
            if self._task.call is not None:
                self._task.call.cancel()
            else:
                self._end()

    def lose(self) -> None:
        """The connection is gone; what was found stays."""
        if self._task is not None:
            self._end()

    def propagate(self, target: Target, course: Course) -> None:
        """Follows segments along an axis of the volume, or in time."""
        meta = {
            **course.meta(),
            "session": self._sessions.name,
            "segments": [self._talks.key(segment) for segment in course.segments],
        }
        self._begin("Following objects", target, lambda answer: self._check(answer.meta.get("check") or []))

        def patched(patch: Patch) -> None:
            if self._talks.knows(patch):
                self._talks.write(self._talks.segment(patch.segment), patch)

        self._ask("propagate", meta, b"", patched)

    def classes(self, target: Target, grid: Grid, wanted: Wanted) -> None:
        """Finds the classes of a model that needs no prompts; they become segments of these names."""

        def found(answer: Response) -> None:
            words = ", ".join(f"{c['segment']} ({c['voxels']} voxels)" for c in answer.meta.get("classes") or ())
            self._listener.notice(f"Found: {words or 'nothing'}.")

        self._begin("Finding classes", target, found)
        meta = {"model": wanted.model}
        write = partial(self._write_class, target, grid)
        self._with_volume(grid, lambda volume: self._ask("classes", {"volume": volume, **meta}, b"", write))

    def support(
        self, target: Target, grid: Grid, wanted: Wanted, axis: str, segments: list[str], slices: list[int]
    ) -> None:
        """Finds on the slices along an axis what is segmented on the examples among them.

        Raises UserError where the examples show nothing.
        """
        examples, body = _examples(target, grid, axis, segments, slices, self._talks.key)
        meta = {
            "model": wanted.model,
            "axis": axis,
            "examples": examples,
            **wanted.meta(),
        }
        self._begin("Segmenting by examples", target, lambda _: None)

        def write(patch: Patch) -> None:
            target.write(self._talks.segment(patch.segment), target.frame, Region.of(patch), Grid(grid.volume))

        self._with_volume(grid, lambda volume: self._ask("support", {"volume": volume, **meta}, body, write))

    # ---- the course of a task ----

    def _begin(self, what: str, target: Target, ended: Callable[[Response], None]) -> None:
        if self._task is not None:
            raise UserError(f"{self._task.what} is under way.", "Wait for its end, or cancel it.")
        self._task = _Task(what, target, ended)
        target.begin()
        self._listener.progress(0, 1, what)
        self._listener.changed()

    def _with_volume(self, grid: Grid, then: Callable[[str], None]) -> None:
        task = self._task

        def go_on(volume: str) -> None:
            if task is self._task:
                then(volume)

        self._sessions.volume(grid.volume, go_on, lambda failure: self._failed(task, failure))

    def _ask(self, op: str, meta: dict[str, Any], body: bytes, patched: Callable[[Patch], None]) -> None:
        task = self._task
        assert task is not None

        def patch(event: Patch) -> None:
            if task is self._task:
                self._told(lambda: patched(event))

        def progress(event: Progress) -> None:
            if task is self._task:
                self._listener.progress(event.done, event.total, event.what or task.what)

        def done(answer: Response) -> None:
            if task is self._task:
                self._end()
                task.ended(answer)

        failed = partial(self._failed, task)
        task.call = self._sessions.call(op, meta, body, patch=patch, progress=progress, done=done, failed=failed)
        if task.call is None:
            self._end()

    def _failed(self, task: _Task | None, failure: Failure) -> None:
        if task is self._task:
            self._end()
            if failure.code not in QUIET:
                self._listener.failed(failure.message, failure.hint)

    def _end(self) -> None:
        task, self._task = self._task, None
        assert task is not None
        if not task.keep:
            task.target.undo()
        task.target.finish()
        self._ended()
        self._listener.progress(0, 0, "")
        self._listener.changed()

    def _told(self, work: Callable[[], None]) -> None:
        try:
            work()
        except UserError as error:
            self._listener.failed(error.message, error.hint)

    def _check(self, slices: list[dict[str, Any]]) -> None:
        if slices:
            self._listener.check([{**found, "segment": self._talks.segment(found["segment"])} for found in slices])

    @staticmethod
    def _write_class(target: Target, grid: Grid, patch: Patch) -> None:
        inner = target.writer(target.frame).segmentation.GetSegmentation()
        segment = inner.GetSegmentIdBySegmentName(patch.segment)
        if not segment:
            target.touch(target.frame)
            segment = inner.AddEmptySegment(patch.segment, patch.segment)
        target.write(segment, target.frame, Region.of(patch), Grid(grid.volume))


def prompted_slices(records: Iterable[Record], axis: str, frame: int) -> list[int]:
    """The slices along an axis on which prompts were given at a point in time."""
    planes = {plane for record in records for plane in record.prompts.on()}
    return sorted({p.index for p in planes if isinstance(p, AxisPlane) and (p.axis, p.frame) == (axis, frame)})


def _examples(
    target: Target, grid: Grid, axis: str, segments: list[str], slices: list[int], key: Callable[[str], str]
) -> tuple[list[dict[str, Any]], bytes]:
    """Examples as the protocol has them: slices with the runs of each segment, and the runs one after the other."""
    along = 2 - AXES.index(axis)
    voxels = {segment: np.moveaxis(target.voxels(segment, grid), along, 0) for segment in segments}
    chosen = slices or sorted({int(n) for mask in voxels.values() for n in np.flatnonzero(mask.any(axis=(1, 2)))})
    examples, body = [], b""
    for index in chosen:
        shown = {segment: encode_runs(mask[index]) for segment, mask in voxels.items() if mask[index].any()}
        if shown:
            runs = [{"segment": key(segment), "bytes": len(data)} for segment, data in shown.items()]
            examples.append({"index": index, "segments": runs})
            body += b"".join(shown.values())
    if not examples:
        raise UserError(
            "There is no slice that shows what to look for.", "Segment it on a few slices first, by prompts or by hand."
        )
    return examples, body
