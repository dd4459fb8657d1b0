#!/usr/bin/env python3
"""Measures how samovar-nano follows objects through volumes, in time and over heaps of images, and writes the tables of its model card.

    tools/memory_card.py DATA [--model NAME|FILE] [--jobs N]

DATA is a folder of dataset folders. Figures go to docs/models/samovar-nano-memory.json, tables between the markers of samovar-nano.md.
"""
import argparse
import concurrent.futures
import json
import os
import subprocess

import nano_card

FIGURES = nano_card.CARD.with_name("samovar-nano-memory.json")
BEGIN, END = "<!-- memory -->", "<!-- end of memory -->"
FOLLOW = ["--prompt", "box", "--slices", "middle"]
PLANES = ["z", "y", "x"]
SIX = "six orientations"
# row: (set, options)
VOLUMES = {f"head, along {axis}": ("head", ["--axis", axis]) for axis in PLANES}
VOLUMES |= {"head, " + SIX: ("head", ["--orientations", "6"]), "hippocampus": ("hippocampus", []), "plant_cells": ("plant_cells", []), "nuclei3d": ("nuclei3d", []),
            "lesion_ct": ("lesion_ct", []), "laptrack, in time": ("laptrack", [])}
HEAPS = ["heart_mri", "liver_ct", "carotid_us", "pap_smear", "brain_tumor_mri", "breast_ultrasound", "breast_ultrasound_tcia", "skin_lesion", "glas"]
RUNS = ["--prompt", "box", "--runs", "5"]
METHODS = {"nano": [], "copied": ["--baseline", "copy"]}


def figures(report):
    return {"n": report["n"], "dice": report["mean"]["dice"], "interval": report["interval"]["dice"], "settings": report["settings"]}


def measure(part, row, dataset, protocol, options, label):
    result = figures(nano_card.evaluate(dataset, protocol, options))
    print(f"{part:8} {row:24} {label:8} {result['dice']:.3f}", flush=True)
    return part, row, label, result


def table(part, rows, what):
    lines = [f"| {part} | {what} | samovar-nano | 95 % interval | masks copied |", "|-|-|-|-|-|"]
    for row, of in rows.items():
        low, high = of["nano"]["interval"]
        copied = f"{of['copied']['dice']:.3f}" if "copied" in of else ""
        lines.append(f"| {row} | {of['nano']['n']} | {of['nano']['dice']:.3f} | {low:.3f} to {high:.3f} | {copied} |")
    compared = [of for of in rows.values() if "copied" in of]
    wins = sum(of["nano"]["dice"] > of["copied"]["dice"] for of in compared)
    return "\n".join([*lines, "", f"Above the copied masks on {wins} of {len(compared)}."])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=nano_card.pathlib.Path)
    parser.add_argument("--model", default="samovar-nano")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    a = parser.parse_args()
    subprocess.run([str(nano_card.ROOT / "samovar"), "models"], check=True, stdout=subprocess.DEVNULL)  # builds before the jobs start
    found = {"volumes": {row: {} for row in VOLUMES}, "heaps": {name: {} for name in HEAPS}}
    model = ["--model", a.model]
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        jobs = []
        for label, method in METHODS.items():
            for row, (name, options) in VOLUMES.items():
                if label == "nano" or SIX not in row:
                    jobs.append(pool.submit(measure, "volumes", row, a.data / name, "propagate", [*model, *FOLLOW, *options, *method], label))
            for name in HEAPS:
                jobs.append(pool.submit(measure, "heaps", name, a.data / name, "collection", [*model, *RUNS, *method], label))
        for job in concurrent.futures.as_completed(jobs):
            part, row, label, result = job.result()
            found[part][row][label] = result
    FIGURES.write_text(json.dumps(found, indent=1) + "\n")
    tables = table("volume or series", found["volumes"], "volumes") + "\n\n" + table("heap", found["heaps"], "images")
    text = nano_card.CARD.read_text()
    nano_card.CARD.write_text(text[:text.index(BEGIN) + len(BEGIN)] + "\n" + tables + "\n" + text[text.index(END):])


if __name__ == "__main__":
    main()
