#!/usr/bin/env bash
# Fetches the libraries that the tests of Bio-Formats and OpenSlide read with into core/target/test-libraries, once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'dev: %s\n' "$*" >&2; }

list=$PWD/tools/test-libraries.txt
folder=$PWD/core/target/test-libraries

# NB: the stamp is written last, so that what was left half done is done anew
cmp -s "$list" "$folder/installed.txt" && exit 0
rm -rf "$folder"
mkdir -p "$folder/wheels"
say "fetching Bio-Formats and OpenSlide for the tests (once; about 45 MB) ..."
if ! python3 -m venv "$folder/venv" >&2 ||
  ! "$folder/venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes \
    --requirement "$list" --dest "$folder/wheels" >&2; then
  rm -rf "$folder"
  say "They could not be had from pypi.org, so the tests that need them are skipped; run this once with a network."
  exit 0
fi
for wheel in "$folder"/wheels/*.whl; do
  "$folder/venv/bin/python" -m zipfile -e "$wheel" "$folder"
done
rm -rf "$folder/venv" "$folder/wheels"
cp "$list" "$folder/installed.txt"
