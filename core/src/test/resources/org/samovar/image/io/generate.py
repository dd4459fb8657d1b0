"""Writes the small images of FileFormatsTest with Pillow and tifffile: 7 x 5 pixels, values by the formulas below."""

import numpy as np
import tifffile
from PIL import Image

y, x = np.mgrid[0:5, 0:7]
gray8 = (31 * x + 17 * y).astype(np.uint8)
gray16 = (9001 * x + 123 * y).astype(np.uint16)
real = (0.5 * x - 0.25 * y).astype(np.float32)
rgb = np.stack([(31 * x + 17 * y + 50 * c) % 256 for c in range(3)], -1).astype(np.uint8)
stains = np.stack([gray16 + c for c in range(4)])
ids = ((x + y) % 4).astype(np.uint8)

Image.fromarray(gray8).save("gray8.png")
Image.fromarray(gray16).save("gray16.png")
Image.fromarray(rgb).save("rgb.png")
Image.fromarray(np.dstack([rgb, np.full_like(gray8, 128)])).save("rgba.png")
Image.fromarray(np.dstack([gray8, np.full_like(gray8, 128)])).save("gray_alpha.png")
Image.fromarray(ids % 2 == 1).save("bits.png")
palette = Image.fromarray(ids, mode="P")
palette.putpalette([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255])
palette.save("palette.png")
palette.save("palette.tif")
Image.fromarray(np.full((5, 7, 3), (200, 100, 50), np.uint8)).save("flat.jpg", quality=100, subsampling=0)
Image.fromarray(np.full((5, 7), 90, np.uint8)).save("gray.jpg", quality=100)

tifffile.imwrite("gray8.tif", gray8)
tifffile.imwrite("gray16_big_endian.tif", gray16, byteorder=">")
tifffile.imwrite("gray16_deflate_predictor.tif", gray16, compression="zlib", predictor=True)
tifffile.imwrite("gray16_lzw.tif", gray16, compression="lzw")
tifffile.imwrite("gray16_tiled.tif", gray16, tile=(16, 16))
tifffile.imwrite("gray16_packbits_big_endian.tif", gray16, compression="packbits", byteorder=">")
tifffile.imwrite("gray16_white_is_zero.tif", 65535 - gray16, photometric="miniswhite")
tifffile.imwrite("float_predictor.tif", real, compression="zlib", predictor=True)
tifffile.imwrite("float_predictor_big_endian.tif", real, compression="zlib", predictor=True, byteorder=">")
tifffile.imwrite("double_strips.tif", real.astype(np.float64), rowsperstrip=2)
tifffile.imwrite("int16.tif", (-gray8.astype(np.int16)))
tifffile.imwrite("bits.tif", ids % 2 == 1, photometric="minisblack")
tifffile.imwrite("float.tif", real)
tifffile.imwrite("float_labels.tif", ids.astype(np.float32))
tifffile.imwrite("int32_labels.tif", ids.astype(np.uint32) * 100000)
tifffile.imwrite("rgb.tif", rgb, photometric="rgb")
tifffile.imwrite("rgb_lzw_predictor.tif", rgb, photometric="rgb", compression="lzw", predictor=True)
tifffile.imwrite("rgba.tif", np.dstack([rgb, gray8]), photometric="rgb", extrasamples=["unassalpha"])
tifffile.imwrite("rgb_planar.tif", rgb.transpose(2, 0, 1), photometric="rgb", planarconfig="separate")
tifffile.imwrite("four_samples.tif", stains.transpose(1, 2, 0), photometric="minisblack", planarconfig="contig")
tifffile.imwrite("imagej_channels.tif", stains, imagej=True, metadata={"axes": "CYX"})
tifffile.imwrite("imagej_stack.tif", stains, imagej=True, metadata={"axes": "ZYX"})
v, u = np.mgrid[0:90, 0:120]
tifffile.imwrite("noise_lzw.tif", ((u * u * 31 + v * v * 17 + u * v * 7) % 251).astype(np.uint8), compression="lzw")
tifffile.imwrite("nan.tif", np.where(x == 3, np.nan, real).astype(np.float32))
