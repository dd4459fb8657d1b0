"""The voxels of volume nodes as the server knows them: by their content, found once as long as they do not change."""

from __future__ import annotations

from typing import Any

import numpy as np
import slicer
import slicer.util

from .errors import UserError
from .voxels import DTYPES, content_id


def voxels_of(volume: Any) -> np.ndarray:
    """The voxels [k,j,i] of a volume node, or [k,j,i,3] of colours; not copied where the server can take them as they
    are.

    Raises UserError where it has none, or several values in a voxel that are no colours.
    """
    image = volume.GetImageData() if volume is not None else None
    if image is None or 0 in image.GetDimensions():
        raise UserError("There is no volume with voxels to segment.", "Load one and choose it under 'Volume'.")
    array = slicer.util.arrayFromVolume(volume)
    if array.ndim == 4 and array.shape[3] == 4:
        array = array[..., :3]
    if array.ndim == 4 and array.shape[3] != 3:
        raise UserError(
            f"'{volume.GetName()}' has {array.shape[3]} values in each voxel.",
            "Extract one of them as a volume of its own, or use colours (red, green, blue).",
        )
    return array if array.dtype.name in DTYPES else array.astype(np.float64)


def window_of(volume: Any) -> dict[str, float] | None:
    """The level and the width of the display of a volume node; None where it has none, as volumes in colour."""
    display = volume.GetDisplayNode()
    colours = volume.GetImageData() is not None and volume.GetImageData().GetNumberOfScalarComponents() > 1
    if colours or not hasattr(display, "GetWindow") or display.GetWindow() <= 0:
        return None
    return {"level": display.GetLevel(), "width": display.GetWindow()}


class Contents:
    """What the voxels of volume nodes are called, each found once until its image is modified."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Any, int, str]] = {}

    def of(self, volume: Any) -> str:
        """64 hexadecimal digits, equal for equal voxels.

        Raises UserError as `voxels_of`.
        """
        array, image = voxels_of(volume), volume.GetImageData()
        key = volume.GetID() or volume.GetAddressAsString("")
        known = self._known.get(key)
        if known is None or known[0] is not image or known[1] != image.GetMTime():
            known = self._known[key] = (image, image.GetMTime(), content_id(array))
        return known[2]

    def forget(self) -> None:
        """The scene is closed."""
        self._known.clear()
