"""What was said about a segment, and how it is kept with it in the scene."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .errors import UserError
from .planes import Plane, plane_from_json

VERSION = 1
_CHOICE = re.compile(r"\s*#\d+$")


@dataclass(frozen=True)
class Prompt:
    """A prompt on a plane, in the words of the protocol, such as `point 12,8,+ #2`."""

    plane: Plane
    words: str

    def __str__(self) -> str:
        words = "region" if self.words.startswith("mask") else self.words
        return f"{self.plane}: {words}"


@dataclass(frozen=True)
class PromptList:
    """The prompts of a segment in the order in which they were given. A value: undo is the list before."""

    prompts: tuple[Prompt, ...] = ()

    def __iter__(self):
        return iter(self.prompts)

    def __len__(self) -> int:
        return len(self.prompts)

    def plus(self, prompts: Iterable[Prompt]) -> PromptList:
        """This one with more prompts behind."""
        return PromptList(self.prompts + tuple(prompts))

    def without(self, index: int) -> PromptList:
        """This one less the prompt at an index. What was chosen on its plane from there on is not, for those were other
        answers.
        """
        plane = self.prompts[index].plane
        later = (_unchosen(p) if p.plane == plane else p for p in self.prompts[index + 1 :])
        return PromptList((*self.prompts[:index], *later))

    def choosing(self, plane: Plane, choice: int) -> PromptList:
        """This one with the answer `choice` (from 0) to the last prompt of a plane.

        Raises UserError where nothing was said on the plane.
        """
        for index in reversed(range(len(self.prompts))):
            if self.prompts[index].plane == plane:
                chosen = Prompt(plane, f"{_unchosen(self.prompts[index]).words} #{choice + 1}")
                return PromptList((*self.prompts[:index], chosen, *self.prompts[index + 1 :]))
        raise UserError("There is nothing to choose from on this slice.", "Click on the object first.")

    def on(self) -> dict[Plane, str]:
        """What was said, plane by plane."""
        said: dict[Plane, list[str]] = {}
        for prompt in self.prompts:
            said.setdefault(prompt.plane, []).append(prompt.words)
        return {plane: "; ".join(words) for plane, words in said.items()}

    def changed_since(self, older: PromptList) -> frozenset[Plane]:
        """The planes about which something else is said than in an older list; those that are gone, too."""
        now, then = self.on(), older.on()
        return frozenset(plane for plane in {*now, *then} if now.get(plane) != then.get(plane))

    def at_frame(self, frame: int) -> PromptList:
        """Its prompts at a point in time."""
        return PromptList(tuple(prompt for prompt in self.prompts if prompt.plane.frame == frame))


def _unchosen(prompt: Prompt) -> Prompt:
    return Prompt(prompt.plane, _CHOICE.sub("", prompt.words))


@dataclass(frozen=True)
class Record:
    """What is kept with a segment: its prompts, and by which model and of which voxels it was made.

    waiting: planes whose answer has not come yet; window: level and width, or None; size: voxels along i, j and k.
    """

    prompts: PromptList = PromptList()
    waiting: frozenset[Plane] = frozenset()
    model: str = ""
    sha256: str = ""
    content: tuple[str, ...] = ()
    size: tuple[int, int, int] = (0, 0, 0)
    window: dict[str, float] | None = field(default=None, hash=False)

    def to_text(self) -> str:
        """JSON without a vertical bar, which separates the tags of a segment in files."""
        on = [
            {"plane": p.plane.to_json(), "said": p.words, **({"waiting": True} if p.plane in self.waiting else {})}
            for p in self.prompts
        ]
        gone = [plane.to_json() for plane in sorted(self.waiting - set(self.prompts.on()), key=str)]
        record: dict[str, Any] = {
            "version": VERSION,
            "model": {"name": self.model, "sha256": self.sha256},
            "volume": {"contentId": list(self.content), "size": list(self.size)},
            "window": self.window,
            "prompts": on,
            "emptied": gone,
        }
        return json.dumps(record, separators=(",", ":")).replace("|", "\\u007c")

    @staticmethod
    def from_text(text: str) -> Record:
        """The record that `to_text` wrote.

        Raises UserError where it is damaged, or of a newer version than this one.
        """
        try:
            record = json.loads(text)
            version = record["version"]
            return Record._of(record) if version == VERSION else _refuse(version)
        except (ValueError, KeyError, TypeError, AttributeError) as damaged:
            raise UserError(
                "What Samovar noted about a segment cannot be read.",
                "The segment stays as it is; its prompts are lost.",
            ) from damaged

    @staticmethod
    def _of(record: dict[str, Any]) -> Record:
        i, j, k = (int(n) for n in record["volume"]["size"])
        size = (i, j, k)
        prompts = PromptList(
            tuple(Prompt(plane_from_json(p["plane"], size), str(p["said"])) for p in record["prompts"])
        )
        waiting = {prompt.plane for prompt, p in zip(prompts, record["prompts"]) if p.get("waiting")}
        emptied = {plane_from_json(plane, size) for plane in record["emptied"]}
        model, content = record["model"], tuple(str(c) for c in record["volume"]["contentId"])
        return Record(
            prompts,
            frozenset(waiting | emptied),
            str(model["name"]),
            str(model["sha256"]),
            content,
            size,
            record["window"],
        )


def _refuse(version: Any) -> Record:
    raise UserError(
        f"A segment has prompts of a newer Samovar (version {version} of its notes).",
        "Update the extension to use them.",
    )
