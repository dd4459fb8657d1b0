"""A connection as front ends use it: requests with callbacks, and volumes sent piece by piece; the socket is theirs."""

from __future__ import annotations

import collections
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Callable

import numpy as np

from .protocol import Closed, Event, Failure, Need, Patch, Progress, Protocol, Ready, Response
from .voxels import Voxels

PIECE = 4 << 20
IDENTITY = (1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class _Callbacks:
    done: Callable[[Response], None] | None
    failed: Callable[[Failure], None] | None
    patch: Callable[[Patch], None] | None
    progress: Callable[[Progress], None] | None


class Call:
    """A request that was made; ``open`` until it is done or has failed."""

    def __init__(self, link: Link, request: int, callbacks: _Callbacks):
        self.request = request
        self.open = True
        self._link = link
        self._callbacks = callbacks

    def cancel(self) -> None:
        """Asks for its end. It still ends by ``done`` or ``failed``; nothing when it has."""
        self._link._cancel(self)


class _Upload:
    """Voxels on their way: sent from ``offset`` on when the server ``wanted`` them."""

    def __init__(self, call: Call, voxels: Voxels, name: str):
        self.call = call
        self.voxels = voxels
        self.name = name
        self.offset = 0
        self.wanted = False


class Link:
    """Give it what came by ``received`` and send what ``output`` gives, as long as ``has_output``; nothing in it waits.

    Callbacks are called within ``received``, ``lost`` and, about the progress of sending, ``output``, in the order in
    which things happened, and may make further calls. One that raises an error stops ``received``; what came behind it
    is told by the next ``received``, which may be of no bytes.
    """

    def __init__(
        self,
        token: bytes,
        client: str,
        on_closed: Callable[[Closed], None] | None = None,
        on_ready: Callable[[Ready], None] | None = None,
    ):
        """``token``: 32 bytes. ``client``: the name of the program. Calls may be made at once, and are sent after the
        handshake.
        """
        self._protocol = Protocol(token, client)
        self._on_closed = on_closed
        self._on_ready = on_ready
        self._calls: dict[int, Call] = {}
        self._uploads: dict[int, _Upload] = {}
        self._events: collections.deque[Event] = collections.deque()
        self.capabilities: tuple[str, ...] = ()
        self.limits: dict[str, int] = {}
        self.server = ""

    @property
    def ready(self) -> bool:
        return self._protocol.ready

    @property
    def closed(self) -> bool:
        return self._protocol.closed

    @property
    def has_output(self) -> bool:
        """Whether ``output`` would give something."""
        return self._protocol.has_output or any(self._to_send())

    def received(self, data: bytes) -> None:
        """What came from the server."""
        self._tell(self._protocol.feed(data))

    def lost(self, message: str = "The connection to Samovar ended.", hint: str = "Start the server again.") -> None:
        """The connection is gone. Open calls fail with ``LOST``; nothing when it was closed before."""
        self._tell(self._protocol.end("LOST", message, hint))

    def output(self) -> bytes:
        """What is to be sent next, at most a piece of a volume; empty when nothing is. Call it again when this has been
        sent.
        """
        if not self._protocol.has_output:
            self._next_piece()
        return self._protocol.take_output()

    def call(
        self,
        op: str,
        meta: dict[str, Any] | None = None,
        body: bytes = b"",
        *,
        done: Callable[[Response], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
        patch: Callable[[Patch], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Call:
        """Makes a request; of ``done`` and ``failed`` exactly one is called, later, once.

        Raises ProtocolError when it cannot be made: it is too large, or the connection is closed.
        """
        request = self._protocol.request(op, meta, body)
        return self._opened(request, _Callbacks(done, failed, patch, progress))

    def ping(
        self, done: Callable[[Response], None] | None = None, failed: Callable[[Failure], None] | None = None
    ) -> Call:
        """Asks whether the server is there."""
        return self._opened(self._protocol.ping(), _Callbacks(done, failed, None, None))

    def open_volume(
        self,
        array: np.ndarray,
        ijk_to_ras: Sequence[float] | None = None,
        name: str = "",
        *,
        done: Callable[[Response], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        content: str = "",
    ) -> Call:
        """Names a volume to the server, and sends it where the server has it not; the ``volume`` of the response's meta
        is its name in further requests.

        ``array`` is [k,j,i], or [k,j,i,3] of red, green and blue, and must not change until the end. ``ijk_to_ras``: 16
        numbers, or 4 x 4, from indices to millimetres; left out, voxels are 1 mm cubes. ``progress`` counts bytes.
        ``content``: the array's ``content_id`` where it is known already.

        Raises ProtocolError when it is no such array.
        """
        voxels = Voxels.of(array)
        matrix = [float(n) for n in np.asarray(IDENTITY if ijk_to_ras is None else ijk_to_ras, float).reshape(16)]
        meta = {
            "contentId": content or voxels.content_id(),
            "shape": list(voxels.shape),
            "components": voxels.components,
            "dtype": voxels.dtype,
            "ijkToRas": matrix,
            "name": name,
        }
        self._protocol.expect(math.prod(voxels.shape))
        call = self.call("volume.open", meta, done=done, failed=failed, progress=progress)
        self._uploads[call.request] = _Upload(call, voxels, name)
        return call

    def _opened(self, request: int, callbacks: _Callbacks) -> Call:
        call = Call(self, request, callbacks)
        self._calls[request] = call
        return call

    def _cancel(self, call: Call) -> None:
        if call.open:
            self._uploads.pop(call.request, None)
            self._protocol.cancel(call.request)

    def _to_send(self) -> list[_Upload]:
        return [
            upload for upload in self._uploads.values() if upload.wanted and upload.offset < len(upload.voxels.data)
        ]

    def _next_piece(self) -> None:
        for upload in self._to_send()[:1]:
            total = len(upload.voxels.data)
            end = min(total, upload.offset + min(PIECE, self.limits.get("body", PIECE)))
            self._protocol.data(upload.call.request, upload.offset, upload.voxels.data[upload.offset : end])
            upload.offset = end
            self._tell([Progress(upload.call.request, end, total, f"Sending {upload.name}".strip())])

    def _tell(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, Closed):
                self._events.extend(Failure(request, event.code, event.message, event.hint) for request in self._calls)
            self._events.append(event)
        while self._events:
            self._told(self._events.popleft())

    def _told(self, event: Event) -> None:
        if isinstance(event, Ready):
            self.capabilities, self.limits, self.server = event.capabilities, event.limits, event.server
            if self._on_ready:
                self._on_ready(event)
        elif isinstance(event, Closed):
            if self._on_closed:
                self._on_closed(event)
        elif event.request in self._calls:
            self._told_call(self._calls[event.request], event)

    def _told_call(self, call: Call, event: Response | Failure | Progress | Need | Patch) -> None:
        callbacks = call._callbacks
        if isinstance(event, Patch):
            callback: Callable[[Any], None] | None = callbacks.patch
        elif isinstance(event, Progress):
            callback = callbacks.progress
        elif isinstance(event, Need):
            self._wanted(event)
            return
        else:
            self._forget(call)
            callback = callbacks.done if isinstance(event, Response) else callbacks.failed
        if callback:
            callback(event)

    def _wanted(self, need: Need) -> None:
        upload = self._uploads.get(need.request)
        if upload is None:
            return
        if need.bytes != len(upload.voxels.data):
            words = f"The server wants {need.bytes} bytes of a volume that has {len(upload.voxels.data)}."
            self._tell(self._protocol.end("BAD_FRAME", words))
        upload.wanted = True

    def _forget(self, call: Call) -> None:
        call.open = False
        self._calls.pop(call.request, None)
        self._uploads.pop(call.request, None)
