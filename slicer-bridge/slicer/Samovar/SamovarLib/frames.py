"""Frames of the bridge's protocol and their bytes; docs/reference/bridge-protocol.md is the grammar."""

from __future__ import annotations

import enum
import json
import struct
from dataclasses import dataclass, field
from typing import Any

from .errors import ProtocolError

MAGIC = b"SJB1"
MAJOR = 1
LARGEST_META = 1 << 20
LARGEST_BODY = 8 << 20
DEEPEST_META = 16
HEADER = struct.Struct("<4sBBHIIQ")


class Type(enum.IntEnum):
    """What a frame is, as its sixth byte says."""

    HELLO = 1
    REQ = 2
    RES = 3
    EVT = 4
    CANCEL = 5
    PING = 6
    ERR = 7
    DATA = 8


TYPES = frozenset(Type)


@dataclass(frozen=True)
class Frame:
    """A frame; ``request`` is 0 where it belongs to none."""

    type: Type
    request: int
    meta: dict[str, Any] = field(default_factory=dict)
    body: bytes = b""


def frame_bytes(type: Type, request: int = 0, meta: dict[str, Any] | None = None, body: bytes = b"") -> bytes:
    """The bytes of a frame; no meta, or an empty one, is no bytes.

    Raises ProtocolError when a part is above its limit.
    """
    return framed(type, request, meta_bytes(meta) if meta else b"", body)


def framed(type: Type, request: int, meta: bytes, body: bytes) -> bytes:
    """As frame_bytes, of a meta part that is bytes already."""
    if len(meta) > LARGEST_META:
        raise ProtocolError(
            f"What was said takes {len(meta)} bytes; at most {LARGEST_META} can be sent at once.",
            "TOO_LARGE",
            "Use fewer or simpler scribbles and masks on this object.",
        )
    if len(body) > LARGEST_BODY:
        raise ProtocolError(f"A body of {len(body)} bytes; at most {LARGEST_BODY} can be sent at once.", "TOO_LARGE")
    return HEADER.pack(MAGIC, MAJOR, type, 0, request, len(meta), len(body)) + meta + body


def meta_bytes(meta: dict[str, Any]) -> bytes:
    """JSON without spaces; numbers of numpy are written like others."""
    text = json.dumps(
        meta, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=lambda value: value.tolist()
    )
    return text.encode("utf-8", "replace")


class FrameReader:
    """Makes frames of bytes, however they are cut. Holds no more than was given to it, whatever a length says."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, data: bytes) -> None:
        self._bytes += data

    def next(self) -> Frame | None:
        """The next whole frame, or None until more has come.

        Raises ProtocolError as soon as what came can be no frame; nothing is to be read after that.
        """
        start = bytes(self._bytes[: len(MAGIC)])
        if not MAGIC.startswith(start):
            raise ProtocolError("What answers there does not speak Samovar's protocol.")
        if len(self._bytes) < HEADER.size:
            return None
        _, major, kind, flags, request, meta_size, body_size = HEADER.unpack_from(self._bytes)
        if major != MAJOR:
            raise ProtocolError(
                f"The server speaks version {major} of the protocol, this side version {MAJOR}.",
                "PROTOCOL_MISMATCH",
                "Take the Samovar folder and the extension from the same release.",
            )
        if flags or kind not in TYPES or meta_size > LARGEST_META or body_size > LARGEST_BODY:
            raise ProtocolError(
                f"A frame of type {kind} with flags {flags}, {meta_size} and {body_size} bytes is not allowed."
            )
        end = HEADER.size + meta_size + body_size
        if len(self._bytes) < end:
            return None
        with memoryview(self._bytes) as view:
            meta = bytes(view[HEADER.size : HEADER.size + meta_size])
            body = bytes(view[HEADER.size + meta_size : end])
        del self._bytes[:end]
        return Frame(Type(kind), request, parse_meta(meta), body)


def parse_meta(data: bytes) -> dict[str, Any]:
    """The JSON object of a meta part; no bytes are an empty one.

    Raises ProtocolError when it is none, or is nested too deep.
    """
    if not data:
        return {}
    try:
        meta = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ProtocolError("The meta part of a frame is no JSON.") from None
    if not isinstance(meta, dict):
        raise ProtocolError("The meta part of a frame is no JSON object.")
    level: list[Any] = [meta]
    for _ in range(DEEPEST_META):
        level = [child for value in level for child in _children(value)]
    if level:
        raise ProtocolError(f"The meta part of a frame is nested more than {DEEPEST_META} deep.")
    return meta


def _children(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value
    return [child for child in inner if isinstance(child, (dict, list))]


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
