"""Images and volumes as files, for comparing with the command line; no more of the formats than that needs."""

from __future__ import annotations

import gzip
import json
import pathlib
import struct
import subprocess
import zlib

import numpy as np
from SamovarLib import server

ROOT = pathlib.Path(__file__).resolve().parents[5]
_NIFTI = {np.dtype("u1"): 2, np.dtype("<i2"): 4, np.dtype("<i4"): 8, np.dtype("<f4"): 16, np.dtype("<u2"): 512}
_DTYPES = {code: dtype for dtype, code in _NIFTI.items()}


def shared(path: str) -> pathlib.Path | None:
    """A file of the shared data, where a checkout has them beside or above it."""
    places = (folder / "shared" for folder in ROOT.parents)
    found = [place / path for place in places if (place / "DESIGN.md").is_file() and (place / path).is_file()]
    return found[0] if found else None


def write_png(path: pathlib.Path, image: np.ndarray) -> None:
    """Grey values [j,i] of 8 or 16 bits, or [j,i,3] of red, green and blue."""
    height, width = image.shape[:2]
    kind = 2 if image.ndim == 3 else 0
    lines = image.astype(image.dtype.newbyteorder(">")).reshape(height, -1)
    rows = b"".join(b"\0" + line.tobytes() for line in lines)
    header = struct.pack(">IIBBBBB", width, height, image.dtype.itemsize * 8, kind, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def write_nifti(path: pathlib.Path, volume: np.ndarray, spacing=(1.0, 1.0, 1.0)) -> None:
    """Voxels [k,j,i] or, in time, [t,k,j,i]; spacing in mm along i, j, k."""
    header = bytearray(348)
    extents = volume.shape[::-1]
    struct.pack_into("<i", header, 0, 348)
    struct.pack_into("<8h", header, 40, len(extents), *extents, *[1] * (7 - len(extents)))
    struct.pack_into("<2h", header, 70, _NIFTI[volume.dtype.newbyteorder("<")], volume.dtype.itemsize * 8)
    struct.pack_into("<8f", header, 76, 1, *spacing, 1, 1, 1, 1)
    struct.pack_into("<3f", header, 108, 352, 1, 0)
    header[123] = 10  # mm and seconds
    struct.pack_into("<2h", header, 252, 0, 1)
    struct.pack_into("<12f", header, 280, spacing[0], 0, 0, 0, 0, spacing[1], 0, 0, 0, 0, spacing[2], 0)
    header[344:348] = b"n+1\0"
    path.write_bytes(bytes(header) + bytes(4) + np.ascontiguousarray(volume).tobytes())


def read_nifti(path: pathlib.Path) -> np.ndarray:
    """Voxels [k,j,i] or, in time, [t,k,j,i], as they are stored."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    count, *extents = struct.unpack_from("<8h", data, 40)
    dtype = _DTYPES[struct.unpack_from("<h", data, 70)[0]]
    start = int(struct.unpack_from("<f", data, 108)[0])
    shape = tuple(extents[:count])[::-1]
    return np.frombuffer(data, dtype, int(np.prod(shape)), start).reshape(shape)


def launched() -> server.Launch:
    """How the server of this checkout is started."""
    java = server.find_java()
    assert isinstance(java, server.JavaFound), java
    return server.launch(ROOT, java)


def samovar(*words: object) -> None:
    """Runs the command line and waits for it.

    As ./samovar does, but with the very jars of the server, which ./samovar might build anew while it runs.
    """
    launch = launched()
    main = launch.command[: launch.command.index(server.MAIN) + 1]
    command = [*main, *map(str, words)]
    done = subprocess.run(command, env=launch.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def segmented(folder: pathlib.Path, image: np.ndarray, *prompts: str) -> np.ndarray:
    """What ``samovar segment`` finds in an image, as a bool array [j,i]."""
    write_png(folder / "image.png", image)
    samovar("segment", folder / "image.png", *prompts, "-o", folder / "found.json")
    found = json.loads((folder / "found.json").read_text(encoding="utf-8"))["objects"]
    height, width = image.shape[:2]
    mask = np.zeros(width * height, bool)
    for each in found:
        ends = np.cumsum(each["counts"])
        for start, end in zip(ends[0::2], ends[1::2]):
            mask[start:end] = True
    return mask.reshape(width, height).T


def propagated(folder: pathlib.Path, volume: np.ndarray, *prompts: object, spacing=(1.0, 1.0, 1.0)) -> np.ndarray:
    """What ``samovar propagate`` finds in a volume, as labels of its shape."""
    write_nifti(folder / "volume.nii", volume, spacing)
    samovar("propagate", folder / "volume.nii", *prompts, "-o", folder / "found.nii")
    return read_nifti(folder / "found.nii").reshape(volume.shape)
