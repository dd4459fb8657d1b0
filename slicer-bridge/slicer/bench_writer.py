"""How long patches take in a segment of 512 x 512 x 300 voxels: python bench_writer.py, with slicer-core installed."""

import sys
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent / "Samovar"
sys.path[:0] = [str(HERE), str(HERE / "Testing" / "Python")]

from mrml import add_segmentation, add_volume, new_scene  # noqa: E402
from SamovarLib.editors import LogicEditor, PlainEditor  # noqa: E402
from SamovarLib.planes import Grid  # noqa: E402
from SamovarLib.writer import Region, SegmentWriter  # noqa: E402

SHAPE = (300, 512, 512)


def disc(radius: float, k: int) -> Region:
    """A slice with a disc in its middle."""
    rows, columns = np.mgrid[:512, :512]
    return Region((0, 0, k), ((rows - 256) ** 2 + (columns - 256) ** 2 < radius**2)[None])


def tell(what: str, work, regions) -> None:
    """Writes the median and the longest time of several calls."""
    taken = []
    for region in regions:
        start = time.perf_counter()
        work(region)
        taken.append(1e3 * (time.perf_counter() - start))
    sys.stdout.write(f"  {what:40} median {np.median(taken):7.2f} ms, longest {max(taken):7.2f} ms\n")


def measure(segmentation, writer: SegmentWriter, grid: Grid) -> None:
    """All of it, for one way of changing segments."""

    def into(segment: str):
        return lambda region: writer.write(segment, region, grid)

    tell("a slice more, 280 times", into("a"), [disc(120, k) for k in range(10, 290)])
    tell("a slice changed, 100 times", into("a"), [disc(100 + n % 2 * 30, 50 + n) for n in range(100)])
    tell("a small object in a new segment", into("b"), [disc(8, 295 - n % 2) for n in range(50)])
    tell("all voxels of a third segment", into("c"), [Region((0, 0, 0), np.ones(SHAPE, bool))])
    tell("a slice of that segment, 100 times", into("c"), [disc(0, k) for k in range(100)])
    tell("the state saved for undo", lambda _: writer.begin(), range(3))


def main() -> None:
    scene = new_scene()
    volume = add_volume(np.zeros(SHAPE, np.uint8))
    for editor in (LogicEditor, PlainEditor):
        sys.stdout.write(f"{editor.__name__}\n")
        segmentation = add_segmentation(volume, "a", "b", "c")
        measure(segmentation, SegmentWriter(segmentation, editor(segmentation)), Grid(volume))
        scene.RemoveNode(segmentation)


if __name__ == "__main__":
    main()
