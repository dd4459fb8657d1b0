"""How long the bridge takes beside the model: python bench_bridge.py, with slicer-core installed and the server built.

An empty request; a volume of 157 MB until a session is open on it; clicks on slices of 512 x 512 voxels, from the
request to the written segment, as a ratio to the time that the model took for each.
"""

import pathlib
import sys
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "Samovar"), str(HERE / "Samovar" / "Testing" / "Python")]

from mrml import add_segmentation, add_volume, new_scene  # noqa: E402
from SamovarLib.client import Client  # noqa: E402
from SamovarLib.editors import LogicEditor  # noqa: E402
from SamovarLib.planes import Grid  # noqa: E402
from SamovarLib.writer import Region, SegmentWriter  # noqa: E402

SHAPE = (300, 512, 512)
PINGS = 10_000
CLICKS = 30


def organs() -> np.ndarray:
    """Bright ellipsoids on noise, like organs in CT."""
    random = np.random.default_rng(1)
    volume = random.integers(-60, 60, SHAPE, dtype=np.int16)
    k, j, i = np.ogrid[:300, :512, :512]
    for at in ((150, 150, 180), (140, 330, 300), (160, 200, 400), (150, 400, 120)):
        radii = random.integers(40, 90, 3)
        inside = sum(((axis - middle) / radius) ** 2 for axis, middle, radius in zip((k, j, i), at, radii)) < 1
        volume[inside] += 140
    return volume


def milliseconds(work) -> float:
    start = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - start)


def tell(what: str, taken) -> None:
    sys.stdout.write(f"{what:44} median {np.median(taken):8.2f}, longest {max(taken):8.2f}\n")


def empty_requests(client: Client) -> None:
    def ping() -> None:
        client.wait(client.link.ping())

    for _ in range(1000):
        ping()
    tell("empty request, ms", [milliseconds(ping) for _ in range(PINGS)])


def opened(client: Client, voxels: np.ndarray):
    """A session on a volume, told twice: another content comes first, for Java to have compiled what it runs."""
    for warm in (True, False):
        told = voxels - 1 if warm else voxels
        start = time.perf_counter()
        volume = client.open_volume(told)
        sent = time.perf_counter()
        session = client.open_session(volume, "samovar-nano")
        ready = time.perf_counter()
        which = "first" if warm else "next"
        sys.stdout.write(
            f"157 MB, {which}: sent in {1e3 * (sent - start):.0f} ms, usable after {1e3 * (ready - start):.0f} ms\n"
        )
    return session


def clicks(session, voxels: np.ndarray) -> None:
    new_scene()
    volume = add_volume(voxels)
    segmentation = add_segmentation(volume, "a")
    writer, grid = SegmentWriter(segmentation, LogicEditor(segmentation)), Grid(volume)
    random = np.random.default_rng(2)
    ratios, totals, models = [], [], []
    for n in range(CLICKS + 5):
        k = 120 + 2 * n
        x, y = 180 + random.integers(-20, 20), 150 + random.integers(-20, 20)
        start = time.perf_counter()
        answer = session.set_segment("a", [(("k", k), f"point {x},{y},+")])[0]
        mask = session.masks["a"][k]
        writer.write("a", Region((0, 0, k), mask[None]), grid)
        total = time.perf_counter() - start
        if n >= 5:
            totals.append(1e3 * total)
            models.append(1e3 * answer["seconds"])
            ratios.append(total / answer["seconds"])
    tell("click to written segment, ms", totals)
    tell("  of which the model, ms", models)
    tell("  ratio", ratios)


def main() -> None:
    voxels = organs()
    with Client.start(HERE.parents[1]) as client:
        empty_requests(client)
        clicks(opened(client, voxels), voxels)


if __name__ == "__main__":
    main()
