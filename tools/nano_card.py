#!/usr/bin/env python3
"""Measures samovar-nano and the classical baselines on the test splits and writes the tables of its model card.

    tools/nano_card.py DATA [--model NAME|FILE] [--jobs N] [--keep-baselines]

DATA is a folder of dataset folders. Figures go to docs/models/samovar-nano.json, tables between the markers of samovar-nano.md.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CARD = ROOT / "docs" / "models" / "samovar-nano.md"
FIGURES = CARD.with_suffix(".json")
SETS = ["dsb2018", "nuclei2d_stardist", "bbbc007", "neubias", "pap_smear", "glas", "biomedparse", "breast_ultrasound", "breast_ultrasound_tcia",
        "lung_xray", "skin_lesion", "brain_tumor_mri", "heart_mri", "liver_ct", "axon_sem", "carotid_us", "concrete_damage"]
AUTOMATIC = {"neubias"}  # labels by threshold and watershed, which favours those baselines
BASELINES = ["box", "otsu", "watershed"]
PROMPTS = {"box": "a box", "point": "one click", "corrected": "after eight corrections"}
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def evaluate(dataset, protocol, method):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "report.json"
        subprocess.run([str(ROOT / "samovar"), "evaluate", str(dataset), "--protocol", protocol, *method, "--json", str(out)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env={**os.environ, "SAMOVAR_JAVA_OPTS": "-Dai.djl.pytorch.num_threads=1"})
        return json.loads(out.read_text())


def measure(data, name, method, label):
    box = evaluate(data / name, "box", method)
    clicks = evaluate(data / name, "interactive", method)
    result = {"n": box["n"], "box": box["mean"]["dice"], "interval": box["interval"]["dice"], "point": clicks["rounds"][0],
              "corrected": clicks["rounds"][-1], "rounds": clicks["rounds"]}
    print(f"{name:24} {label:10} box {result['box']:.3f}  click {result['point']:.3f}  corrected {result['corrected']:.3f}", flush=True)
    return name, label, result


def mean(figures, label, prompt):
    return sum(figures[name][label][prompt] for name in figures) / len(figures)


def table(figures, precision):
    lines = ["| set | images | box | 95 % interval | one click | after 8 corrections | best baseline: box | click | corrected |",
             "|-|-|-|-|-|-|-|-|-|"]
    for name, of in figures.items():
        nano, low_high = of["nano"], of["nano"]["interval"]
        best = [max(of[b][p] for b in BASELINES) for p in PROMPTS]
        lines.append(f"| {name}{' (automatic labels)' if name in AUTOMATIC else ''} | {nano['n']} | {nano['box']:.3f} | {low_high[0]:.3f} to {low_high[1]:.3f} | {nano['point']:.3f} | "
                     f"{nano['corrected']:.3f} | " + " | ".join(f"{b:.3f}" for b in best) + " |")
    best = [max(mean(figures, b, p) for b in BASELINES) for p in PROMPTS]
    lines.append(f"| **mean over sets** | | **{mean(figures, 'nano', 'box'):.3f}** | | **{mean(figures, 'nano', 'point'):.3f}** | "
                 f"**{mean(figures, 'nano', 'corrected'):.3f}** | " + " | ".join(f"{b:.3f}" for b in best) + " |")
    lines.append("")
    for prompt, words in PROMPTS.items():
        wins = sum(of["nano"][prompt] > max(of[b][prompt] for b in BASELINES) for of in figures.values())
        lines.append(f"- With {words}: above the best baseline on {wins} of {len(figures)} sets.".replace("With after", "After"))
    lines.append(f"- Everything on dsb2018: average precision at IoU 0.5 of {precision:.3f}.")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--model", default="samovar-nano")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep-baselines", action="store_true", help="take their figures from the last card: they do not depend on the model")
    a = parser.parse_args()
    subprocess.run([str(ROOT / "samovar"), "models"], check=True, stdout=subprocess.DEVNULL)  # builds before the jobs start
    nano = ["--model", a.model]
    if a.keep_baselines:
        figures, methods = json.loads(FIGURES.read_text())["sets"], {"nano": nano}
    else:
        figures, methods = {name: {} for name in SETS}, {"nano": nano, **{b: ["--baseline", b] for b in BASELINES}}
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        everything = pool.submit(evaluate, a.data / "dsb2018", "everything", nano)
        jobs = [pool.submit(measure, a.data, name, method, label) for name in SETS for label, method in methods.items()]
        for job in concurrent.futures.as_completed(jobs):
            name, label, result = job.result()
            figures[name][label] = result
        precision = everything.result()["mean"]["precision"]
    FIGURES.write_text(json.dumps({"sets": figures, "everythingDsb2018Precision": precision}, indent=1) + "\n")
    text = CARD.read_text()
    CARD.write_text(text[:text.index(BEGIN) + len(BEGIN)] + "\n" + table(figures, precision) + "\n" + text[text.index(END):])


if __name__ == "__main__":
    main()
