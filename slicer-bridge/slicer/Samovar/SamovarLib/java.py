"""Finds a Java that Samovar runs on."""

from __future__ import annotations

import glob
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Callable, Union

OLDEST = 17
INSTALL = (
    "Install a 64-bit Java 17 or newer, for example from https://adoptium.net, or set its folder in the settings of the"
    " Samovar module."
)

_LINUX = ("/usr/lib/jvm/*", "/usr/java/*", "/opt/java/*", "/opt/jdk*", "~/.sdkman/candidates/java/*", "~/.jdks/*")
_MAC = (
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "~/.sdkman/candidates/java/*",
)
_WINDOWS = tuple(
    f"{programs}/{vendor}/*"
    for programs in ("$ProgramFiles", "$LOCALAPPDATA/Programs")
    for vendor in ("Eclipse Adoptium", "Java", "Microsoft", "Zulu", "Amazon Corretto", "BellSoft", "Semeru", "OpenJDK")
)
USUAL = {"Linux": _LINUX, "Darwin": _MAC, "Windows": _WINDOWS}


@dataclass(frozen=True)
class JavaFound:
    """A Java that is new enough; ``path`` is its program, ``where`` says for people where it was found."""

    path: str
    version: str
    where: str


@dataclass(frozen=True)
class JavaMissing:
    """No Java that is new enough; ``message`` and ``hint`` are for people, ``seen`` what was looked at."""

    message: str
    hint: str = INSTALL
    seen: tuple[str, ...] = ()


Java = Union[JavaFound, JavaMissing]


def find_java(
    setting: str = "",
    folder: str | os.PathLike[str] = "",
    environ: Mapping[str, str] | None = None,
    system: str = "",
    ask: Callable[[str], str] | None = None,
) -> Java:
    """The first Java 17 or newer of: the user's setting (a program or its folder), ``jre`` in Samovar's folder,
    JAVA_HOME, the PATH, the usual folders.

    A setting that is not good is told, and nothing else tried. ``environ``, ``system`` (as platform.system) and ``ask``
    (the text of ``java -version`` for a program) are those of this computer where they are left out.
    """
    environ = os.environ if environ is None else environ
    seen = []
    for where, path in _candidates(setting, str(folder), environ, system or platform.system()):
        version, fault = judge((ask or _ask)(path))
        if not fault:
            return JavaFound(path, version, where)
        seen.append(f"{path} ({where}): {fault}")
        if setting:
            break
    if setting:
        return JavaMissing(
            f"The Java of the setting cannot be used. {seen[0] if seen else setting + ' is not there'}.",
            seen=tuple(seen),
        )
    if seen:
        return JavaMissing(
            f"Samovar needs a 64-bit Java {OLDEST} or newer; found only {'; '.join(seen)}.", seen=tuple(seen)
        )
    return JavaMissing(f"Samovar needs a 64-bit Java {OLDEST} or newer, and no Java was found.")


def judge(text: str) -> tuple[str, str]:
    """The version that ``java -version`` said, and why that Java cannot be used; empty when it can."""
    said = re.search(r'version "([^"]+)"', text)
    if not said:
        return "", "it does not start"
    version = said[1]
    number = re.match(r"(?:1\.)?(\d+)", version)
    if not number or int(number[1]) < OLDEST:
        return version, f"version {version} is too old"
    if "64-Bit" not in text:
        return version, f"version {version} is for 32 bit"
    return version, ""


def _candidates(setting: str, folder: str, environ: Mapping[str, str], system: str) -> Iterator[tuple[str, str]]:
    program = "java.exe" if system == "Windows" else "java"
    if setting:
        homes = [("setting", setting)]
    else:
        inside = [os.path.join(folder, jre) for jre in ("jre", "jre/Contents/Home") if folder]
        homes = [("Samovar's folder", home) for home in inside]
        homes.append(("JAVA_HOME", environ.get("JAVA_HOME", "")))
        in_path = shutil.which(program, path=environ.get("PATH", "")) or ""
        # what macOS has there is no Java, but asks the user to install one when it is run
        if (system, in_path) != ("Darwin", "/usr/bin/java"):
            homes.append(("PATH", in_path))
        homes += [("usual folder", home) for pattern in USUAL.get(system, ()) for home in _matching(pattern, environ)]
    known = set()
    for where, home in homes:
        path = home if os.path.isfile(home) else os.path.join(home, "bin", program)
        if home and os.path.isfile(path) and os.path.realpath(path) not in known:
            known.add(os.path.realpath(path))
            yield where, path


def _matching(pattern: str, environ: Mapping[str, str]) -> list[str]:
    """Folders of a pattern, those with later names, which are newer versions, first; none where it names a variable
    that is not set.
    """
    variable = re.match(r"\$(\w+)", pattern)
    if variable:
        value = environ.get(variable[1], environ.get(variable[1].upper(), ""))
        pattern = glob.escape(value) + pattern[variable.end() :] if value else ""
    if pattern.startswith("~"):
        home = environ.get("HOME", "")
        pattern = glob.escape(home) + pattern[1:] if home else ""
    return sorted(glob.glob(pattern), reverse=True)


def environment(startup: Mapping[str, str], system: str = "") -> dict[str, str]:
    """The environment for Java, from the one that a program was started with.

    Left out is what would make Java load libraries of Slicer, or its Python those of ours; on Linux letters of all
    languages are made possible in names of files, as Java goes by the language setting there.
    """
    # SLICER_HOME is set within Slicer alone; elsewhere the paths are the user's own, for CUDA perhaps
    ours = (
        ("PYTHON", "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_", "CLASSPATH")
        if "SLICER_HOME" in startup
        else ("PYTHON", "CLASSPATH")
    )
    result = {name: value for name, value in startup.items() if not name.startswith(ours)}
    result.setdefault("OPT_OUT_TRACKING", "true")
    result.setdefault("GOMP_SPINCOUNT", "10000")
    if (system or platform.system()) == "Linux":
        letters = result.get("LC_ALL") or result.get("LC_CTYPE") or result.get("LANG") or ""
        if not re.search(r"utf-?8", letters, re.IGNORECASE):
            result["LC_ALL"] = "C.UTF-8"
    return result


def _ask(path: str) -> str:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            [path, "-version"],
            capture_output=True,
            timeout=20,
            env=environment(os.environ),
            stdin=subprocess.DEVNULL,
            creationflags=flags,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stderr + done.stdout).decode("utf-8", "replace")
