"""Starting Samovar's server: where Java and Samovar are, what is run, what it says, and what is wrong when it does not.

Nothing here starts the server: that is done by the client with a subprocess, and by the module with Qt.
"""

from __future__ import annotations

import json
import os
import pathlib
import platform
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .errors import BridgeError
from .java import Java, JavaFound, JavaMissing, environment, find_java
from .protocol import VERSION

__all__ = [
    "Address",
    "Announced",
    "Java",
    "JavaFound",
    "JavaMissing",
    "Launch",
    "announced",
    "data_folder",
    "doctor",
    "environment",
    "find_java",
    "launch",
    "not_started",
    "parse_ready",
]

JAR = "samovar-bridge.jar"
MAIN = "org.samovar.cli.Main"
LONGEST_LINE = 1 << 16


@dataclass(frozen=True)
class Launch:
    """What is to be run: the words of a command, the first being the program, and the whole environment for it."""

    command: list[str]
    environment: dict[str, str]


@dataclass(frozen=True)
class Address:
    """Where a server that was started listens."""

    host: str
    port: int
    pid: int


@dataclass(frozen=True)
class Announced(Address):
    """A server that announced itself in the data folder, with the token that it made."""

    token: bytes


def launch(folder: str | os.PathLike[str], java: JavaFound, environ: Mapping[str, str] | None = None) -> Launch:
    """How the server of a Samovar folder is started; it then wants the token on its standard input.

    ``folder``: a release, or a clone that was built. ``environ``: what the program was started with that starts the
    server (in Slicer, its ``startupEnvironment``).

    Raises BridgeError when Samovar is not there.
    """
    environ = os.environ if environ is None else environ
    home = pathlib.Path(folder).expanduser().absolute()
    places = [place for place in (home, home / "slicer-bridge" / "target") if (place / JAR).is_file()]
    if not places:
        built = (home / "slicer-bridge" / "pom.xml").is_file()
        hint = "Build it first: mvn -Dquick -DskipTests package" if built else f"Choose the folder in which {JAR} lies."
        raise BridgeError("NO_SERVER", f"There is no {JAR} in {home}.", hint)
    jar, libraries = places[0] / JAR, places[0] / "lib"
    if not any(libraries.glob("samovar-core*.jar")):
        raise BridgeError(
            "NO_SERVER",
            f"Samovar in {home} is not whole: {libraries} has no samovar-core.jar.",
            "Unpack or build it again.",
        )
    if os.pathsep in str(places[0]):
        raise BridgeError(
            "NO_SERVER",
            f"Java cannot read from a folder with '{os.pathsep}' in its name: {places[0]}.",
            "Rename the folder.",
        )
    options = [
        "-XX:MaxRAMPercentage=50",
        "-Djava.awt.headless=true",
        "-Dai.djl.offline=true",
        "-Dfile.encoding=UTF-8",
        f"-Dorg.slf4j.simpleLogger.defaultLogLevel={environ.get('SAMOVAR_LOG') or 'warn'}",
        "--enable-native-access=ALL-UNNAMED",
        *environ.get("SAMOVAR_JAVA_OPTS", "").split(),
    ]
    classes = f"{jar}{os.pathsep}{libraries}{os.sep}*"
    return Launch([java.path, *options, "-cp", classes, MAIN, "serve", "--stdin"], environment(environ))


def parse_ready(line: str) -> Address:
    """Where the server listens, as the one line that it writes says.

    Raises BridgeError when the line is another, or names another computer.
    """
    said = _object(line)
    try:
        address = Address(_loopback(said["host"]), _number(said["port"]), _number(said["pid"]))
        if said["ready"] is True:
            return address
    except (KeyError, ValueError):
        pass
    raise BridgeError(
        "NO_SERVER",
        f"The server began with something else than where it listens: {line.strip()[:200]}",
        "Update Samovar.",
    )


def not_started(log: str) -> BridgeError:
    """Why a server ended before it was ready, by what it wrote to its standard error."""
    if "Could not find or load main class" in log or "ClassNotFoundException" in log:
        return BridgeError(
            "NO_SERVER",
            "Java found nothing of Samovar in its folder.",
            "Move Samovar's folder to one whose name has only Latin letters, or unpack it again.",
        )
    if "UnsupportedClassVersionError" in log:
        return BridgeError(
            "NO_SERVER", "Samovar was built for a newer Java than the one that was found.", "Set a newer Java."
        )
    if "Could not reserve enough space" in log or "insufficient memory" in log:
        return BridgeError(
            "NO_SERVER", "There is not enough free memory to start Java.", "Close other programs, or volumes in Slicer."
        )
    said = " ".join([line.strip() for line in log.splitlines() if line.strip()][-3:])
    return BridgeError("NO_SERVER", f"The server ended before it was ready. {said or 'It said nothing.'}")


def data_folder(environ: Mapping[str, str], system: str = "") -> pathlib.Path:
    """Samovar's own folder, the same that the server takes; it need not be there."""
    system = system or platform.system()
    if environ.get("SAMOVAR_HOME", "").strip():
        return pathlib.Path(environ["SAMOVAR_HOME"])
    home = pathlib.Path(environ.get("USERPROFILE" if system == "Windows" else "HOME") or pathlib.Path.home())
    if system == "Windows":
        return pathlib.Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Samovar"
    if system == "Darwin":
        return home / "Library" / "Application Support" / "Samovar"
    return pathlib.Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "samovar"


def announced(data: pathlib.Path) -> list[Announced]:
    """Servers that announced themselves in a data folder, the newest first; one that was killed may be among them.

    Files that others could have written or read are passed over.
    """
    found = []
    for path in (data / "bridge").glob("bridge-*.json"):
        try:
            about = path.stat()
            said = (
                _object(path.read_text(encoding="utf-8")) if about.st_size <= LONGEST_LINE and _private(about) else {}
            )
            token = bytes.fromhex(said["token"])
            found.append(
                (
                    about.st_mtime_ns,
                    Announced(_loopback(said["host"]), _number(said["port"]), _number(said["pid"]), token),
                )
            )
        except (OSError, KeyError, TypeError, ValueError):
            continue
    return [server for _, server in sorted(found, key=lambda pair: -pair[0])]


def doctor(
    java: Java,
    folder: str | os.PathLike[str],
    connection: str,
    status: Sequence[str] = (),
    versions: Sequence[str] = (),
) -> str:
    """A report for a message to those who can help; it has no token, and no name of a volume.

    ``connection``: how it stands, for people. ``status``: the lines of the server's ``status``. ``versions``: of the
    program around.
    """
    lines = [
        "Samovar",
        f"System: {platform.platform()}, Python {platform.python_version()}",
        *versions,
        f"Protocol: {VERSION}",
    ]
    if isinstance(java, JavaFound):
        lines.append(f"Java: {java.version}, {java.path} ({java.where})")
    else:
        lines += [f"Java: {java.message}", *(f"  {seen}" for seen in java.seen)]
    lines.append(f"Folder: {folder or 'not set'}")
    if isinstance(java, JavaFound) and folder:
        try:
            launch(folder, java)
        except BridgeError as error:
            lines.append(f"  {error}")
    return "\n".join([*lines, f"Connection: {connection}", *(f"  {line}" for line in status)]) + "\n"


def _private(about: os.stat_result) -> bool:
    """Whether a file is this user's alone; on Windows the folder of the user's data is."""
    if os.name != "posix":
        return True
    return stat.S_ISREG(about.st_mode) and about.st_uid == os.getuid() and not about.st_mode & 0o077


def _object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _loopback(host: Any) -> str:
    if host == "localhost" or host == "::1" or re.fullmatch(r"127(\.\d{1,3}){3}", str(host)):
        return str(host)
    raise ValueError("not this computer")


def _number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 32:
        return value
    raise ValueError("no number")
