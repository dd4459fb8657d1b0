#!/usr/bin/env python3
"""Makes synthetic slides of 1 to 1,000 megapixels with known nuclei, segments them, and prints a table of counts, times and memory.

    tools/slide_table.py MODEL [--sides 1000 3162 10000 31623] [--share 0.04] [--tile 1024] [--work FOLDER]

MODEL has a decoder of instances, as the config medicosam-instances-laptop trains one. A share of each slide is tissue; all else is as dark
as the tissue between its nuclei, and is read but not looked at. Needs a build (./samovar demo makes one).
"""
import argparse
import os
import pathlib
import platform
import re
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
GENERATOR = "org.samovar.benchmarks.SyntheticSlide"
OPTIONS = "-Xmx1500m -Dai.djl.pytorch.num_threads=1"


def build():
    maven = ["mvn", "-q", "-B", "-pl", "core,benchmarks", "-Dquick", "-Dmaven.test.skip"]
    copying = ["dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=target/lib"]
    subprocess.check_call([*maven, "package", *copying], cwd=ROOT)
    subprocess.check_call([str(ROOT / "samovar"), "--version"])  # builds what it lacks, which belongs to no slide


def make(slide, side, share):
    folder = ROOT / "benchmarks" / "target"
    path = f"{folder}/classes:{ROOT}/core/target/classes:{folder}/lib/*"
    count = slide.with_suffix(".txt")
    subprocess.check_call(["java", "-cp", path, GENERATOR, str(slide), str(side), str(share), str(count)])
    return int(count.read_text())


def run(slide, model, tile, out):
    """Objects, seconds, seconds of the processor, and the peak memory in MB."""
    command = [str(ROOT / "samovar"), "slide", str(slide), "--model", str(model), "--halo", "28", "--tile", str(tile)]
    started = time.monotonic()
    process = subprocess.Popen([*command, "--precision", "bfloat16", "-o", str(out)], stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "SAMOVAR_JAVA_OPTS": OPTIONS})
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    found = int(re.search(r"(\d+) objects", text).group(1))
    return found, time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--sides", type=int, nargs="+", default=[1000, 3162, 10000, 31623])
    parser.add_argument("--share", type=float, default=0.04)
    parser.add_argument("--tile", type=int, default=1024)
    parser.add_argument("--work", type=pathlib.Path, help="where the slides are made, gigabytes for large ones")
    a = parser.parse_args()
    build()
    work = pathlib.Path(tempfile.mkdtemp(prefix="slides", dir=a.work))
    print(f"{platform.processor() or platform.machine()}, one thread of {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")
    print("| megapixels | of these tissue | nuclei | found | seconds | of the processor | of it a megapixel | MB |")
    print("|-|-|-|-|-|-|-|-|")
    try:
        for side in a.sides:
            slide = work / f"{side}.zarr"
            nuclei = make(slide, side, a.share)
            found, seconds, busy, memory = run(slide, a.model.resolve(), a.tile, work / f"out-{side}")
            size = side * side / 1e6
            print(f"| {size:.0f} | {size * a.share:.2f} | {nuclei} | {found} | {seconds:.0f} | {busy:.0f} | {busy / size:.3f} | {memory:.0f} |", flush=True)
            shutil.rmtree(slide)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
