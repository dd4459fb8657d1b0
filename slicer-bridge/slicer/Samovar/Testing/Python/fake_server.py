"""The server's side of the protocol with a segmentation that anyone can foretell, for tests of the client.

A segment on a plane along k is what the last box of its text encloses, or the pixel of its last point. Told otherwise
by ``Habits``, it misbehaves.
"""

from __future__ import annotations

import hashlib
import re
import socket
import threading
from dataclasses import dataclass, field

import numpy as np
from SamovarLib import frames, voxels
from SamovarLib.errors import ProtocolError
from SamovarLib.frames import Frame, FrameReader, Type, frame_bytes
from SamovarLib.protocol import proof

NONCE = "5a" * 32
CAPABILITIES = ["models", "volume.open", "session.open", "segment.set", "propagate", "preview", "status"]
LIMITS = {"meta": frames.LARGEST_META, "body": frames.LARGEST_BODY, "volume": 1 << 32}


@dataclass
class Habits:
    """How the server differs from a good one."""

    token: bytes = bytes(range(32))
    hold: set[str] = field(default_factory=set)  # operations that are answered when they are cancelled
    need_more: int = 0  # how many bytes too many it wants of a volume
    leave_at: str = ""  # the operation at which it goes without a word
    wrong_proof: bool = False


class FakeServer:
    """One connection: bytes in, bytes out, as Protocol, the other way round."""

    def __init__(self, habits: Habits):
        self.habits = habits
        self.reader = FrameReader()
        self.output = bytearray(frame_bytes(Type.HELLO, 0, {"protocol": "1.0", "server": "Fake 1", "nonce": NONCE}))
        self.proved = False
        self.gone = False
        self.volumes: dict[str, tuple[int, ...]] = {}
        self.contents: dict[str, bytes] = {}
        self.uploads: dict[int, tuple[dict, bytearray]] = {}
        self.held: dict[int, Frame] = {}
        self.seen: list[str] = []
        self.pieces: list[int] = []

    def feed(self, data: bytes) -> bytes:
        self.reader.add(data)
        try:
            while not self.gone and (frame := self.reader.next()) is not None:
                self.take(frame)
        except ProtocolError as error:
            self.end(error.code, error.message)
        out = bytes(self.output)
        self.output.clear()
        return out

    def send(self, type, request, meta=None, body=b""):
        self.output += frame_bytes(type, request, meta, body)

    def end(self, code, message):
        self.send(Type.ERR, 0, {"code": code, "message": message, "hint": "", "retryable": False})
        self.gone = True

    def fail(self, request, code, message):
        self.send(Type.ERR, request, {"code": code, "message": message, "hint": "A hint.", "retryable": False})

    def take(self, frame: Frame):
        if not self.proved:
            self.greet(frame)
        elif frame.type is Type.PING:
            self.send(Type.RES, frame.request)
        elif frame.type is Type.CANCEL:
            self.seen.append("cancel")
            if self.held.pop(frame.request, None) or self.uploads.pop(frame.request, None):
                self.fail(frame.request, "CANCELLED", "Stopped.")
        elif frame.type is Type.DATA:
            self.data(frame)
        else:
            self.request(frame)

    def greet(self, frame: Frame):
        expected = proof("client", self.habits.token, NONCE, frame.meta["nonce"])
        if frame.meta["proof"] != expected:
            self.end("UNAUTHORIZED", "The proof is wrong.")
            return
        mine = "0" * 64 if self.habits.wrong_proof else proof("server", self.habits.token, NONCE, frame.meta["nonce"])
        self.send(Type.HELLO, 0, {"proof": mine, "capabilities": CAPABILITIES, "limits": LIMITS})
        self.proved = True

    def request(self, frame: Frame):
        op = frame.meta["op"]
        self.seen.append(op)
        if op == self.habits.leave_at:
            self.gone = True
        elif op in self.habits.hold:
            self.held[frame.request] = frame
        else:
            handler = getattr(self, "do_" + op.replace(".", "_"), None)
            if handler is None:
                self.fail(frame.request, "UNSUPPORTED_OP", f"There is no {op}.")
            else:
                handler(frame.request, frame.meta)

    def do_models(self, request, meta):
        model = {"name": "fake", "title": "Fake", "licence": "none", "uses": ["prompts"]}
        self.send(Type.RES, request, {"default": "fake", "models": [model]})

    def do_status(self, request, meta):
        self.send(Type.RES, request, {"lines": ["fake"], "clients": 1, "volumes": 0, "volumeBytes": 0, "waiting": 0})

    def do_volume_open(self, request, meta):
        size = int(np.prod(meta["shape"])) * meta["components"] * np.dtype(meta["dtype"]).itemsize
        if meta["contentId"] in self.contents:
            self.opened(request, meta)
        else:
            self.uploads[request] = (meta, bytearray())
            self.send(Type.EVT, request, {"event": "need", "bytes": size + self.habits.need_more})

    def data(self, frame: Frame):
        if frame.request not in self.uploads:
            return
        meta, data = self.uploads[frame.request]
        assert frame.meta["offset"] == len(data)
        self.pieces.append(len(frame.body))
        data += frame.body
        if len(data) == int(np.prod(meta["shape"])) * meta["components"] * np.dtype(meta["dtype"]).itemsize:
            del self.uploads[frame.request]
            k, j, i = meta["shape"]
            head = f"{meta['dtype']} {k} {j} {i} {meta['components']}\n".encode()
            if hashlib.sha256(head + data).hexdigest() != meta["contentId"]:
                self.fail(frame.request, "CONTENT_MISMATCH", "The voxels are others.")
            else:
                self.contents[meta["contentId"]] = bytes(data)
                self.opened(frame.request, meta)

    def opened(self, request, meta):
        name = f"v{len(self.volumes) + 1}"
        self.volumes[name] = tuple(meta["shape"])
        self.send(Type.RES, request, {"volume": name})

    def do_session_open(self, request, meta):
        if any(volume not in self.volumes for volume in meta["volumes"]):
            self.fail(request, "NOT_FOUND", "There is no such volume.")
            return
        self.shape = self.volumes[meta["volumes"][0]]
        model = {"name": meta["model"], "title": "Fake", "sha256": "00", "device": "none"}
        self.send(Type.RES, request, {"session": "s1", "model": model, "notes": ["It is a fake."]})

    def do_session_close(self, request, meta):
        self.send(Type.RES, request)

    def patch(self, type, request, meta, plane, mask, whole=None):
        k = plane["index"]
        j, i = mask.shape
        within = b"" if whole is None else voxels.encode_runs(whole)
        body = voxels.encode_runs(mask)
        about = {
            "frame": plane.get("frame", 0),
            "extent": [0, i, 0, j, k, k + 1],
            "within": len(within),
            "mask": len(body),
            "plane": plane,
        }
        self.send(type, request, {**meta, **about}, within + body)

    def drawn(self, said):
        _, j, i = self.shape
        mask = np.zeros((j, i), bool)
        for kind, numbers in re.findall(r"(box|point) ([\d.,]+)", said):
            x0, y0, *corner = (int(float(n)) for n in numbers.strip(",").split(","))
            x1, y1 = corner if kind == "box" else (x0 + 1, y0 + 1)
            if not (0 <= x0 < x1 <= i and 0 <= y0 < y1 <= j):
                return None
            mask[:] = False
            mask[y0:y1, x0:x1] = True
        return mask

    def do_segment_set(self, request, meta):
        about = {"event": "patch", "segment": meta["segment"], "revision": meta["revision"]}
        masks = [self.drawn(on["said"]) for on in meta["on"]]
        if any(mask is None for mask in masks):
            self.fail(request, "REFUSED", "A point is outside.")
            return
        for on, mask in zip(meta["on"], masks):
            self.patch(Type.EVT, request, about, on["plane"], mask)
        self.last = (about, masks)
        answers = [{"choice": 0, "candidates": [{"score": 0.5, "pixels": int(mask.sum())}]} for mask in masks]
        self.send(Type.RES, request, {"revision": meta["revision"], "answers": answers})

    def do_preview(self, request, meta):
        mask = self.drawn(f"point {meta['at'][0]},{meta['at'][1]}")
        self.patch(Type.RES, request, {}, meta["plane"], mask, np.ones_like(mask))

    def do_propagate(self, request, meta):
        about, masks = self.last
        depth = self.shape[0]
        for k in range(depth):
            self.patch(Type.EVT, request, about, {"axis": "k", "index": k, "frame": meta["frame"]}, masks[0])
            self.send(Type.EVT, request, {"event": "progress", "done": k + 1, "total": depth, "what": f"slice {k}"})
        check = [{"segment": about["segment"], "index": depth - 1, "score": 0.25}]
        self.send(Type.RES, request, {"slices": depth, "check": check})


class Running:
    """A fake server on a loopback port, for one connection after the other."""

    def __init__(self, habits: Habits | None = None):
        self.habits = habits or Habits()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.servers: list[FakeServer] = []
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            server = FakeServer(self.habits)
            self.servers.append(server)
            with connection:
                try:
                    self.serve(connection, server)
                except OSError:
                    continue

    def serve(self, connection, server):
        connection.sendall(server.feed(b""))
        while not server.gone and (data := connection.recv(1 << 16)):
            connection.sendall(server.feed(data))

    def close(self):
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join(5)
