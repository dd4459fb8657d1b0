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


def milliseconds(work, *rounds) -> str:
    """The median and the longest of several calls."""
    taken = []
    for round_ in rounds:
        start = time.perf_counter()
        work(round_)
        taken.append(1e3 * (time.perf_counter() - start))
    return f"median {np.median(taken):7.2f} ms, longest {max(taken):7.2f} ms"


def disc(radius: float, k: int) -> Region:
    rows, columns = np.mgrid[:512, :512]
    mask = (rows - 256) ** 2 + (columns - 256) ** 2 < radius**2
    return Region((0, 0, k), mask[None])


def main() -> None:
    scene = new_scene()
    volume = add_volume(np.zeros(SHAPE, np.uint8))
    grid = Grid(volume)
    for editor in (LogicEditor, PlainEditor):
        segmentation = add_segmentation(volume, "a", "b", "c")
        writer = SegmentWriter(segmentation, editor(segmentation))
        print(editor.__name__)
        grow = milliseconds(lambda k: writer.write("a", disc(120, k), grid), *range(10, 290))
        print(f"  growing by a slice, 280 slices            {grow}")
        change = milliseconds(lambda n: writer.write("a", disc(100 + n % 2 * 30, 50 + n), grid), *range(100))
        print(f"  a slice changed in place                  {change}")
        small = milliseconds(lambda n: writer.write("b", disc(8, 295 - n % 2), grid), *range(50))
        print(f"  a small object in a new segment           {small}")
        whole = Region((0, 0, 0), np.ones(SHAPE, bool))
        print(f"  all voxels of another segment             {milliseconds(lambda _: writer.write('c', whole, grid), 0)}")
        print(f"  one slice in that segment                 {milliseconds(lambda k: writer.write('c', Region((0, 0, k), np.zeros((1, 512, 512), bool)), grid), *range(100))}")
        print(f"  the state saved for undo                  {milliseconds(lambda _: writer.begin(), 0, 1, 2)}")
        scene.RemoveNode(segmentation)


if __name__ == "__main__":
    main()
