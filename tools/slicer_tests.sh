#!/usr/bin/env bash
# The tests of the Slicer extension, in a Python environment of their own: ruff, then pytest against MRML and the Java server.
#   tools/slicer_tests.sh [pytest's options]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'dev: %s\n' "$*" >&2; }

extension=$PWD/slicer-bridge/slicer
target=$PWD/slicer-bridge/target
venv=$target/venv
requirements=$extension/requirements-test.txt

# A Python that Slicer's MRML is made for, else any that is new enough for the rest.
find_python() {
  local candidate
  for candidate in python3 python3.12 python3.11; do
    "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null && { echo "$candidate"; return; }
  done
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null && echo python3
}

# NB: the stamp is written last, so an environment that was left half made is made anew
make_venv() {
  local python
  python=$(find_python) || { say "Python 3.9 or newer is needed for the tests of the Slicer extension, best 3.11 or 3.12."; return 1; }
  rm -rf "$venv"
  if ! "$python" -m venv "$venv" >&2; then
    say "$python cannot make an environment (on Debian and Ubuntu its package python3-venv is needed), so the tests of the Slicer extension cannot run."
    return 1
  fi
  say "installing what the tests of the Slicer extension need (once; about 200 MB) ..."
  if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements" >&2; then
    say "The packages of slicer-bridge/slicer/requirements-test.txt are missing and could not be had from pypi.org; run this once with a network."
    return 1
  fi
  cp "$requirements" "$venv/installed.txt"
}

mkdir -p "$target"
cmp -s "$requirements" "$venv/installed.txt" || make_venv

failed=0
cd "$extension"
"$venv/bin/ruff" check --quiet --no-cache . || failed=1
if ! "$venv/bin/ruff" format --quiet --check --no-cache .; then
  say "some Python files are not formatted; ./dev tidy formats them."
  failed=1
fi
"$venv/bin/python" -B -m pytest -q --junitxml="$target/pytest-reports/TEST-slicer.xml" "$@" >&2 || failed=1
exit "$failed"
