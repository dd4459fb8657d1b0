"""Counts the tests of the last build and fails when one was skipped that tools/skipped-tests.txt does not name.

A test that is skipped says nothing, so a skip is either listed with its reason or an error. Tests that read the project's shared data skip
themselves where a checkout has none beside it; they are counted and printed, and are an error only where the data is there. So do those that
read MRML where Python has a version that Slicer's MRML is not made for, and those that read by Bio-Formats or OpenSlide where these could not be had.
"""

import argparse
import collections
import os
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
LISTED = ROOT / "tools" / "skipped-tests.txt"
WITHOUT_SHARED = "needs shared/"
WITHOUT_MRML = "needs slicer-core"
WITHOUT_LIBRARIES = "needs tools/test_libraries.sh"


def shared_folder_exists():
    return any((folder / "shared" / "DESIGN.md").is_file() for folder in ROOT.parents)


def mrml_can_be_had():
    """Whether slicer-core was installed for the tests of the Slicer extension, which is where there is a package of it."""
    return any((ROOT / "slicer-bridge" / "target" / "venv").glob("lib/python*/site-packages/slicer_core-*"))


def libraries_can_be_had():
    """Whether tools/test_libraries.sh has fetched Bio-Formats and OpenSlide."""
    return (ROOT / "core" / "target" / "test-libraries" / "installed.txt").is_file()


def reports(newer):
    for kind in ("surefire-reports", "failsafe-reports", "pytest-reports"):
        for path in sorted(ROOT.glob(f"*/target/{kind}/TEST-*.xml")):
            if newer is None or path.stat().st_mtime >= newer:
                yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newer", help="count only reports written after this file")
    newer = parser.parse_args().newer
    newer = os.stat(newer).st_mtime if newer else None

    lines = LISTED.read_text(encoding="utf-8").splitlines()
    allowed = {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}
    shared = shared_folder_exists()
    total = skipped = 0
    mrml = mrml_can_be_had()
    without_shared = collections.Counter()
    without_mrml = 0
    libraries = libraries_can_be_had()
    without_libraries = 0
    unexpected = []
    failures = []
    for path in reports(newer):
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            total += 1
            name = f"{case.get('classname')}#{case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                failures.append(name)
            skip = case.find("skipped")
            if skip is None:
                continue
            skipped += 1
            reason = (skip.get("message") or skip.text or "no reason given").strip().splitlines()[0]
            if WITHOUT_SHARED in reason and not shared:
                without_shared[case.get("classname")] += 1
                continue
            if WITHOUT_MRML in reason and not mrml:
                without_mrml += 1
                continue
            if WITHOUT_LIBRARIES in reason and not libraries:
                without_libraries += 1
                continue
            print(f"skipped: {name}: {reason}")
            if name not in allowed:
                unexpected.append(name)

    for name, count in sorted(without_shared.items()):
        print(f"skipped: {name}: {count} that need the shared folder, which is not beside this checkout")
    if without_mrml:
        print(f"skipped: {without_mrml} files of tests that need slicer-core, which is for Python 3.11 and 3.12 alone")

    if without_libraries:
        print(f"skipped: {without_libraries} that need Bio-Formats or OpenSlide, which could not be had from pypi.org")
    if unexpected:
        print(f"{len(unexpected)} skipped without an entry in {LISTED.relative_to(ROOT)}:")
        print("\n".join(f"  {name}" for name in unexpected))
    print(f"tests: {total} run, {len(failures)} failed, {skipped} skipped")
    print("".join(f"failed: {name}\n" for name in failures), end="")
    if total == 0:
        print("no test ran: that is an error")
    return 1 if failures or unexpected or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
