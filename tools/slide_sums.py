"""Writes the sums of pixels that the tests of slides expect, as independent readers find them.

The files are those beside the sums and those that the tests write themselves (org.samovar.testing.WrittenSlides and WrittenStacks, compiled before by
`./dev build`). They are read by tifffile, by openslide-python where OpenSlide knows them, and by zarr; where two readers know a file they have to agree.

    python3 -m venv /tmp/readers && /tmp/readers/bin/pip install tifffile imagecodecs zarr openslide-python openslide-bin
    /tmp/readers/bin/python tools/slide_sums.py
"""

import importlib.metadata
import pathlib
import subprocess
import tempfile
import zipfile

import numpy as np
import openslide
import tifffile
import zarr

ROOT = pathlib.Path(__file__).resolve().parent.parent
SLIDES = ROOT / "core/src/test/resources/org/samovar/image/io/slides"
SUMS = SLIDES / "sums.properties"
READERS = ("tifffile", "imagecodecs", "zarr", "openslide-python", "openslide-bin")


def total(pixels):
    return int(np.asarray(pixels).sum(dtype=np.uint64))


def in_bytes(levels):
    """Samples of more bits as Samovar shows them: the 0.5 to 99.5 percentile of the coarsest level, gray in three channels."""
    if levels[0].dtype == np.uint8:
        return levels
    low, high = np.percentile(levels[-1].astype(np.float32), [0.5, 99.5])
    shown = [np.floor(np.clip((level - low) * 255 / (high - low), 0, 255) + 0.5) for level in levels]
    return [np.repeat(level[..., None], 3, -1) for level in shown]


def by_tifffile(path):
    """A line for each image of a file, with a number for each of its levels."""
    with tifffile.TiffFile(path) as tiff:
        for i, series in enumerate(tiff.series):
            levels = [level.asarray() for level in series.levels]
            shown = in_bytes(levels) if levels[0].ndim == 2 else levels
            yield path.name if i == 0 else f"{path.name}.{i}", [total(level) for level in shown]


def by_openslide(path):
    with openslide.OpenSlide(path) as slide:
        sizes = enumerate(slide.level_dimensions)
        yield path.name, [total(slide.read_region((0, 0), level, size).convert("RGB")) for level, size in sizes]
        for name, picture in slide.associated_images.items():
            yield f"{path.name}.{name}", [total(picture.convert("RGB"))]


def by_zarr(path):
    group = zarr.open_group(path, mode="r")
    yield path.name, [total(level) for level in in_bytes([group[name][:] for name in sorted(group.array_keys())])]


def main():
    sums = {}

    def note(found):
        for name, values in found:
            if sums.setdefault(name, values) != values:
                raise SystemExit(f"{name}: {values}, and {sums[name]} by another reader")

    with tempfile.TemporaryDirectory() as folder:
        written = pathlib.Path(folder)
        subprocess.run(["java", "-cp", ROOT / "core/target/test-classes", "org.samovar.testing.WrittenFiles", written], check=True)
        for path in (written / "stack.ome.tif", written / "tissue.ome.tif", *sorted(SLIDES.glob("*.tif"))):
            note(by_tifffile(path))
        note(by_openslide(written / "scan.svs"))
        for path in (written / "pyramid.tif", SLIDES / "deflate.tif", SLIDES / "jpeg.tif"):
            note(by_tifffile(path))
            note(by_openslide(path))
        with zipfile.ZipFile(SLIDES / "zarrs.zip") as packed:
            packed.extractall(written / "zarrs")
        for path in sorted((written / "zarrs").iterdir()):
            note(by_zarr(path))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in READERS)
    lines = [f"# written by tools/slide_sums.py with {versions}; a number for each level"]
    lines += [f"{name}={' '.join(map(str, values))}" for name, values in sorted(sums.items())]
    SUMS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
