"""The client's side of the bridge's protocol without sockets: bytes in, events out, and bytes to send.

docs/reference/bridge-protocol.md says what is meant.
"""

from __future__ import annotations

import enum
import hashlib
import hmac
import math
import re
import secrets
from dataclasses import dataclass
from typing import Any, Union

import numpy as np

from .errors import ProtocolError
from .frames import Frame, FrameReader, Type, frame_bytes
from .voxels import Voxels, content_id, decode_runs, encode_runs

__all__ = [
    "Closed",
    "Event",
    "Failure",
    "Need",
    "Patch",
    "Progress",
    "Protocol",
    "ProtocolError",
    "Ready",
    "Response",
    "Voxels",
    "content_id",
    "decode_runs",
    "encode_runs",
    "proof",
]

VERSION = "1.0"
MOST_OPEN = 256


@dataclass(frozen=True)
class Ready:
    """The handshake is done; ``capabilities`` names the server's operations, ``limits`` has ``meta``, ``body`` and
    ``volume`` in bytes.
    """

    capabilities: tuple[str, ...]
    limits: dict[str, int]
    server: str = ""


@dataclass(frozen=True)
class Response:
    """A request ended well."""

    request: int
    meta: dict[str, Any]
    body: bytes = b""


@dataclass(frozen=True)
class Failure:
    """A request ended with an error; ``message`` and ``hint`` are for people, ``code`` is for programs."""

    request: int
    code: str
    message: str
    hint: str = ""
    retryable: bool = False


@dataclass(frozen=True)
class Progress:
    """How much of a request is done."""

    request: int
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True)
class Need:
    """The server wants this many bytes for a request, in DATA."""

    request: int
    bytes: int


@dataclass(frozen=True, eq=False)
class Patch:
    """What now belongs to a segment in a box of voxels, ``extent`` = (i0, i1, j0, j1, k0, k1), the second of each pair
    exclusive.

    ``within`` and ``mask`` are bool arrays [k,j,i] of the box; of the voxels within (all of the box for None) exactly
    those in the mask belong to it. A preview's patch is of no segment, "", and revision 0.
    """

    request: int
    segment: str
    revision: int
    frame: int
    extent: tuple[int, int, int, int, int, int]
    within: np.ndarray | None
    mask: np.ndarray
    plane: dict[str, Any] | None = None

    def apply_to(self, volume: np.ndarray) -> None:
        """Writes it into a bool array [k,j,i] of the whole volume."""
        i0, i1, j0, j1, k0, k1 = self.extent
        box = volume[k0:k1, j0:j1, i0:i1]
        if box.shape != self.mask.shape:
            raise ProtocolError(
                f"A patch with the extent {self.extent} does not fit into a volume of shape {volume.shape}."
            )
        np.copyto(box, self.mask, where=True if self.within is None else self.within)


@dataclass(frozen=True)
class Closed:
    """The connection ended, by the server or because it said what is not allowed; nothing comes after this."""

    code: str
    message: str
    hint: str = ""


Event = Union[Ready, Response, Failure, Progress, Need, Patch, Closed]


class _Stage(enum.Enum):
    GREETING = enum.auto()
    PROOF = enum.auto()
    READY = enum.auto()
    CLOSED = enum.auto()


class Protocol:
    """One connection. ``feed`` it what came; send what ``take_output`` gives; requests made before it is ready are sent
    when it is.

    Patches of more voxels than ``expect`` was told of are refused, so that a wrong number costs no memory.
    """

    def __init__(self, token: bytes, client: str, nonce: str | None = None):
        """``token``: the 32 bytes that both sides know. ``client``: the name of this program. ``nonce``: for tests;
        else it is random.
        """
        self._token = token
        self._client = client
        self._nonce = nonce or secrets.token_hex(32)
        self._server_nonce = ""
        self._server = ""
        self._stage = _Stage.GREETING
        self._reader = FrameReader()
        self._output = bytearray()
        self._waiting = bytearray()
        self._open: dict[int, str] = {}
        self._last = 0
        self._largest = 0

    @property
    def ready(self) -> bool:
        """Whether both have proved that they know the token."""
        return self._stage is _Stage.READY

    @property
    def closed(self) -> bool:
        return self._stage is _Stage.CLOSED

    @property
    def has_output(self) -> bool:
        return bool(self._output)

    def feed(self, data: bytes) -> list[Event]:
        """What these bytes say; never raises for what they are. After Closed there is nothing more."""
        events: list[Event] = []
        if self.closed:
            return events
        self._reader.add(data)
        try:
            while not self.closed and (frame := self._reader.next()) is not None:
                events += self._take(frame)
        except ProtocolError as error:
            events.append(self._close(error.code, error.message, error.hint))
        return events

    def end(self, code: str, message: str, hint: str = "") -> list[Event]:
        """Ends it from this side: the socket is gone, or what the server says makes no sense. Nothing when it has
        ended.
        """
        return [] if self.closed else [self._close(code, message, hint)]

    def take_output(self) -> bytes:
        """What is to be sent, once."""
        data = bytes(self._output)
        self._output.clear()
        return data

    def request(self, op: str, meta: dict[str, Any] | None = None, body: bytes = b"") -> int:
        """Begins a request and returns its id.

        Raises ProtocolError when it is too large, when too many are open, or when the connection is closed.
        """
        meta = {"op": op, **(meta or {})}
        return self._begin(Type.REQ, op, meta, body)

    def expect(self, voxels: int) -> None:
        """That patches may be about a volume of this many voxels."""
        self._largest = max(self._largest, voxels)

    def ping(self) -> int:
        """As a request whose response is empty."""
        return self._begin(Type.PING, "", None, b"")

    def data(self, request: int, offset: int, chunk: bytes) -> None:
        """A piece of what an open request sends; nothing when it has ended."""
        if request in self._open:
            self._send(frame_bytes(Type.DATA, request, {"offset": offset}, chunk))

    def cancel(self, request: int) -> None:
        """Asks for the end of a request, which still ends by a Response or a Failure; nothing when it has ended."""
        if request in self._open:
            self._send(frame_bytes(Type.CANCEL, request))

    def _begin(self, type: Type, op: str, meta: dict[str, Any] | None, body: bytes) -> int:
        if self.closed:
            raise ProtocolError("The connection to Samovar is closed.", "LOST", "Start the server again.")
        if len(self._open) >= MOST_OPEN:
            raise ProtocolError(
                f"{MOST_OPEN} requests are open; more cannot be.", "REFUSED", "Wait until some are done."
            )
        frame = frame_bytes(type, self._last + 1, meta, body)
        self._last += 1
        self._open[self._last] = op
        self._send(frame)
        return self._last

    def _send(self, frame: bytes) -> None:
        waits = self._stage in (_Stage.GREETING, _Stage.PROOF)
        (self._waiting if waits else self._output).extend(frame)

    def _close(self, code: str, message: str, hint: str = "") -> Closed:
        self._stage = _Stage.CLOSED
        self._open.clear()
        self._output.clear()
        self._waiting.clear()
        return Closed(code, message, hint)

    def _take(self, frame: Frame) -> list[Event]:
        if frame.type is Type.ERR and frame.request == 0:
            return [self._close(*_words(frame.meta))]
        if self._stage is _Stage.READY:
            return self._answered(frame)
        if frame.type is not Type.HELLO or frame.request or frame.body:
            raise ProtocolError("The server did not begin with a handshake.")
        return self._greeted(frame.meta) if self._stage is _Stage.GREETING else self._proved(frame.meta)

    def _greeted(self, meta: dict[str, Any]) -> list[Event]:
        nonce = _get(meta, "nonce", str)
        if not re.fullmatch("[0-9a-f]{64}", nonce):
            raise ProtocolError("The server's nonce is not 64 hexadecimal digits.")
        self._server_nonce = nonce
        self._server = _get(meta, "server", str, "")
        mine = proof("client", self._token, nonce, self._nonce)
        hello = {"protocol": VERSION, "client": self._client, "nonce": self._nonce, "proof": mine}
        self._output += frame_bytes(Type.HELLO, 0, hello)
        self._stage = _Stage.PROOF
        return []

    def _proved(self, meta: dict[str, Any]) -> list[Event]:
        expected = proof("server", self._token, self._server_nonce, self._nonce)
        if not hmac.compare_digest(expected.encode(), _get(meta, "proof", str).encode("utf-8", "replace")):
            raise ProtocolError(
                "The server does not know the token: it is not the one that was started.",
                "UNAUTHORIZED",
                "Start the server again.",
            )
        limits = {name: n for name, n in _get(meta, "limits", dict, {}).items() if _is(n, int) and n > 0}
        names = tuple(name for name in _get(meta, "capabilities", list, []) if isinstance(name, str))
        self._stage = _Stage.READY
        self._output += self._waiting
        self._waiting.clear()
        return [Ready(names, limits, self._server)]

    def _answered(self, frame: Frame) -> list[Event]:
        request = frame.request
        if frame.type not in (Type.RES, Type.ERR, Type.EVT) or not 0 < request <= self._last:
            raise ProtocolError(f"The server sent {frame.type.name} for request {request}, which it may not.")
        if request not in self._open:
            return []
        if frame.type is Type.EVT:
            return self._happened(request, frame)
        op = self._open.pop(request)
        if frame.type is Type.ERR:
            return [Failure(request, *_words(frame.meta), _get(frame.meta, "retryable", bool, False))]
        answer = Response(request, frame.meta, frame.body)
        return [self._patch(frame), answer] if op == "preview" else [answer]

    def _happened(self, request: int, frame: Frame) -> list[Event]:
        meta = frame.meta
        event = _get(meta, "event", str)
        if event == "progress":
            return [Progress(request, _get(meta, "done", int), _get(meta, "total", int), _get(meta, "what", str, ""))]
        if event == "need":
            return [Need(request, _get(meta, "bytes", int))]
        return [self._patch(frame)] if event == "patch" else []

    def _patch(self, frame: Frame) -> Patch:
        meta = frame.meta
        extent = _get(meta, "extent", list)
        if len(extent) != 6 or not all(_is(n, int) for n in extent):
            raise ProtocolError("The extent of a patch is not six numbers.")
        i0, i1, j0, j1, k0, k1 = extent
        shape = (k1 - k0, j1 - j0, i1 - i0)
        if min(i0, j0, k0) < 0 or min(shape) < 1 or math.prod(shape) > self._largest:
            raise ProtocolError(f"A patch with the extent {extent} fits into no volume.")
        within, mask = _get(meta, "within", int), _get(meta, "mask", int)
        if within < 0 or mask < 0 or within + mask != len(frame.body):
            raise ProtocolError("The parts of a patch are not as long as it says.")
        return Patch(
            frame.request,
            _get(meta, "segment", str, ""),
            _get(meta, "revision", int, 0),
            _get(meta, "frame", int, 0),
            (i0, i1, j0, j1, k0, k1),
            decode_runs(frame.body[:within], shape) if within else None,
            decode_runs(frame.body[within:], shape),
            _get(meta, "plane", dict, None),
        )


def proof(side: str, token: bytes, server_nonce: str, client_nonce: str) -> str:
    """That a side, ``client`` or ``server``, knows the token: 64 hexadecimal digits."""
    text = f"samovar-{side}:{server_nonce}:{client_nonce}".encode("ascii")
    return hmac.new(token, text, hashlib.sha256).hexdigest()


def _words(meta: dict[str, Any]) -> tuple[str, str, str]:
    message = _get(meta, "message", str, "")
    return _get(meta, "code", str, "INTERNAL"), message or "The server did not say why.", _get(meta, "hint", str, "")


_NONE_GIVEN: Any = object()


def _get(meta: dict[str, Any], name: str, kind: type, otherwise: Any = _NONE_GIVEN) -> Any:
    value = meta.get(name)
    if value is None and otherwise is not _NONE_GIVEN:
        return otherwise
    if not _is(value, kind):
        raise ProtocolError(f"The field '{name}' is missing, or of the wrong kind.")
    return value


def _is(value: Any, kind: type) -> bool:
    """Whether JSON has a value of this kind there; true and false are no numbers."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
