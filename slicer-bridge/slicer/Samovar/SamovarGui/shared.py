"""The one server and the one logic that the module and the effect use."""

from __future__ import annotations

from typing import Any

import qt
import slicer
import slicer.util
from SamovarLib.logic import Listener, SamovarLogic
from SamovarLib.placing import Placing, Pointer
from SamovarLib.server import doctor, find_java

from .connection import Connection

FOLDER, JAVA = "Samovar/folder", "Samovar/java"


class Audience(Listener):
    """Passes on what happens to who is shown: the module, or the effect."""

    def __init__(self) -> None:
        self.current: Listener = Listener()

    def failed(self, message: str, hint: str) -> None:
        self.current.failed(message, hint)

    def notice(self, text: str) -> None:
        self.current.notice(text)

    def progress(self, done: int, total: int, what: str) -> None:
        self.current.progress(done, total, what)

    def changed(self) -> None:
        self.current.changed()

    def check(self, slices: list[dict[str, Any]]) -> None:
        self.current.check(slices)


class Shared:
    """The connection, the logic, and what is drawn in the slice views."""

    def __init__(self) -> None:
        self.audience = Audience()
        self.logic = SamovarLogic(self.audience)
        version = slicer.app.applicationVersion
        self.connection = Connection(
            f"3D Slicer {version}",
            self.logic.connect,
            self.logic.disconnected,
            lambda _: self.audience.changed(),
            self.audience.failed,
        )
        self.pointer = Pointer(self.logic, slicer.mrmlScene)
        self.placing = Placing(self.logic, self.pointer, slicer.mrmlScene, lambda work: qt.QTimer.singleShot(0, work))

    def connect(self) -> None:
        """Starts the server of the folder in the settings."""
        self.connection.start(setting(FOLDER), setting(JAVA), slicer.util.startupEnvironment())

    def connect_once(self) -> None:
        """Starts it when the user begins to work and has not done so; nothing where no folder is set yet."""
        if not self.connection.running and setting(FOLDER):
            self.connect()

    def check(self, then: Any) -> None:
        """Calls `then` with a report about the set-up, and, where it answers, about the server."""
        environ = slicer.util.startupEnvironment()
        java = find_java(setting(JAVA), setting(FOLDER), environ)
        versions = [f"Slicer: {slicer.app.applicationVersion}"]

        def report(status: list[str]) -> None:
            words = doctor(java, setting(FOLDER), self.connection.state, status, versions)
            then(words + (f"Log:\n{self.connection.log}" if self.connection.log else ""))

        if self.logic.connected:
            self.logic.status(report)
        else:
            report([])

    def close(self) -> None:
        """The end."""
        self.placing.stop()
        self.pointer.stop()
        self.connection.stop()
        self.logic.close()


_shared: list[Shared] = []


def shared() -> Shared:
    """The one that there is, made when it is first asked for."""
    if not _shared:
        _shared.append(Shared())
    return _shared[0]


def forget() -> None:
    """Ends it; the next `shared` makes another."""
    while _shared:
        _shared.pop().close()


def setting(key: str) -> str:
    """A setting of the application; empty where it is not set."""
    return str(slicer.util.settingsValue(key, ""))


def set_setting(key: str, value: str) -> None:
    """Keeps a setting of the application."""
    qt.QSettings().setValue(key, value)
