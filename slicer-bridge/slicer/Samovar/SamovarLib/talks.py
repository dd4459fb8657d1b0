"""What the server was told about each segment, and what of its answers counts.

The prompts of a segment are kept with it in the scene. They are sent as a whole whenever they are others than those
that the session knows: after a new prompt, after an undo, after the connection came back. An answer is written only for
planes that wait for one, so that a list that is told again changes no voxel.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Callable

from .errors import UserError
from .planes import Grid, Plane, plane_from_json
from .promptlist import PromptList, Record
from .protocol import Failure, Patch, Response
from .sessions import QUIET, Listener, Sessions
from .targets import Target
from .writer import Region, nothing_on


@dataclass(frozen=True)
class Candidate:
    """One of several masks that a prompt was answered with: the network's estimate of its overlap with the truth."""

    score: float
    pixels: int


@dataclass
class Talk:
    """What the session was told about a segment, and what it said.

    told, answered: the last list, and the last that was answered; step: the last step of the user then; open: whether
    the answer has not come yet; words: what was told of each plane in each revision that is not answered yet; said: the
    last patch about each plane, with the words that it answers, as the server does not say again what it has said.
    """

    revision: int = 0
    told: PromptList = field(default_factory=PromptList)
    answered: PromptList = field(default_factory=PromptList)
    step: int = 0
    open: bool = False
    words: dict[int, dict[Plane, str]] = field(default_factory=dict)
    said: dict[Plane, tuple[str, Patch]] = field(default_factory=dict)
    candidates: dict[Plane, tuple[int, tuple[Candidate, ...]]] = field(default_factory=dict)


class Talks:
    """The segments of a target in the session that is open."""

    def __init__(self, sessions: Sessions, listener: Listener, grid: Callable[[], Grid]) -> None:
        """grid: the voxels of the volume as they lie now; it may raise UserError."""
        self._sessions = sessions
        self._grid = grid
        self._listener = listener
        self._revisions = itertools.count(1)
        self._talks: dict[str, Talk] = {}
        self._target: Target | None = None
        self._size = (0, 0, 0)
        self._noted: set[tuple[str, str]] = set()

    def begin(self, target: Target | None) -> None:
        """A session was opened, or another target chosen: nothing was told yet."""
        if target is not self._target:
            for key in list(self._talks):
                self._say(key, Record())
        self._talks.clear()
        self._target = target

    def key(self, segment: str) -> str:
        """What the server calls a segment."""
        assert self._target is not None
        return f"{self._target.segmentation.GetID()}/{segment}"

    def segment(self, key: str) -> str:
        """The segment that the server calls so."""
        return key.partition("/")[2]

    def candidates(self, segment: str, plane: Plane) -> tuple[int, tuple[Candidate, ...]]:
        """Which of the masks of a plane is shown, from 0, and all of them; none where it was not answered yet."""
        talk = self._talks.get(self.key(segment))
        return (talk.candidates.get(plane) if talk else None) or (0, ())

    def knows(self, patch: Patch) -> bool:
        """Whether a patch is about a segment of the target."""
        return patch.segment in self._talks

    def tell_all(self, content: tuple[str, ...]) -> None:
        """Tells what is others than the session knows, of all segments whose prompts were given on these voxels."""
        if self._target is None or not self._sessions.name:
            return
        present = {self.key(segment): segment for segment in self._target.segments()}
        for key in [key for key in self._talks if key not in present]:
            self._say(key, Record())
            del self._talks[key]
        for key, segment in present.items():
            try:
                record = self._target.record(segment)
            except UserError as error:
                self._note(key, str(error))
                continue
            talk = self._talks.get(key, Talk())
            if record.prompts and record.content != content:
                name = self._target.name_of(segment)
                self._note(key, f"The prompts of '{name}' were given on other voxels, and are not used.")
            elif record.prompts != talk.told or (record.waiting and not talk.open):
                self._say(key, record)

    def _note(self, key: str, words: str) -> None:
        """Once is enough."""
        if (key, words) not in self._noted:
            self._noted.add((key, words))
            self._listener.notice(words)

    def _say(self, key: str, record: Record) -> None:
        if not self._sessions.connected or not self._sessions.name:
            return
        talk = self._talks.setdefault(key, Talk())
        talk.revision, talk.told, talk.open = next(self._revisions), record.prompts, True
        self._size = record.size if record.prompts else self._size
        talk.step = self._target.steps if self._target else 0
        on = talk.words[talk.revision] = record.prompts.on()
        meta = {
            "session": self._sessions.name,
            "segment": key,
            "revision": talk.revision,
            "on": [{"plane": plane.to_json(), "said": said} for plane, said in on.items()],
        }
        answer = partial(self._answered, key, talk.revision, tuple(on))
        refused = partial(self._refused, key, talk.revision)
        self._sessions.call("segment.set", meta, done=answer, failed=refused, patch=partial(self._patched, key))

    def _patched(self, key: str, patch: Patch) -> None:
        talk = self._talks.get(key)
        if talk is None or self._target is None or patch.plane is None:
            return
        plane = plane_from_json(patch.plane, self._size)
        talk.said[plane] = (talk.words.get(patch.revision, {}).get(plane, ""), patch)
        self._settle(key, talk, [plane])

    def _settle(self, key: str, talk: Talk, planes: Iterable[Plane]) -> None:
        """Writes what was said about planes, where they wait for it and it answers what is noted now."""
        segment = self.segment(key)
        record = self._target.record(segment)
        on = record.prompts.on()
        for plane in record.waiting.intersection(planes):
            words, patch = talk.said.get(plane, ("", None))
            if plane not in on:
                self._write(segment, plane.frame, nothing_on(plane, record.size))
            elif patch is not None and words == on[plane]:
                self.write(segment, patch)

    def _last(self, key: str, revision: int) -> Talk | None:
        """What is talked about a segment, if this revision is the last that was told."""
        talk = self._talks.get(key)
        if talk is not None:
            talk.words.pop(revision, None)
        return talk if talk is not None and talk.revision == revision and self._target is not None else None

    def write(self, segment: str, patch: Patch) -> None:
        """Writes a patch into a segment of the target; what goes wrong is told."""
        self._write(segment, patch.frame, Region.of(patch))

    def _write(self, segment: str, frame: int, region: Region) -> None:
        try:
            self._target.write(segment, frame, region, self._grid())
        except UserError as error:
            self._listener.failed(error.message, error.hint)

    def _answered(self, key: str, revision: int, planes: tuple[Plane, ...], answer: Response) -> None:
        talk = self._last(key, revision)
        if talk is None:
            return
        segment = self.segment(key)
        record = self._target.record(segment)
        talk.open, talk.answered = False, record.prompts
        for plane, found in zip(planes, answer.meta.get("answers") or ()):
            talk.candidates[plane] = _candidates(found)
        if record.waiting:
            self._settle(key, talk, record.waiting)
            model = self._sessions.model
            name, sha256 = model.get("name") or record.model, model.get("sha256") or ""
            self._target.store(segment, replace(record, waiting=frozenset(), model=name, sha256=sha256))
        self._target.finish()
        self._listener.changed()

    def _refused(self, key: str, revision: int, failure: Failure) -> None:
        """What the server does not take is not kept. A list that was only told again stays."""
        talk = self._last(key, revision)
        if failure.code in QUIET or talk is None:
            return
        record = self._target.record(self.segment(key))
        talk.open, talk.told = False, PromptList()
        if record.waiting and talk.step == self._target.steps:
            self._target.undo()
        elif record.waiting:
            self._target.store(self.segment(key), replace(record, prompts=talk.answered, waiting=frozenset()))
        self._target.finish()
        self._listener.failed(failure.message, failure.hint)
        self._listener.changed()


def _candidates(found: dict[str, Any]) -> tuple[int, tuple[Candidate, ...]]:
    every = tuple(Candidate(float(c.get("score", 0)), int(c.get("pixels", 0))) for c in found.get("candidates") or ())
    return int(found.get("choice", 0)), every
