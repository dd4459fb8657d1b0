"""Writes the small volumes of VolumeFilesTest with nibabel, pynrrd, SimpleITK, tifffile, zarr and tensorstore.

4 x 3 x 2 voxels, the value at (x, y, z), time t and channel c is x + 10 y + 100 z + 1000 t + 50 c - 7, never negative where
the type is unsigned.
"""

import json
import pathlib
import shutil

import nibabel
import nrrd
import numcodecs
import numpy as np
import SimpleITK
import tensorstore
import tifffile
import zarr

x, y, z, t = np.mgrid[0:4, 0:3, 0:2, 0:3]
series = x + 10 * y + 100 * z + 1000 * t - 7
volume = series[..., 0]
colours = np.stack([x[..., 0] + 10 * y[..., 0] + 100 * z[..., 0] + 20 * c for c in range(3)], -1).astype(np.uint8)

# a turn of 30 degrees about z, steps 0.5, 0.75 and 2, mirrored
turn = np.array([[np.cos(np.pi / 6), -np.sin(np.pi / 6), 0], [np.sin(np.pi / 6), np.cos(np.pi / 6), 0], [0, 0, -1]])
affine = np.eye(4)
affine[:3, :3] = turn @ np.diag([0.5, 0.75, 2])
affine[:3, 3] = [10, -20, 30]


def nifti(name, data, kind=nibabel.Nifti1Image, scale=None, time=False, forms=(1, 1), header=None):
    image = kind(data, affine, header, dtype=data.dtype)
    image.header.set_xyzt_units("mm", "msec" if time else None)
    if time:
        image.header["pixdim"][4] = 250
    if scale:
        image.header.set_slope_inter(*scale)
    image.set_qform(affine, forms[0])
    image.set_sform(affine, forms[1])
    nibabel.save(image, name)


nifti("int16.nii", volume.astype(np.int16))
nifti("qform.nii.gz", volume.astype(np.int16), forms=(1, 0))
nifti("int64.nii.gz", volume.astype(np.int64))
nifti("series2.nii.gz", series.astype(np.float32), kind=nibabel.Nifti2Image, time=True)
nifti("big_endian.nii", volume.astype(">f8"), header=nibabel.Nifti1Header(endianness=">"))
nifti("colours.nii", colours.view([("R", "u1"), ("G", "u1"), ("B", "u1")])[..., 0])
scaled = nibabel.Nifti1Image((volume + 7).astype(np.uint8), affine)
scaled.header.set_slope_inter(0.5, -3.5)
with open("scaled.nii", "wb") as out:
    scaled.header.write_to(out)
    out.seek(352)
    out.write((volume + 7).astype(np.uint8).tobytes(order="F"))

lps = np.diag([-1, -1, 1]) @ affine[:3, :3]
header = {
    "space": "left-posterior-superior",
    "space directions": lps.T,
    "space origin": [-10, 20, 30],
    "space units": ["mm"] * 3,
    "kinds": ["domain"] * 3,
}
nrrd.write("int16.nrrd", volume.astype(np.int16), {**header, "encoding": "gzip"})
nrrd.write("text.nrrd", (volume + 0.25).astype(np.float64), {**header, "encoding": "ascii"})
nrrd.write("big_endian.nrrd", volume.astype(">i4"), {**header, "encoding": "raw", "endian": "big"})
nrrd.write("detached.nhdr", volume.astype(np.int16), {**header, "encoding": "raw"}, detached_header=True)
nrrd.write("spacings.nrrd", (volume + 7).astype(np.uint8), {"spacings": [0.5, 0.75, 2], "units": ["um"] * 3, "encoding": "raw"})
sequence = {
    "space": "right-anterior-superior",
    "space directions": np.vstack([np.full(3, np.nan), affine[:3, :3].T]),
    "space origin": affine[:3, 3],
    "kinds": ["list", "domain", "domain", "domain"],
    "encoding": "gzip",
}
nrrd.write("sequence.nrrd", np.moveaxis(series, -1, 0).astype(np.int16), sequence)

itk = SimpleITK.GetImageFromArray(colours.transpose(2, 1, 0, 3), isVector=True)
itk.SetSpacing([0.5, 0.75, 2])
itk.SetDirection((np.diag([-1, -1, 1]) @ turn).flatten())
itk.SetOrigin([-10, 20, 30])
SimpleITK.WriteImage(itk, "vectors_itk.nrrd", True)
itk = SimpleITK.GetImageFromArray((volume + 7).astype(np.uint16).transpose(2, 1, 0))
itk.SetSpacing([0.5, 0.75, 2])
itk.SetDirection((np.diag([-1, -1, 1]) @ turn).flatten())
itk.SetOrigin([-10, 20, 30])
SimpleITK.WriteImage(itk, "itk.nii.gz")

pages = np.stack([series + 7 + 50 * c for c in range(2)], -1).transpose(3, 2, 4, 1, 0)  # t, z, c, y, x
calibrated = {
    "resolution": (1 / 0.5, 1 / 0.75),
    "metadata": {"axes": "TZCYX", "spacing": 2, "unit": "um", "finterval": 0.25},
}
tifffile.imwrite("imagej.tif", pages.astype(np.uint16), imagej=True, **calibrated)
tifffile.imwrite("imagej_float.tif", volume.T.astype(np.float32), imagej=True, resolution=(2, 1 / 0.75), metadata={"axes": "ZYX", "spacing": 2, "unit": "mm"})
tifffile.imwrite("packed.tif", (volume - 1000).T.astype(np.int32), compression="zlib", predictor=True, photometric="minisblack")
tifffile.imwrite("white_is_zero.tif", 65535 - (volume + 7).T.astype(np.uint16), photometric="miniswhite")
tifffile.imwrite("colours.tif", colours.transpose(2, 1, 0, 3), photometric="rgb", rowsperstrip=2)
tifffile.imwrite("big.tif", volume.T.astype(np.int16), bigtiff=True, rowsperstrip=2, photometric="minisblack")
tifffile.imwrite("big_endian.tif", (volume + 0.5).T.astype(np.float32), bigtiff=True, byteorder=">", compression="zlib", photometric="minisblack")

itk = SimpleITK.GetImageFromArray(volume.T.astype(np.int16))
itk.SetSpacing([0.5, 0.75, 2])
itk.SetDirection((np.diag([-1, -1, 1]) @ turn).flatten())
itk.SetOrigin([-10, 20, 30])
SimpleITK.WriteImage(itk, "int16.mha", True)
SimpleITK.WriteImage(SimpleITK.Cast(itk, SimpleITK.sitkInt64), "int64.mhd")
sequence = SimpleITK.GetImageFromArray(series.T.astype(np.float32), isVector=False)
sequence.SetSpacing([0.5, 0.75, 2, 250])
directions = np.eye(4)
directions[:3, :3] = np.diag([-1, -1, 1]) @ turn
sequence.SetDirection(directions.flatten())
sequence.SetOrigin([-10, 20, 30, 0])
SimpleITK.WriteImage(sequence, "series.mha")
itk = SimpleITK.GetImageFromArray(colours.transpose(2, 1, 0, 3), isVector=True)
SimpleITK.WriteImage(itk, "colours.mha")
with open("big_endian.mha", "wb") as out:
    out.write(b"NDims = 3\nDimSize = 4 3 2\nElementType = MET_INT\nElementByteOrderMSB = True\nElementSize = 0.5 0.75 2\nPosition = -10 20 30\n")
    out.write(b"Orientation = " + " ".join(map(str, (lps / [0.5, 0.75, 2]).T.flatten())).encode() + b"\n")
    out.write(b"HeaderSize = -1\nElementDataFile = LOCAL\n" + volume.astype(">i4").tobytes(order="F"))

# as 3D Slicer writes segments: two layers, both with the value 1
layers = np.zeros((2, 4, 3, 2), np.uint8)
layers[0, 0:2] = 1
layers[0, 3] = 2
layers[1, 1, 0] = 1
segments = {}
for i, (name, layer, value) in enumerate([("Liver", 0, 1), ("Left kidney", 0, 2), ("Tumour", 1, 1)]):
    segments.update({f"Segment{i}_ID": f"Segment_{i + 1}", f"Segment{i}_Name": name, f"Segment{i}_Layer": layer, f"Segment{i}_LabelValue": value, f"Segment{i}_Extent": "0 3 0 2 0 1"})
segments["Segmentation_MasterRepresentation"] = "Binary labelmap"
space = {**header, "space directions": np.vstack([np.full(3, np.nan), lps.T]), "kinds": ["list"] + ["domain"] * 3, "encoding": "gzip"}
space.pop("space units")
nrrd.write("layers.seg.nrrd", layers, {**space, **segments})

# pages is t, z, c, y, x
units = {"PhysicalSizeX": 0.5, "PhysicalSizeXUnit": "µm", "PhysicalSizeY": 750, "PhysicalSizeYUnit": "nm", "PhysicalSizeZ": 2, "TimeIncrement": 250, "TimeIncrementUnit": "ms"}
tifffile.imwrite("ome.tif", pages.astype(np.uint16), ome=True, metadata={"axes": "TZCYX", **units}, compression="zlib", photometric="minisblack")
tifffile.imwrite("ome_order.ome.tif", pages.transpose(1, 2, 0, 3, 4).astype(">u2"), ome=True, byteorder=">", bigtiff=True, metadata={"axes": "ZCTYX", **units}, photometric="minisblack")
with tifffile.TiffWriter("pyramid.ome.tif") as pyramid:
    full = np.zeros((2, 16, 16, 3), np.uint8)
    full[:, :3, :4] = colours.transpose(2, 1, 0, 3)
    nm = {"axes": "ZYXS", "PhysicalSizeX": 500, "PhysicalSizeXUnit": "nm", "PhysicalSizeY": 500, "PhysicalSizeYUnit": "nm"}
    pyramid.write(colours.transpose(2, 1, 0, 3), photometric="rgb", tile=(16, 16), compression="lzw", subifds=1, metadata=nm)
    pyramid.write(full[:, :1, :1], photometric="rgb", subfiletype=1)

# folders of chunks, packed into one file for the repository: 4 x 36 x 34 values (z, y, x) in each of codecs/
z, y, x = np.mgrid[0:4, 0:36, 0:34]
chunked = ((x * x + 7 * y * (z + 1)) % 5003).astype(np.uint16)
root = pathlib.Path("chunks")
shutil.rmtree(root, ignore_errors=True)


def zarr2(name, data, chunks, compressor=None, **options):
    array = zarr.create_array(root / name, shape=data.shape, chunks=chunks, dtype=data.dtype, zarr_format=2, compressors=compressor, filters=None, **options)
    array[:] = data
    return array


def zarr3(name, data, chunks, codecs, **options):
    array = zarr.create_array(root / name, shape=data.shape, chunks=chunks, dtype=data.dtype, zarr_format=3, compressors=codecs, filters=None, **options)
    array[:] = data
    return array


for packing in ("blosclz", "lz4", "lz4hc", "zlib", "zstd"):
    for shuffle in (numcodecs.Blosc.NOSHUFFLE, numcodecs.Blosc.SHUFFLE, numcodecs.Blosc.BITSHUFFLE):
        zarr2(f"codecs/blosc_{packing}_{shuffle}.zarr", chunked, (4, 32, 32), numcodecs.Blosc(packing, 5, shuffle))
zarr2("codecs/raw.zarr", chunked, (3, 16, 16), None)
zarr2("codecs/gzip_nested.zarr", chunked, (4, 32, 32), numcodecs.GZip(5), chunk_key_encoding={"name": "v2", "separator": "/"})
zarr2("codecs/zlib_big_endian.zarr", chunked.astype(">i4"), (4, 32, 32), numcodecs.Zlib(5))
zarr2("codecs/zstd_fortran.zarr", chunked.astype("<f8"), (4, 32, 32), numcodecs.Zstd(3), order="F")
zarr2("codecs/lz4.zarr", chunked.astype("<u8"), (4, 32, 32), numcodecs.LZ4())
zarr3("codecs/zstd_3.zarr", chunked.astype("<i2"), (4, 32, 32), zarr.codecs.ZstdCodec(level=3, checksum=True))
zarr3("codecs/blosc_3.zarr", chunked, (4, 32, 32), zarr.codecs.BloscCodec(cname="zstd", shuffle="bitshuffle"))
zarr3("codecs/gzip_dots.zarr", chunked, (4, 32, 32), zarr.codecs.GzipCodec(), chunk_key_encoding={"name": "default", "separator": "."})
zarr3("codecs/sharded.zarr", chunked, (2, 8, 8), zarr.codecs.ZstdCodec(), shards=(4, 16, 16))


def store(name, driver, metadata, data, path="."):
    array = tensorstore.open({"driver": driver, "kvstore": {"driver": "file", "path": str(root / name / path)}, "metadata": metadata}, create=True, delete_existing=True).result()
    array[...] = data


for name, compression in {"raw": {"type": "raw"}, "gzip": {"type": "gzip"}, "zlib": {"type": "gzip", "useZlib": True}, "zstd": {"type": "zstd"}, "blosc": {"type": "blosc", "cname": "lz4", "clevel": 5, "shuffle": 1}}.items():
    store(f"codecs/{name}.n5", "n5", {"dimensions": [34, 36, 4], "blockSize": [16, 16, 4], "dataType": "uint16", "compression": compression}, chunked.T)
transposed = [{"name": "transpose", "configuration": {"order": [2, 0, 1]}}, {"name": "bytes", "configuration": {"endian": "big"}}, {"name": "gzip", "configuration": {"level": 5}}, {"name": "crc32c"}]
store("codecs/transposed.zarr", "zarr3", {"shape": [4, 36, 34], "data_type": "uint16", "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [3, 16, 32]}}, "codecs": transposed}, chunked)

# t, c, z, y, x, as pages, in two sizes
values = pages.transpose(0, 2, 1, 3, 4).astype(np.uint16)
kinds = {"t": ("time", "millisecond"), "c": ("channel", None), "z": ("space", "micrometer"), "y": ("space", "micrometer"), "x": ("space", "micrometer")}
axes = [{"name": n, "type": t, **({"unit": u} if u else {})} for n, (t, u) in kinds.items()]
levels = [
    {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1, 1, 2, 0.75, 0.5]}, {"type": "translation", "translation": [0, 0, 30, 20, 10]}]},
    {"path": "1", "coordinateTransformations": [{"type": "scale", "scale": [1, 1, 2, 1.5, 1]}, {"type": "translation", "translation": [0, 0, 30, 20.375, 10.25]}]},
]
image = {"axes": axes, "datasets": levels, "coordinateTransformations": [{"type": "scale", "scale": [250, 1, 1, 1, 1]}]}
group = zarr.create_group(root / "image2.zarr", zarr_format=2)
group.attrs["multiscales"] = [{"version": "0.4", **image}]
zarr2("image2.zarr/0", values, (1, 1, 2, 2, 3), numcodecs.Blosc())
zarr2("image2.zarr/1", values[..., ::2, ::2], (1, 1, 2, 2, 2), numcodecs.Zlib())
group = zarr.create_group(root / "image3.zarr", zarr_format=3)
group.attrs["ome"] = {"version": "0.5", "multiscales": [image]}
zarr3("image3.zarr/0", values, (1, 1, 1, 2, 2), zarr.codecs.ZstdCodec(), shards=(1, 1, 2, 4, 4))
zarr3("image3.zarr/1", values[..., ::2, ::2], (1, 1, 2, 2, 2), zarr.codecs.ZstdCodec())

store("scales.n5", "n5", {"dimensions": [4, 3, 2], "blockSize": [3, 2, 2], "dataType": "int16", "compression": {"type": "gzip"}}, volume.astype(np.int16), "s0")
store("scales.n5", "n5", {"dimensions": [2, 2, 2], "blockSize": [2, 2, 2], "dataType": "int16", "compression": {"type": "gzip"}, "downsamplingFactors": [2, 2, 1]}, volume[::2, ::2].astype(np.int16), "s1")
(root / "scales.n5/attributes.json").write_text(json.dumps({"n5": "2.5.1", "pixelResolution": {"dimensions": [0.5, 0.75, 2], "unit": "um"}}))
shutil.make_archive("chunks", "zip", root)
shutil.rmtree(root)
