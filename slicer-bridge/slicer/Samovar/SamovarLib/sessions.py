"""The session of the server in which prompts are answered: opened when it is first needed, and anew after the
connection was lost, or when the voxels, the model or the window became others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from .errors import BridgeError, UserError
from .link import Call, Link
from .planes import Grid
from .protocol import Failure, Progress, Response
from .volumes import Contents, voxels_of

# They end a request without anything to tell: the user did it, or was told already.
QUIET = ("SUPERSEDED", "CANCELLED", "LOST")


@dataclass(frozen=True)
class Wanted:
    """What a session is about: the contents of its volumes, one for each point in time, a model and a window."""

    contents: tuple[str, ...]
    model: str
    window: tuple[float, float] | None

    def meta(self) -> dict[str, Any]:
        """The window as the protocol has it."""
        return {"window": {"level": self.window[0], "width": self.window[1]}} if self.window else {}


class Listener:
    """Whom the logic tells what happens. All of its methods may be left as they are."""

    def failed(self, message: str, hint: str) -> None:
        """Something could not be done; in the user's words."""

    def notice(self, text: str) -> None:
        """Something that is worth a line."""

    def progress(self, done: int, total: int, what: str) -> None:
        """How much of the work is done; `total` 0 at its end."""

    def changed(self) -> None:
        """Segments, prompts, candidates, models or the connection are others than before."""

    def check(self, slices: list[dict[str, Any]]) -> None:
        """The slice of each segment that the network is least sure of: `segment`, `index` and `score`."""


class Sessions:
    """The connection, the volumes that the server has, and the one session that is open."""

    def __init__(self, listener: Listener, contents: Contents, opened: Callable[[], None]) -> None:
        """opened: called when a session has been opened; it is empty then."""
        self._listener = listener
        self._contents = contents
        self._opened = opened
        self._link: Link | None = None
        self._volumes: dict[str, str] = {}
        self._wanted: Wanted | None = None
        self._nodes: list[Any] = []
        self._waiting: list[Callable[[], None]] = []
        self._opening = False
        self._turn = 0
        self.name = ""
        self.model: dict[str, Any] = {}

    @property
    def connected(self) -> bool:
        return self._link is not None and not self._link.closed

    @property
    def about(self) -> Wanted | None:
        """What the session is about, whether it is open yet or not."""
        return self._wanted

    @property
    def nodes(self) -> list[Any]:
        """The volume nodes of the session, one for each point in time."""
        return self._nodes

    def connect(self, link: Link) -> None:
        """There is a connection; the next `need` opens a session."""
        self.lose()
        self._link = link

    def lose(self) -> None:
        """The connection is gone, and what the server knew."""
        self._turn += 1
        self._link = None
        self._volumes.clear()
        self._waiting.clear()
        self._opening = False
        self.name = ""

    def forget(self) -> None:
        """Nothing is wanted any more: the scene is closed."""
        self._end()
        self._wanted = None
        self._nodes = []

    def wanted(self, nodes: list[Any], model: str, window: dict[str, float] | None) -> Wanted:
        """What a session of these would be about.

        Raises UserError where a node has no voxels that can be segmented.
        """
        found = (window["level"], window["width"]) if window else None
        return Wanted(tuple(self._contents.of(node) for node in nodes), model, found)

    def need(self, nodes: list[Any], wanted: Wanted, then: Callable[[], None]) -> None:
        """Calls `then` when there is a session about this; never where there is no connection, which opens it later."""
        same = wanted == self._wanted
        if same and self.name:
            then()
            return
        if not same:
            self._end()
        self._wanted, self._nodes = wanted, nodes
        if self.connected:
            self._waiting.append(then)
            if not self._opening:
                self._open()

    def volume(self, node: Any, then: Callable[[str], None], failed: Callable[[Failure], None]) -> None:
        """Calls `then` with the server's name of the voxels of a node, which are sent where it has them not.

        Raises UserError where the node has no voxels that can be segmented.
        """
        content = self._contents.of(node)
        if content in self._volumes:
            then(self._volumes[content])
            return
        turn = self._turn

        def done(answer: Response) -> None:
            if turn == self._turn:
                self._volumes[content] = answer.meta["volume"]
                self._listener.progress(0, 0, "")
                then(answer.meta["volume"])

        def refused(failure: Failure) -> None:
            if turn == self._turn:
                self._listener.progress(0, 0, "")
                failed(failure)

        def progress(sent: Progress) -> None:
            self._listener.progress(sent.done, sent.total, f"Sending {node.GetName()}")

        array, matrix, name = voxels_of(node), Grid(node).ijk_to_ras, node.GetName() or ""
        self.attempt(
            lambda link: link.open_volume(
                array, matrix, name, done=done, failed=refused, progress=progress, content=content
            )
        )

    def call(self, op: str, meta: dict[str, Any] | None = None, body: bytes = b"", **callbacks: Any) -> Call | None:
        """A request; None where it could not be made, which has been told then."""
        return self.attempt(lambda link: link.call(op, meta, body, **callbacks))

    def attempt(self, work: Callable[[Link], Call]) -> Call | None:
        """What is done with the link; None where there is none or it refuses, which has been told then."""
        try:
            if self._link is None or not self.connected:
                raise BridgeError("LOST", "Samovar's server is not running.", "Press Connect.")
            return work(self._link)
        except BridgeError as error:
            self._listener.failed(error.message, error.hint)
            return None

    # ---- opening, one thing after another ----

    def _end(self) -> None:
        """Closes the session and forgets the volumes, which cost the server memory."""
        self._turn += 1
        self._waiting.clear()
        self._opening = False
        if self.connected:
            if self.name:
                self.call("session.close", {"session": self.name})
            for volume in self._volumes.values():
                self.call("volume.close", {"volume": volume})
        self._volumes.clear()
        self.name = ""

    def _open(self) -> None:
        self._opening = True
        try:
            self._open_volumes(0, [])
        except UserError as error:
            self._not_opened(error.message, error.hint)

    def _open_volumes(self, index: int, names: list[str]) -> None:
        if index < len(self._nodes):
            self.volume(self._nodes[index], lambda name: self._open_volumes(index + 1, [*names, name]), self._refused)
            return
        turn, wanted = self._turn, self._wanted
        assert wanted is not None

        def done(answer: Response) -> None:
            if turn == self._turn:
                self._now_open(answer)

        def failed(failure: Failure) -> None:
            if turn == self._turn:
                self._refused(failure)

        meta = {"volumes": names, "model": wanted.model, **wanted.meta()}
        self.call("session.open", meta, done=done, failed=failed)

    def _now_open(self, answer: Response) -> None:
        self._opening = False
        self.name = answer.meta["session"]
        self.model = answer.meta.get("model") or {}
        for note in answer.meta.get("notes") or ():
            self._listener.notice(str(note))
        self._opened()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
        self._listener.changed()

    def _refused(self, failure: Failure) -> None:
        if failure.code not in QUIET:
            self._not_opened(failure.message, failure.hint)

    def _not_opened(self, message: str, hint: str) -> None:
        """The next prompt tries again."""
        self._opening = False
        self._waiting.clear()
        self._wanted = None
        self._listener.failed(message, hint)
        self._listener.changed()
