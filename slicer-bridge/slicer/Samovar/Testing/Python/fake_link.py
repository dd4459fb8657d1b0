"""A link to a server that is only played, for tests of the logic: what it finds can be foretold, and when it answers,
too.

On an axis plane a segment is what its prompts say one after the other: a box or mask its pixels, a point the square of
3 x 3 pixels around it (5 x 5 with `#2`, 7 x 7 with `#3`), added or, with `-`, removed. Propagation copies the first
prompted slice.
"""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

import numpy as np
from SamovarLib.planes import AXES, AxisPlane, plane_from_json
from SamovarLib.protocol import Failure, Patch, Progress, Response
from SamovarLib.voxels import content_id, decode_runs

MODELS = {
    "default": "nano",
    "models": [
        {"name": "nano", "title": "samovar-nano", "licence": "", "uses": ["prompts", "support"]},
        {"name": "organs", "title": "Organs", "licence": "", "uses": ["classes"]},
        {"name": "sgp", "title": "Examples", "licence": "", "uses": ["support"]},
    ],
}


class FakeServer:
    """What the server of several links knows. `hold`: requests that wait for `release`; `fail`: errors by request."""

    def __init__(self) -> None:
        self.contents: dict[str, np.ndarray] = {}
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.hold: set[str] = set()
        self.held: list[Any] = []
        self.fail: dict[str, tuple[str, str, str]] = {}
        self.uploads = 0

    def link(self) -> FakeLink:
        return FakeLink(self)

    def ops(self, *names: str) -> list[dict[str, Any]]:
        """The requests of these names that came."""
        return [meta for op, meta in self.sent if op in names]

    def release(self) -> None:
        """Answers what was held."""
        self.hold.clear()
        held, self.held = self.held, []
        for answer in held:
            answer()


class FakeLink:
    """One connection, with the methods of Link that the logic uses."""

    def __init__(self, server: FakeServer) -> None:
        self.server = server
        self.closed = False
        self.volumes: dict[str, np.ndarray] = {}
        self.sessions: dict[str, dict[str, Any]] = {}
        self._names = itertools.count(1)
        self._requests = itertools.count(1)
        self._open: list[Any] = []

    def lose(self) -> None:
        """The connection breaks: what is open fails."""
        self.closed = True
        for call in self._open:
            if call.open:
                call.open = False
                if call.failed:
                    call.failed(Failure(call.request, "LOST", "The connection to Samovar ended.", ""))

    def open_volume(self, array, ijk_to_ras=None, name="", *, done=None, failed=None, progress=None, content="") -> Any:
        assert content == content_id(array)
        meta = {"contentId": content, "ijkToRas": np.asarray(ijk_to_ras).ravel().tolist(), "name": name}
        call = self._begin("volume.open", meta, done, failed, None, progress)

        def answer() -> None:
            if content not in self.server.contents:
                self.server.uploads += 1
                self.server.contents[content] = np.array(array)
                progress(Progress(call.request, array.nbytes, array.nbytes, ""))
            volume = f"v{next(self._names)}"
            self.volumes[volume] = self.server.contents[content]
            self._done(call, {"volume": volume})

        self._answer(call, answer)
        return call

    def call(self, op, meta=None, body=b"", *, done=None, failed=None, patch=None, progress=None) -> Any:
        call = self._begin(op, meta or {}, done, failed, patch, progress)
        call.body = body
        self._answer(call, lambda: getattr(self, "_" + op.replace(".", "_"))(call, meta or {}))
        return call

    # ---- the course of a request ----

    def _begin(self, op, meta, done, failed, patch, progress) -> Any:
        assert not self.closed
        self.server.sent.append((op, meta))
        call = SimpleNamespace(
            op=op, request=next(self._requests), open=True, done=done, failed=failed, patch=patch, progress=progress
        )
        call.cancel = lambda: self._fail(call, "CANCELLED", "It was cancelled.", "")
        self._open.append(call)
        return call

    def _answer(self, call, answer) -> None:
        def now() -> None:
            if call.open and not self.closed:
                if call.op in self.server.fail:
                    self._fail(call, *self.server.fail[call.op])
                else:
                    answer()

        if call.op in self.server.hold:
            self.server.held.append(now)
        else:
            now()

    def _done(self, call, meta) -> None:
        call.open = False
        if call.done:
            call.done(Response(call.request, meta))

    def _fail(self, call, code, message, hint) -> None:
        if call.open:
            call.open = False
            if call.failed:
                call.failed(Failure(call.request, code, message, hint))

    # ---- requests ----

    def _models(self, call, meta) -> None:
        self._done(call, MODELS)

    def _status(self, call, meta) -> None:
        self._done(call, {"lines": ["Engine: played"], "clients": 1})

    def _volume_close(self, call, meta) -> None:
        del self.volumes[meta["volume"]]
        self._done(call, {})

    def _session_open(self, call, meta) -> None:
        name = f"s{next(self._names)}"
        self.sessions[name] = {
            "size": self.volumes[meta["volumes"][0]].shape[2::-1],
            "told": {},
            "said": {},
            "revisions": {},
        }
        model = {"name": meta["model"], "title": meta["model"], "sha256": "ab" * 32, "device": "cpu"}
        self._done(call, {"session": name, "model": model, "notes": []})

    def _session_close(self, call, meta) -> None:
        del self.sessions[meta["session"]]
        self._done(call, {})

    def _session_prepare(self, call, meta) -> None:
        self._done(call, {})

    def _segment_set(self, call, meta) -> None:
        session = self.sessions[meta["session"]]
        key, revision = meta["segment"], meta["revision"]
        assert revision > session["revisions"].get(key, 0)
        session["revisions"][key] = revision
        size = session["size"]
        now = {plane_from_json(on["plane"], size): on["said"] for on in meta["on"]}
        said = session["said"].setdefault(key, {})
        session["told"][key] = now
        for plane in {**said, **now}:
            if said.get(plane) != now.get(plane, ""):
                said[plane] = now.get(plane, "")
                call.patch(_patch(call.request, key, revision, plane, said[plane], size))
        answers = [
            {
                "choice": int(said.rpartition("#")[2]) - 1 if "#" in said.rpartition(";")[2] else 0,
                "candidates": [{"score": 0.9 - n / 10, "pixels": 9} for n in range(3)],
            }
            for said in now.values()
        ]
        self._done(call, {"revision": revision, "answers": answers})

    def _preview(self, call, meta) -> None:
        size = self.sessions[meta["session"]]["size"]
        said = "point {},{},+".format(*meta["at"])
        call.patch(_patch(call.request, "", 0, plane_from_json(meta["plane"], size), said, size))
        self._done(call, {})

    def _propagate(self, call, meta) -> None:
        session = self.sessions[meta["session"]]
        size, axis = session["size"], meta["axis"]
        for key in meta["segments"]:
            told = session["told"][key]
            plane = next(p for p in told if axis == "t" or p.axis == axis)
            many = 3 if axis == "t" else size[AXES.index(axis)]
            first, last = meta.get("range", (0, many - 1))
            for n in range(first, last + 1):
                at = AxisPlane(
                    plane.size, n if axis == "t" else plane.frame, plane.axis, plane.index if axis == "t" else n
                )
                call.progress(Progress(call.request, n - first + 1, last - first + 1, "Slices"))
                if call.open:
                    call.patch(_patch(call.request, key, session["revisions"][key], at, told[plane], size))
        if call.open:
            check = [{"segment": key, "index": 2, "score": 0.4} for key in meta["segments"]]
            self._done(call, {"slices": 1, "check": check})

    def _classes(self, call, meta) -> None:
        shape = self.volumes[meta["volume"]].shape
        for name, k in (("liver", 1), ("spleen", 2)):
            mask = np.ones((1, *shape[1:]), bool)
            extent = (0, shape[2], 0, shape[1], k, k + 1)
            call.patch(Patch(call.request, name, 0, 0, extent, None, mask))
        self._done(call, {"classes": [{"segment": "liver", "voxels": 10}, {"segment": "spleen", "voxels": 10}]})

    def _support(self, call, meta) -> None:
        """The first example, on each other slice of k."""
        depth, rows, columns = self.volumes[meta["volume"]].shape
        first, offset = meta["examples"][0], 0
        masks = {}
        for shown in first["segments"]:
            masks[shown["segment"]] = decode_runs(call.body[offset : offset + shown["bytes"]], (rows, columns))
            offset += shown["bytes"]
        taken = {example["index"] for example in meta["examples"]}
        for k in sorted(set(range(depth)) - taken):
            for key, mask in masks.items():
                call.patch(Patch(call.request, key, 0, 0, (0, columns, 0, rows, k, k + 1), None, mask[None]))
        self._done(call, {"slices": depth - len(taken)})


def _patch(request: int, key: str, revision: int, plane, said: str, size) -> Patch:
    axis = AXES.index(plane.axis)
    mask = np.zeros((plane.size[1], plane.size[0]), bool)
    for prompt in filter(None, (part.strip() for part in said.split(";"))):
        kind, values, *choice = prompt.split()
        if kind == "mask":
            for run in choice:
                mask.ravel()[slice(*(int(n) for n in run.split("-")))] = True
            continue
        numbers = [float(n) for n in values.rstrip("+-").rstrip(",").split(",")]
        if kind == "box":
            x0, y0, x1, y1 = (round(n) for n in numbers)
            mask[y0:y1, x0:x1] = True
        else:
            x, y = (round(n) for n in numbers)
            reach = int(choice[0][1:]) if choice else 1
            mask[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1] = not values.endswith("-")
    bounds = [(0, n) for n in size]
    bounds[axis] = (plane.index, plane.index + 1)
    extent = tuple(n for pair in bounds for n in pair)
    return Patch(request, key, revision, plane.frame, extent, None, np.expand_dims(mask, 2 - axis), plane.to_json())
