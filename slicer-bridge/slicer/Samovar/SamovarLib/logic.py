"""What the module and the effect do, without their windows: prompts to the server, and answers to segments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Callable

from .editors import Editor
from .errors import UserError
from .link import Link
from .planes import AXES, Grid
from .preview import Hover
from .promptlist import Prompt, PromptList, Record
from .prompts import box_between, point, said_by
from .protocol import Response
from .sessions import Listener, Sessions, Wanted
from .talks import Candidate, Talks
from .targets import Target
from .tasks import Course, Tasks, prompted_slices
from .volumes import Contents, window_of
from .work import Work

__all__ = ["Candidate", "Listener", "SamovarLogic"]


class SamovarLogic:
    """One user's work with one volume, or one time sequence, and one segmentation.

    Methods that the user asks for end without an error: what cannot be done is told to the listener. `model`,
    `use_window` (the display's window instead of percentiles) and `preview` may be set at any time.
    """

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self._work = Work(self._segments_changed, self._frame_changed)
        self.segment = ""
        self.model = ""
        self.models: list[dict[str, Any]] = []
        self.use_window = False
        self.preview = False
        self._contents = Contents()
        self._sessions = Sessions(listener, self._contents, self._session_opened)
        self._talks = Talks(self._sessions, listener, lambda: self._work.grid)
        self._tasks = Tasks(self._sessions, self._talks, listener, self._tell_again)
        self._protect = True
        self._hover = Hover(self._sessions)

    # ---- the connection ----

    @property
    def connected(self) -> bool:
        return self._sessions.connected

    def connect(self, link: Link) -> None:
        """There is a connection; what was said before is said again."""
        self._hover.lose()
        self._sessions.connect(link)
        self._sessions.call("models", done=self._got_models)

    def disconnected(self) -> None:
        """The connection is gone. Prompts stay, and those that were not answered are asked again with the next one."""
        self._tasks.lose()
        self._sessions.lose()
        self._hover.lose()
        self.listener.changed()

    def status(self, then: Callable[[list[str]], None]) -> None:
        """Calls `then` with lines of the server about itself, for people."""
        self._sessions.call("status", done=lambda answer: then([str(line) for line in answer.meta.get("lines") or ()]))

    def _got_models(self, answer: Response) -> None:
        self.models = list(answer.meta.get("models") or ())
        if self.model not in {model.get("name") for model in self.models}:
            self.model = str(answer.meta.get("default") or "")
        self.listener.changed()
        if (self._sessions.about or self.waiting) and self._target is not None:
            self._told(self._ask)

    def _session_opened(self) -> None:
        self._talks.begin(self._target)
        self._tell_again()

    def _tell_again(self) -> None:
        """Tells the session what it does not know yet; nothing where none is open."""
        about = self._sessions.about
        if about is not None:
            self._work.quietly(lambda: self._talks.tell_all(about.contents))

    # ---- what is worked on ----

    @property
    def volume(self) -> Any:
        """The volume node that is worked on; None for none."""
        return self._work.volume

    @property
    def segmentation(self) -> Any:
        """The segmentation node; None for none."""
        return self._work.segmentation

    @property
    def editor(self) -> Editor | None:
        """What was given to change the segments; None for the best that this Slicer has."""
        return self._work.editor

    def choose(self, volume: Any, segmentation: Any, editor: Editor | None = None) -> None:
        """Works on these nodes from now on; None for none yet. editor: what changes the segments, see `editor_of`."""
        if (volume, segmentation, editor) == (self.volume, self.segmentation, self.editor):
            return
        self._tasks.cancel(keep=True)
        self.clear_preview()
        self._told(lambda: self._take(volume, segmentation, editor))
        self.segment = self.segment if self.segment in self.segments() else next(iter(self.segments()), "")
        self.listener.changed()

    def _take(self, volume: Any, segmentation: Any, editor: Editor | None) -> None:
        self._work.choose(volume, segmentation, editor)
        if self._target is not None:
            self._target.protect = self._protect
            if self._work.nodes != self._sessions.nodes:
                self._sessions.forget()
            self._session_opened()

    @property
    def _target(self) -> Target | None:
        return self._work.target

    @property
    def protect(self) -> bool:
        """Whether other segments keep their voxels."""
        return self._protect

    @protect.setter
    def protect(self, protect: bool) -> None:
        self._protect = protect
        if self._target is not None:
            self._target.protect = protect

    @property
    def frame(self) -> int:
        """The point in time that is shown."""
        return self._target.frame if self._target is not None else 0

    @property
    def frames(self) -> int:
        """How many points in time there are."""
        return self._target.frames if self._target is not None else 1

    def segments(self) -> list[str]:
        """The IDs of the segments."""
        return self._target.segments() if self._target is not None else []

    def name_of(self, segment: str) -> str:
        """The name of a segment, for people."""
        return self._target.name_of(segment) if self._target is not None else segment

    def scene_closed(self) -> None:
        """Nothing of the scene is held any longer."""
        self.choose(None, None)
        self._sessions.forget()
        self._talks.begin(None)
        self._contents.forget()
        self._hover.remove()

    def close(self) -> None:
        """The end: nothing is observed or shown any longer."""
        self._tasks.lose()
        self._work.close()
        self._hover.remove()
        self._sessions.lose()

    # ---- prompts ----

    @property
    def prompts(self) -> PromptList:
        """Those of the chosen segment."""
        return self._work.records.get(self.segment, Record()).prompts

    @property
    def waiting(self) -> bool:
        """Whether prompts of any segment wait for their answer."""
        return any(record.waiting for record in self._work.records.values())

    def add_markup(self, markup: Any, view: Any = None, positive: bool = True) -> bool:
        """What a markups node says about the chosen segment; whether it said something."""

        def said(grid: Grid) -> Iterable[Prompt]:
            found = said_by(markup, grid, view, positive, self.frame)
            for words in found.left_out:
                self.listener.notice(words)
            return found.prompts

        return self._say(said)

    def add_point(self, world: Any, view: Any = None, positive: bool = True) -> bool:
        """A click at a world place of a slice view; whether it could be taken."""
        return self._say(lambda grid: [point(world, grid, view, positive, self.frame)])

    def add_box(self, one: Any, other: Any, view: Any = None) -> bool:
        """A box between two world places of a slice view; whether it could be taken."""
        return self._say(lambda grid: [box_between(one, other, grid, view, self.frame)])

    def _say(self, said: Callable[[Grid], Iterable[Prompt]]) -> bool:
        return self._told(lambda: self._change(self.prompts.plus(said(self._work.grid))))

    def remove_prompt(self, index: int) -> None:
        """Takes back one prompt of the chosen segment, whichever it is."""
        self._told(lambda: self._change(self.prompts.without(index)))

    def clear_prompts(self) -> None:
        """Takes back all prompts of the chosen segment, and what was found on their slices."""
        self._told(lambda: self._change(PromptList()))

    def candidates(self) -> tuple[int, tuple[Candidate, ...]]:
        """Which answer to the last prompt is shown, from 0, and all of them; none where it was not answered yet."""
        prompts = self.prompts.prompts
        return self._talks.candidates(self.segment, prompts[-1].plane) if prompts and self._target else (0, ())

    def choose_candidate(self, choice: int) -> None:
        """Takes another answer (from 0) to the last prompt."""

        def work() -> None:
            prompts = self.prompts
            if not prompts:
                raise UserError("There is nothing to choose from.", "Click on the object first.")
            self._change(prompts.choosing(prompts.prompts[-1].plane, choice))

        self._told(work)

    def _change(self, prompts: PromptList) -> None:
        """One step of the user: the prompts of the chosen segment are now these."""
        target, wanted, size = self._free(), self._wanted(), self._work.grid.size
        before = self._work.records.get(self.segment, Record())
        if before.content not in ((), wanted.contents):
            self.listener.notice("The earlier prompts of this segment were given on other voxels, and are left out.")
            before, prompts = Record(), PromptList(prompts.prompts[len(before.prompts) :])
        changed = prompts.changed_since(before.prompts)
        if not changed:
            return
        waiting = before.waiting | changed
        record = Record(prompts, waiting, wanted.model, "", wanted.contents, size, wanted.meta().get("window"))
        target.begin(*{plane.frame for plane in changed})
        self._work.quietly(lambda: target.store(self.segment, record))
        self.clear_preview()
        self.listener.changed()
        self._ask()

    def _ask(self) -> None:
        """The server is told what it does not know yet."""
        self._sessions.need(self._work.nodes, self._wanted(), self._tell_again)

    # ---- undo ----

    @property
    def can_undo(self) -> bool:
        return bool(self._target and self._target.can_undo and not self._tasks.busy)

    @property
    def can_redo(self) -> bool:
        return bool(self._target and self._target.can_redo and not self._tasks.busy)

    def undo(self) -> None:
        """Takes back the last step: its prompts and all that it changed."""
        self._step(lambda target: target.undo())

    def redo(self) -> None:
        """Does it again."""
        self._step(lambda target: target.redo())

    def _step(self, work: Callable[[Target], None]) -> None:
        def whole() -> None:
            target = self._free(segment=False)
            self._work.quietly(lambda: work(target))
            self._segments_changed()

        self._told(whole)

    # ---- the preview under the mouse ----

    def hover(self, world: Any, view: Any = None) -> None:
        """The mouse is at a world place of a slice view: its slice is made ready, and with `preview` what a click would
        find is shown. Outside of the volume nothing is.
        """
        if self._sessions.name and self._target is not None and not self._tasks.busy:
            self._hover.move(world, view, self._work, self.preview)

    @property
    def preview_node(self) -> Any:
        """The segmentation node of the preview; None as long as nothing was shown."""
        return self._hover.node

    def clear_preview(self) -> None:
        """Nothing is shown under the mouse any longer."""
        self._hover.clear()

    # ---- whole volumes ----

    @property
    def busy(self) -> str:
        """What is under way on the whole volume, for people; empty where nothing is."""
        return self._tasks.busy

    def propagate(self, axis: str, bounds: tuple[int, int] | None = None, every: bool = False) -> None:
        """Follows the chosen segment, or every one with prompts, along an axis ("i", "j", "k") or in time ("t").

        bounds: the first and the last slice or point in time that are looked at; all where they are left out.
        """

        def work() -> None:
            target = self._free(segment=not every)
            records = self._work.records
            followed = records if every else {self.segment: records[self.segment]}
            course = Course.of(followed, axis, self.frame, bounds)

            def follow() -> None:
                self._told(lambda: self._tasks.propagate(target, course))

            self._sessions.need(self._work.nodes, self._wanted(), follow)

        self._told(work)

    def find_classes(self, model: str) -> None:
        """Finds all classes that a model knows in the volume that is shown, without prompts."""

        def work() -> None:
            wanted = replace(self._wanted(), model=model)
            self._tasks.classes(self._free(segment=False), self._work.grid, wanted)

        self._told(work)

    def use_examples(self, model: str, axis: str = "") -> None:
        """Finds on all slices along an axis what the segments show on some.

        Examples are the slices on which prompts were given, or, without prompts, those on which something is segmented.
        """

        def work() -> None:
            target, grid = self._free(segment=False), self._work.grid
            along = axis or grid.widest_axis()
            slices = prompted_slices(self._work.records.values(), along, self.frame)
            wanted = replace(self._wanted(), model=model)
            self._tasks.support(target, grid, wanted, along, target.segments(), slices)

        self._told(work)

    def cancel(self, keep: bool) -> None:
        """Ends what is under way. keep: whether what was found stays, or is taken back."""
        self._work.quietly(lambda: self._tasks.cancel(keep))

    def slices_along(self, axis: str) -> int:
        """How many slices there are along an axis, or points in time along "t"; 0 without a volume."""
        try:
            return self.frames if axis == "t" else self._work.grid.size[AXES.index(axis)]
        except UserError:
            return 0

    # ---- what all of these need ----

    def _free(self, segment: bool = True) -> Target:
        """The target, if it can be changed now."""
        if self._target is None:
            raise UserError("There is nothing to segment into yet.", "Choose a volume and a segmentation.")
        if segment and self.segment not in self._target.segments():
            raise UserError("No segment is chosen.", "Add one, or choose one from the list.")
        if self._tasks.busy:
            raise UserError(f"{self._tasks.busy} is under way.", "Wait for its end, or cancel it.")
        return self._target

    def _wanted(self) -> Wanted:
        window = window_of(self.volume) if self.use_window else None
        return self._sessions.wanted(self._work.nodes, self.model, window)

    def _told(self, work: Callable[[], None]) -> bool:
        """Whether it could be done; otherwise it was told why not."""
        try:
            work()
        except UserError as error:
            self.listener.failed(error.message, error.hint)
            return False
        return True

    def _segments_changed(self) -> None:
        """The user, or Slicer's undo, changed segments: their prompts may be others now."""
        if self._target is not None and not self._tasks.busy:
            if self.segment not in self.segments():
                self.segment = next(iter(self.segments()), "")
            self._tell_again()
        self.listener.changed()

    def _frame_changed(self) -> None:
        """Another point in time is shown."""
        self.clear_preview()
        self.listener.changed()
