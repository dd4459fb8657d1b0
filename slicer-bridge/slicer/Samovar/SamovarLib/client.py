"""Segmenting from scripts: a client that waits for its answers. It needs numpy alone, not Slicer.

docs/how-to/segment-from-python.md shows it at work.
"""

from __future__ import annotations

import os
import pathlib
import select
import socket
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Callable, Union

import numpy as np

from . import server
from .errors import BridgeError
from .link import Call, Link
from .process import ServerProcess
from .protocol import Closed, Failure, Patch, Progress, Response

__all__ = ["BridgeError", "Call", "Client", "Link", "Session"]

NAME = "Samovar for Python"
SOON = 15.0

Plane = Union[Mapping[str, Any], "tuple[str, int]"]


class Client:
    """A connection to a server on this computer. Use it in ``with``, or ``close`` it; it is for one thread."""

    def __init__(self, connected: socket.socket, token: bytes, timeout: float = SOON):
        """``connected``: a socket, which is the client's from here on. ``token``: 32 bytes. ``timeout``: seconds for
        the handshake.
        """
        self._socket = connected
        self._socket.setblocking(False)
        self._unsent = memoryview(b"")
        self._closed: Closed | None = None
        self._server: ServerProcess | None = None
        self._shapes: dict[str, tuple[int, int, int]] = {}
        self.link = Link(token, NAME, on_closed=self._on_closed)
        self._until(lambda: self.link.ready, timeout)

    @classmethod
    def connect(cls, host: str, port: int, token: bytes, timeout: float = SOON) -> Client:
        """To a server of which port and token are known. Raises BridgeError when none answers, or another."""
        try:
            connected = socket.create_connection((host, port), timeout)
        except OSError as error:
            raise BridgeError(
                "NO_SERVER", f"Nothing answers on port {port}: {error}.", "Start the server again."
            ) from None
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            return cls(connected, token, timeout)
        except BaseException:
            connected.close()
            raise

    @classmethod
    def local(cls, folder: str | os.PathLike[str] | None = None) -> Client:
        """To the newest server that this user has running (``samovar serve``).

        ``folder``: Samovar's data folder, if it is not the usual one. Raises BridgeError when there is none.
        """
        data = pathlib.Path(folder) if folder else server.data_folder(os.environ)
        for announced in server.announced(data):
            try:
                return cls.connect(announced.host, announced.port, announced.token)
            except BridgeError as error:
                if error.code == "PROTOCOL_MISMATCH":
                    raise
        raise BridgeError(
            "NO_SERVER", f"No server of yours is announced in {data / 'bridge'}.", "Start one with: samovar serve"
        )

    @classmethod
    def start(cls, folder: str | os.PathLike[str], java: str = "") -> Client:
        """Starts a server that ends with this client. ``folder``: Samovar's. ``java``: a Java to use, if not the one
        that is found.

        Raises BridgeError when Java or Samovar are not there, or the server does not start.
        """
        found = server.find_java(java, folder)
        if isinstance(found, server.JavaMissing):
            raise BridgeError("NO_SERVER", found.message, found.hint)
        started = ServerProcess(server.launch(folder, found))
        try:
            client = cls.connect(started.address.host, started.address.port, started.token)
        except BaseException:
            started.close()
            raise
        client._server = started
        return client

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection, and the server that ``start`` started."""
        self._socket.close()
        self.link.lost("The client was closed.", "")
        if self._server:
            self._server.close()

    def call(
        self,
        op: str,
        meta: dict[str, Any] | None = None,
        body: bytes = b"",
        *,
        patch: Callable[[Patch], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        timeout: float | None = None,
    ) -> Response:
        """Makes a request and waits for its response.

        Raises BridgeError when it fails, or with ``TIMEOUT`` when ``timeout`` seconds have passed; the request is then
        cancelled.
        """
        return self._answer(
            lambda done, failed: self.link.call(
                op, meta, body, done=done, failed=failed, patch=patch, progress=progress
            ),
            timeout,
        )

    def open_volume(
        self,
        array: np.ndarray,
        ijk_to_ras: Sequence[float] | None = None,
        name: str = "",
        *,
        progress: Callable[[Progress], None] | None = None,
    ) -> str:
        """Names a volume to the server, sends it if need be, and returns what it is called; see Link.open_volume."""
        response = self._answer(
            lambda done, failed: self.link.open_volume(
                array, ijk_to_ras, name, done=done, failed=failed, progress=progress
            ),
            None,
        )
        volume = str(response.meta["volume"])
        k, j, i = array.shape[:3]
        self._shapes[volume] = (k, j, i)
        return volume

    def open_session(
        self, volumes: str | Sequence[str], model: str = "", window: tuple[float, float] | None = None
    ) -> Session:
        """To segment on a volume, or on those of a time sequence in order.

        ``model``: a name of ``call("models")``; else the default. ``window``: level and width of what becomes black to
        white.
        """
        names = [volumes] if isinstance(volumes, str) else list(volumes)
        meta: dict[str, Any] = {"volumes": names, "model": model or self.call("models").meta["default"]}
        if window:
            meta["window"] = {"level": window[0], "width": window[1]}
        opened = self.call("session.open", meta)
        shape = self._shapes[names[0]]
        return Session(self, opened.meta, shape if isinstance(volumes, str) else (len(names), *shape))

    def wait(self, *calls: Call, timeout: float | None = None) -> None:
        """Waits until calls of ``link`` have ended."""
        self._until(lambda: not any(call.open for call in calls), timeout)

    def _answer(
        self, begin: Callable[[Callable[[Response], None], Callable[[Failure], None]], Call], timeout: float | None
    ) -> Response:
        ends: list[Response | Failure] = []
        call = begin(ends.append, ends.append)
        try:
            self._until(lambda: bool(ends), timeout)
        except BaseException:
            call.cancel()
            raise
        end = ends[0]
        if isinstance(end, Failure):
            raise BridgeError(end.code, end.message, end.hint, end.retryable)
        return end

    def _until(self, done: Callable[[], bool], timeout: float | None) -> None:
        end = None if timeout is None else time.monotonic() + timeout
        while not done():
            if self._closed:
                raise BridgeError(self._closed.code, self._closed.message, self._closed.hint)
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise BridgeError(
                    "TIMEOUT",
                    f"Samovar did not answer within {timeout:g} seconds.",
                    "Try again, or start the server again.",
                    True,
                )
            self.exchange(left)

    def exchange(self, timeout: float | None = None) -> None:
        """Sends and receives what can be at once, after waiting for either, at most ``timeout`` seconds.

        Needed with calls of ``link`` alone; the other methods do it while they wait.
        """
        self._unsent = self._unsent or memoryview(self.link.output())
        readable, writable, _ = select.select([self._socket], [self._socket] if self._unsent else [], [], timeout)
        try:
            if writable:
                self._unsent = self._unsent[self._socket.send(self._unsent) :]
            if readable:
                data = self._socket.recv(1 << 20)
                self.link.received(data) if data else self.link.lost()
        except BlockingIOError:
            return
        except OSError as error:
            self.link.lost(f"The connection to Samovar broke: {error}.")

    def _on_closed(self, closed: Closed) -> None:
        self._closed = closed


class Session:
    """Segments of a volume, or of a time sequence.

    ``masks[key]`` is a bool array [k,j,i] (of a time sequence [t,k,j,i]) of the segment with that key, as the server
    last said. ``model`` describes what segments it, ``notes`` are remarks of the server for people.
    """

    def __init__(self, client: Client, opened: Mapping[str, Any], shape: tuple[int, ...]):
        self.name = str(opened["session"])
        self.model: dict[str, Any] = opened.get("model", {})
        self.notes: list[str] = opened.get("notes", [])
        self.masks: dict[str, np.ndarray] = {}
        self._client = client
        self._shape = shape
        self._revisions: dict[str, int] = {}

    def set_segment(
        self, key: str, on: Iterable[tuple[Plane, str]], *, timeout: float | None = None
    ) -> list[dict[str, Any]]:
        """All that was ever said about a segment, as pairs of a plane and text; returns an answer for each.

        A plane is that of the protocol, or short ``("k", 40)``; text is prompts in pixels of the plane: ``"box
        3,4,20,30; point 9,9,-"``. No pairs at all end the segment.
        """
        said = [{"plane": _plane(plane), "said": text} for plane, text in on]
        self._revisions[key] = self._revisions.get(key, 0) + 1
        meta = {"session": self.name, "segment": key, "revision": self._revisions[key], "on": said}
        response = self._client.call("segment.set", meta, patch=self._apply, timeout=timeout)
        if not said:
            self.masks.pop(key, None)
        return response.meta.get("answers", [])

    def propagate(
        self,
        axis: str = "k",
        segments: Sequence[str] | None = None,
        range: tuple[int, int] | None = None,
        frame: int = 0,
        index: int = 0,
        *,
        progress: Callable[[Progress], None] | None = None,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """Follows segments (all, if not said) through the slices along an axis at the time ``frame``, or with ``"t"``
        through time on slice ``index`` of k; ``range`` is its first and last slice.

        Returns the response's meta: how many slices, and which to ``check``. Interrupted, it keeps what was found
        before.
        """
        keys = list(self.masks if segments is None else segments)
        fixed = {"index": index} if axis == "t" else {"frame": frame}
        meta: dict[str, Any] = {"session": self.name, "axis": axis, "segments": keys, **fixed}
        if range:
            meta["range"] = list(range)
        return self._client.call("propagate", meta, patch=self._apply, progress=progress, timeout=timeout).meta

    def preview(self, plane: Plane, at: tuple[float, float], *, timeout: float | None = None) -> Patch:
        """What a click at this pixel of the plane would find, at first sight; ``masks`` stay as they are."""
        found: list[Patch] = []
        self._client.call(
            "preview",
            {"session": self.name, "plane": _plane(plane), "at": list(at)},
            patch=found.append,
            timeout=timeout,
        )
        return found[0]

    def close(self) -> None:
        """Ends the session; the masks stay."""
        self._client.call("session.close", {"session": self.name})

    def _apply(self, patch: Patch) -> None:
        if patch.segment not in self._revisions:
            return
        mask = self.masks.setdefault(patch.segment, np.zeros(self._shape, bool))
        patch.apply_to(mask if mask.ndim == 3 else mask[patch.frame])


def _plane(plane: Plane) -> dict[str, Any]:
    if isinstance(plane, Mapping):
        return dict(plane)
    axis, index = plane
    return {"axis": axis, "index": index}
