"""Arrays of voxels as the bridge's protocol has them: their names, and masks as runs."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .errors import ProtocolError

DTYPES = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64")


@dataclass(frozen=True)
class Voxels:
    """An array as it is sent: ``shape`` is (k, j, i), ``components`` 1 or 3, ``data`` its bytes with i (or the
    component) fastest, little-endian.

    ``data`` is a view of the array where its layout allows: the array must not change while it is used.
    """

    dtype: str
    shape: tuple[int, int, int]
    components: int
    data: memoryview

    @staticmethod
    def of(array: np.ndarray) -> Voxels:
        """Those of an array [k,j,i], or [k,j,i,3] of red, green and blue.

        Raises ProtocolError when its shape or its kind of numbers is another.
        """
        array = np.asarray(array)
        if array.dtype.name not in DTYPES:
            raise ProtocolError(
                f"Voxels of the kind {array.dtype.name} cannot be sent.",
                "REFUSED",
                f"Convert them to one of {', '.join(DTYPES)}.",
            )
        if array.size == 0 or not (array.ndim == 3 or (array.ndim == 4 and array.shape[3] == 3)):
            raise ProtocolError(
                f"An array of shape {array.shape} is no volume.",
                "REFUSED",
                "It must be [k,j,i], or [k,j,i,3] for colours.",
            )
        plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        k, j, i = (int(n) for n in array.shape[:3])
        return Voxels(
            array.dtype.name, (k, j, i), 1 if array.ndim == 3 else 3, memoryview(plain.reshape(-1).view(np.uint8))
        )

    def content_id(self) -> str:
        """The name of these voxels: 64 hexadecimal digits, equal for equal voxels."""
        k, j, i = self.shape
        digest = hashlib.sha256(f"{self.dtype} {k} {j} {i} {self.components}\n".encode("ascii"))
        digest.update(self.data)
        return digest.hexdigest()


def content_id(array: np.ndarray) -> str:
    """The name of the voxels of an array [k,j,i] or [k,j,i,3], as in Voxels."""
    return Voxels.of(array).content_id()


def encode_runs(mask: np.ndarray) -> bytes:
    """A mask as runs: how many of its elements, the last axis fastest, are false, then true, then false ..., each as
    four bytes.
    """
    flat = np.asarray(mask, dtype=bool).reshape(-1)
    if not flat.size:
        return b""
    turns = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    ends = [0] if flat[0] else []
    return np.diff([0, *ends, *turns, flat.size]).astype("<u4").tobytes()


def decode_runs(data: bytes, shape: Sequence[int]) -> np.ndarray:
    """The mask, bool of this shape, of which data are the runs.

    Raises ProtocolError when they do not fill it exactly; before that nothing of the size of the shape is allocated.
    """
    if len(data) % 4:
        raise ProtocolError("Runs of a mask end within a number.")
    counts = np.frombuffer(data, "<u4")
    if int(counts.sum(dtype=np.uint64)) != math.prod(shape):
        raise ProtocolError("Runs of a mask do not fill their box.")
    inside = np.zeros(len(counts), bool)
    inside[1::2] = True
    return np.repeat(inside, counts.astype(np.int64)).reshape(tuple(shape))
