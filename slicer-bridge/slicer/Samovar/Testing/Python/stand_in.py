"""A stand-in for what Slicer has and slicer-core has not: Qt, its widgets, and the base classes of modules.

Names that are wrong fail here. That the names are right in Slicer, and that anything is drawn, it cannot show.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import time
import types
import unittest
from typing import Any

import fake_server
import slicer
import slicer.util
from stand_in_widgets import Button, CheckBox, Label, ListItem, Signals, Widget, load_ui

LATER: list[Any] = []
TIMERS: list[Timer] = []
SETTINGS: dict[str, Any] = {}


# ---- what is not a widget ----


class Timer(Signals):
    signals = ("timeout()",)

    def __init__(self, *_: Any) -> None:
        self.running = False
        TIMERS.append(self)

    def setInterval(self, _: int) -> None:
        pass

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False

    @staticmethod
    def singleShot(_: int, work: Any) -> None:
        LATER.append(work)


class SocketNotifier(Signals):
    signals = ("activated(int)",)
    Read, Write = 0, 1

    def __init__(self, descriptor: int, kind: int) -> None:
        assert descriptor >= 0
        self.enabled = True

    def setEnabled(self, enabled: bool) -> None:
        self.enabled = enabled


class ByteArray:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def data(self) -> bytes:
        return self._data


class ProcessEnvironment:
    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def insert(self, name: str, value: str) -> None:
        self.values[name] = value


class Serving(fake_server.Running):
    """It can be cut off."""

    connection: Any = None

    def serve(self, connection: Any, server: Any) -> None:
        self.connection = connection
        super().serve(connection, server)


class Process(Signals):
    """A server of a few lines of Python that plays Java; `first_lines` are what the next ones begin with."""

    signals = (
        "readyReadStandardOutput()",
        "readyReadStandardError()",
        "finished(int,QProcess::ExitStatus)",
        "errorOccurred(QProcess::ProcessError)",
    )
    FailedToStart = 0
    started: list[Process] = []
    refuse: list[str] = []

    def __init__(self, *_: Any) -> None:
        self.server: Serving | None = None
        self.output, self.errors = b"", b""

    def setProcessEnvironment(self, environment: ProcessEnvironment) -> None:
        self.environment = environment.values

    def start(self, program: str, words: list[str]) -> None:
        self.command = [program, *words]
        Process.started.append(self)

    def write(self, data: bytes) -> int:
        self.token = bytes.fromhex(data.decode().strip())
        LATER.append(self._begin)
        return len(data)

    def _begin(self) -> None:
        if Process.refuse:
            self.errors = Process.refuse.pop(0).encode()
            self.emit("readyReadStandardError()")
            self.emit("finished(int,QProcess::ExitStatus)", 1, 0)
            return
        self.server = Serving(fake_server.Habits(token=self.token))
        line = f'{{"ready":true,"protocol":"1.0","host":"127.0.0.1","port":{self.server.port},"pid":1}}\n'
        for part in (line[:9], line[9:]):
            self.output = part.encode()
            self.emit("readyReadStandardOutput()")

    def readAllStandardOutput(self) -> ByteArray:
        data, self.output = self.output, b""
        return ByteArray(data)

    def readAllStandardError(self) -> ByteArray:
        data, self.errors = self.errors, b""
        return ByteArray(data)

    def error(self) -> int:
        return self.FailedToStart

    def closeWriteChannel(self) -> None:
        self.die()

    def waitForFinished(self, _: int) -> bool:
        return True

    def kill(self) -> None:
        self.die()

    def die(self) -> None:
        """It is killed from outside, or by the end of its input."""
        server, self.server = self.server, None
        if server is not None:
            with contextlib.suppress(OSError, AttributeError):
                server.connection.shutdown(socket.SHUT_RDWR)
            server.close()


class Settings:
    def contains(self, key: str) -> bool:
        return key in SETTINGS

    def value(self, key: str) -> Any:
        return SETTINGS[key]

    def setValue(self, key: str, value: Any) -> None:
        SETTINGS[key] = value


def turn() -> None:
    """One turn of the event loop."""
    while LATER:
        LATER.pop(0)()
    for timer in TIMERS:
        if timer.running:
            timer.emit("timeout()")
    time.sleep(0.005)


def settle(until: Any = None, seconds: float = 10.0) -> None:
    """Turns the event loop until something is so, which must come; left out, until what was put off is done."""
    end = time.monotonic() + seconds
    turn()
    while LATER if until is None else not until():
        assert time.monotonic() < end, "it never came"
        turn()


# ---- Slicer's base classes ----


class ScriptedLoadableModule:
    def __init__(self, parent: Any) -> None:
        self.parent = parent


class ScriptedLoadableModuleWidget:
    def __init__(self, parent: Any = None) -> None:
        self.layout = types.SimpleNamespace(addWidget=lambda widget: None)

    def setup(self) -> None:
        pass

    def resourcePath(self, name: str) -> str:
        return f"{sys.modules[type(self).__module__].__file__.rpartition('/')[0]}/Resources/{name}"


class ScriptedLoadableModuleLogic:
    def getParameterNode(self) -> Any:
        found = slicer.mrmlScene.GetSingletonNode("Samovar", "vtkMRMLScriptedModuleNode")
        if found is None:
            node = slicer.vtkMRMLScriptedModuleNode()
            node.SetSingletonTag("Samovar")
            found = slicer.mrmlScene.AddNode(node)
        return found


class ScriptedLoadableModuleTest(unittest.TestCase):
    def delayDisplay(self, text: str) -> None:
        pass


class Application(Signals):
    signals = ("startupCompleted()",)
    applicationVersion = "5.13.0-stand-in"


def children(root: Widget) -> Any:
    return types.SimpleNamespace(**root.__dict__["children"])


@contextlib.contextmanager
def standing_in():
    """The modules are there within, and nothing of them afterwards."""
    LATER.clear()
    TIMERS.clear()
    SETTINGS.clear()
    Process.started.clear()
    Process.refuse.clear()
    qt = types.ModuleType("qt")
    qt.QTimer, qt.QSocketNotifier, qt.QProcess, qt.QSettings = Timer, SocketNotifier, Process, Settings
    qt.QProcessEnvironment, qt.QListWidgetItem = ProcessEnvironment, ListItem
    qt.QLabel, qt.QCheckBox, qt.QPushButton = Label, CheckBox, Button
    qt.QCursor, qt.QIcon = (lambda shape: shape), (lambda path="": path)
    qt.Qt = types.SimpleNamespace(UserRole=256, CrossCursor=2)
    base = types.ModuleType("slicer.ScriptedLoadableModule")
    for each in (
        ScriptedLoadableModule,
        ScriptedLoadableModuleWidget,
        ScriptedLoadableModuleLogic,
        ScriptedLoadableModuleTest,
    ):
        setattr(base, each.__name__, each)
    words = types.ModuleType("slicer.i18n")
    words.tr, words.translate = (lambda text: text), (lambda context, text: text)
    effects = types.ModuleType("SegmentEditorEffects")
    effects.AbstractScriptedSegmentEditorEffect = AbstractEffect
    modules = {
        "qt": qt,
        "slicer.ScriptedLoadableModule": base,
        "slicer.i18n": words,
        "SegmentEditorEffects": effects,
    }
    utilities = {
        "loadUI": load_ui,
        "childWidgetVariables": children,
        "settingsValue": lambda key, default: SETTINGS.get(key, default),
        "startupEnvironment": lambda: {"PATH": "/usr/bin", "HOME": "/nowhere"},
        "showStatusMessage": lambda text, milliseconds=0: None,
    }
    before = {name: getattr(slicer.util, name, None) for name in utilities}
    sys.modules.update(modules)
    slicer.app = Application()
    slicer.qSlicerSegmentEditorAbstractEffect = slicer.vtkSlicerSegmentEditorLogic  # for its modes
    for name, work in utilities.items():
        setattr(slicer.util, name, work)
    try:
        yield
    finally:
        for name, work in before.items():
            setattr(slicer.util, name, work)
        for name in [n for n in sys.modules if n in modules or n.startswith(("SamovarGui", "Samovar."))]:
            del sys.modules[name]
        sys.modules.pop("Samovar", None)
        del slicer.app, slicer.qSlicerSegmentEditorAbstractEffect


# ---- the Segment Editor ----


class AbstractEffect:
    def __init__(self, scriptedEffect: Any) -> None:
        self.scriptedEffect = scriptedEffect


class EditorWidget:
    """The Segment Editor around an effect: Slicer's own logic and history."""

    def __init__(self, segmentation: Any, volume: Any) -> None:
        self.settings = slicer.vtkMRMLSegmentEditorNode()
        slicer.mrmlScene.AddNode(self.settings)
        self.settings.SetAndObserveSegmentationNode(segmentation)
        self.settings.SetAndObserveSourceVolumeNode(volume)
        self.logic = slicer.vtkSlicerSegmentEditorLogic()
        self.logic.SetMRMLScene(slicer.mrmlScene)
        self.logic.SetSegmentEditorNode(self.settings)

    def undo(self) -> None:
        self.logic.Undo()

    def redo(self) -> None:
        self.logic.Redo()


class ScriptedEffect:
    """What an effect sees of the Segment Editor."""

    def __init__(self, editor: EditorWidget) -> None:
        self._editor = editor
        self.parameters: dict[str, Any] = {}
        self.widgets: list[Any] = []
        self.name = self.title = ""
        self.perSegment = False

    def addOptionsWidget(self, widget: Any) -> None:
        self.widgets.append(widget)

    def optionsFrame(self) -> Any:
        frame = Widget()
        frame._parent = self._editor
        return frame

    def parameterSetNode(self) -> Any:
        return self._editor.settings

    def setParameterDefault(self, name: str, value: Any) -> None:
        self.parameters.setdefault(name, value)

    def setParameter(self, name: str, value: Any) -> None:
        self.parameters[name] = value

    def integerParameter(self, name: str) -> int:
        return int(self.parameters[name])

    def saveStateForUndo(self) -> None:
        self._editor.logic.SaveStateForUndo()

    def modifySelectedSegmentByLabelmap(self, labelmap: Any, mode: int, bypassMasking: bool = False) -> None:
        node = self._editor.settings
        self._editor.logic.ModifySegmentByLabelmap(
            node.GetSegmentationNode(), node.GetSelectedSegmentID(), labelmap, mode, True, bypassMasking
        )
