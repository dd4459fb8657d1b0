# ./dev release [--check] DIR; sourced by it. Builds the last commit in a folder of its own, for all platforms, and makes the files of its release of that.

check=
if [ "${1:-}" = --check ]; then check=yes; shift; fi
[ $# -eq 1 ] || { say "it takes a folder: ./dev release [--check] DIR"; exit 2; }
folder=$(from_here "$1")
if [ -n "$(git status --porcelain)" ]; then
  say "there are changes that are not committed; a release is made of a commit."
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Into the folder $2, built in the folder $1.
make_release() {
  mkdir "$1"
  git archive HEAD | tar -x -C "$1"
  say "building $(git rev-parse --short HEAD) for all platforms ..."
  (cd "$1" && build -q -Dquick -Dmaven.test.skip -Plinux-x86_64,linux-aarch64,osx-aarch64,win-x86_64 \
    -pl .,core,fiji-plugin,slicer-bridge,spark,update-site package org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom &&
    site_tool release --root . "$2")
  rm -rf "$1"
}

make_release "$work/once" "$folder"
if [ -n "$check" ]; then
  # another path, and another time
  make_release "$work/once-more" "$work/again"
  cmp "$folder/SHA256SUMS" "$work/again/SHA256SUMS"
  say "built twice, the files are the same."
fi
(cd "$folder" && ls -l)
