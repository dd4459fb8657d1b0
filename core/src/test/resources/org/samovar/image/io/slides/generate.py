"""Writes the small slides of SlidesTest with tifffile, libvips and zarr: 300 x 200 pixels in levels of 300, 150 and 75 columns.

They are smooth with a fine pattern, so that the files are small and no two tiles are alike. The sums that the test expects come from tools/slide_sums.py.
"""

import pathlib
import shutil

import numpy as np
import pyvips
import tifffile
import zarr

y, x = np.mgrid[0:200, 0:300]
pattern = (7 * x + 13 * y) % 5
finest = np.stack([x * 0.8, y * 1.2, 120 + 100 * np.sin(x / 40) * np.cos(y / 30)], -1) + pattern[..., None]
finest = finest.astype(np.uint8)
levels = [finest, finest[::2, ::2], finest[::4, ::4]]
# most values are small, few are large, as in fluorescence
deep = [(level[..., 0].astype(np.uint16) ** 2 // 8) for level in levels]

tiles = {"tile": (64, 64)}
with tifffile.TiffWriter("deflate.tif", bigtiff=True) as out:
    for i, level in enumerate(levels):
        # a hundredth of a centimetre has 400 pixels: 0.25 micrometres each
        out.write(level, photometric="rgb", compression="deflate", predictor=True, subfiletype=int(i > 0),
                  resolution=(40_000 / 2**i, 40_000 / 2**i), resolutionunit="CENTIMETER", metadata=None, **tiles)

with tifffile.TiffWriter("subpages.ome.tif") as out:
    metadata = {"axes": "YXS", "PhysicalSizeX": 0.5, "PhysicalSizeXUnit": "µm", "PhysicalSizeY": 0.5, "PhysicalSizeYUnit": "µm"}
    out.write(levels[0], photometric="rgb", compression="deflate", subifds=2, metadata=metadata, **tiles)
    for level in levels[1:]:
        out.write(level, photometric="rgb", compression="deflate", subfiletype=1, **tiles)

with tifffile.TiffWriter("planes.ome.tif") as out:
    out.write(np.moveaxis(levels[0], 2, 0), photometric="minisblack", compression="deflate", subifds=2, metadata={"axes": "CYX"}, **tiles)
    for level in levels[1:]:
        out.write(np.moveaxis(level, 2, 0), photometric="minisblack", compression="deflate", subfiletype=1, **tiles)

with tifffile.TiffWriter("deep.tif") as out:
    for i, level in enumerate(deep):
        out.write(level, photometric="minisblack", compression="deflate", subfiletype=int(i > 0), metadata=None, **tiles)

# brightness and differences of colours, these at half the size, in tiles that share their tables
image = pyvips.Image.new_from_array(finest).copy(interpretation="srgb", xres=4000, yres=4000)
image.tiffsave("jpeg.tif", tile=True, pyramid=True, tile_width=64, tile_height=64, compression="jpeg", Q=80, bigtiff=True, resunit="cm")

root = pathlib.Path("zarrs")
for name, version, arrays in (("colours2.zarr", 2, [np.moveaxis(level, 2, 0) for level in levels]), ("deep3.zarr", 3, deep)):
    axes = "cyx" if arrays[0].ndim == 3 else "yx"
    group = zarr.open_group(root / name, mode="w", zarr_format=version)
    datasets = []
    for i, level in enumerate(arrays):
        array = group.create_array(str(i), shape=level.shape, chunks=(1, 64, 64)[-level.ndim:], dtype=level.dtype)
        array[:] = level
        scale = [1] * (level.ndim - 2) + [0.5 * 2**i] * 2
        datasets.append({"path": str(i), "coordinateTransformations": [{"type": "scale", "scale": scale}]})
    named = [{"name": a, "type": "channel"} if a == "c" else {"name": a, "type": "space", "unit": "micrometer"} for a in axes]
    image = {"version": "0.4" if version == 2 else "0.5", "axes": named, "datasets": datasets}
    group.attrs.update({"multiscales": [image]} if version == 2 else {"ome": {"version": "0.5", "multiscales": [image]}})
shutil.make_archive("zarrs", "zip", root)
shutil.rmtree(root)
