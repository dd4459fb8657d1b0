"""A stand-in for what Slicer has and slicer-core has not: Qt, its widgets, and the base classes of modules.

Widgets are made from the .ui file. Each class knows its properties, its methods and its signals, after Qt's and
Slicer's own documentation, and refuses all others, so that a name that is wrong fails here. That the names are right in
Slicer, and that anything is drawn, it cannot show.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import time
import types
import unittest
import xml.etree.ElementTree as ElementTree
from typing import Any

import fake_server
import slicer
import slicer.util

LATER: list[Any] = []
TIMERS: list[Timer] = []
SETTINGS: dict[str, Any] = {}


class Signals:
    """What has signals. `signals`: their names."""

    signals: tuple[str, ...] = ()

    def connect(self, signal: str, work: Any) -> bool:
        assert signal in self.signals, f"{type(self).__name__} has no signal {signal}"
        self.__dict__.setdefault("_slots", {}).setdefault(signal, []).append(work)
        return True

    def emit(self, signal: str, *values: Any) -> None:
        assert signal in self.signals, signal
        if not self.__dict__.get("_blocked"):
            for work in list(self.__dict__.get("_slots", {}).get(signal, ())):
                work(*values)

    def blockSignals(self, blocked: bool) -> bool:
        before, self.__dict__["_blocked"] = self.__dict__.get("_blocked", False), blocked
        return before


class Widget(Signals):
    """A widget. `properties`: what may be read and set, with the values that they have at first."""

    properties: dict[str, Any] = {}

    def __init__(self, text: str = "") -> None:
        known: dict[str, Any] = {"visible": True, "enabled": True, "toolTip": ""}
        for base in reversed(type(self).__mro__):
            known.update(base.__dict__.get("properties", {}))
        self.__dict__["values"] = {**known, "text": text} if text else known

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(f"{type(self).__name__} has no {name}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            self.__dict__[name] = value
            return
        assert name in self.values, f"{type(self).__name__} has no property {name}"
        before, self.values[name] = self.values[name], value
        if before != value:
            self.has_changed(name)

    def has_changed(self, name: str) -> None:
        """A property has another value."""

    def parent(self) -> Any:
        return self.__dict__.get("_parent")


class Button(Widget):
    signals = ("clicked()", "toggled(bool)")
    properties = {"text": "", "checkable": False, "checked": False}

    def has_changed(self, name: str) -> None:
        if name == "checked":
            self.emit("toggled(bool)", self.checked)

    def click(self) -> None:
        assert self.enabled, f"{self.text} cannot be pressed"
        if self.checkable:
            self.checked = not self.checked
        self.emit("clicked()")


class CheckBox(Button):
    properties = {"checkable": True}


class Label(Widget):
    properties = {"text": "", "wordWrap": False}


class TextEdit(Widget):
    properties = {"plainText": "", "readOnly": False}


class ProgressBar(Widget):
    properties = {"maximum": 100, "value": 0}


class SpinBox(Widget):
    properties = {"maximum": 99, "value": 0}


class PathEdit(Widget):
    signals = ("currentPathChanged(QString)",)
    properties = {"currentPath": "", "filters": ""}

    def has_changed(self, name: str) -> None:
        if name == "currentPath":
            self.emit("currentPathChanged(QString)", self.currentPath)


class ComboBox(Widget):
    signals = ("currentIndexChanged(int)",)
    properties = {"currentIndex": -1}

    @property
    def _items(self) -> list[tuple[str, Any]]:
        return self.__dict__.setdefault("items", [])

    @property
    def count(self) -> int:
        return len(self._items)

    @property
    def currentData(self) -> Any:
        return self.itemData(self.currentIndex)

    def addItem(self, text: str, data: Any = None) -> None:
        self._items.append((text, data))
        if self.currentIndex < 0:
            self.currentIndex = 0

    def itemData(self, index: int) -> Any:
        return self._items[index][1] if 0 <= index < self.count else None

    def findData(self, data: Any) -> int:
        return next((n for n, item in enumerate(self._items) if item[1] == data), -1)

    def setCurrentIndex(self, index: int) -> None:
        self.currentIndex = min(index, self.count - 1)

    def clear(self) -> None:
        self._items.clear()
        self.currentIndex = -1

    def has_changed(self, name: str) -> None:
        if name == "currentIndex":
            self.emit("currentIndexChanged(int)", self.currentIndex)


class ListItem:
    def __init__(self, text: str) -> None:
        self._text, self._data = text, {}

    def text(self) -> str:
        return self._text

    def setData(self, role: int, data: Any) -> None:
        self._data[role] = data

    def data(self, role: int) -> Any:
        return self._data.get(role)


class ListWidget(Widget):
    signals = ("itemDoubleClicked(QListWidgetItem*)",)
    properties = {"currentRow": -1}

    @property
    def _items(self) -> list[ListItem]:
        return self.__dict__.setdefault("items", [])

    @property
    def count(self) -> int:
        return len(self._items)

    def item(self, row: int) -> ListItem:
        return self._items[row]

    def addItem(self, item: Any) -> None:
        self._items.append(item if isinstance(item, ListItem) else ListItem(item))

    def addItems(self, texts: list[str]) -> None:
        for text in texts:
            self.addItem(text)

    def clear(self) -> None:
        self._items.clear()
        self.currentRow = -1


class Container(Widget):
    properties = {"text": "", "collapsed": False}


class MrmlWidget(Widget):
    def setMRMLScene(self, scene: Any) -> None:
        self._scene = scene


class NodeBox(MrmlWidget):
    signals = ("currentNodeChanged(vtkMRMLNode*)",)
    properties = {
        "nodeTypes": [],
        "showChildNodeTypes": True,
        "addEnabled": True,
        "removeEnabled": True,
        "renameEnabled": False,
        "noneEnabled": False,
        "selectNodeUponCreation": True,
    }

    def currentNode(self) -> Any:
        return self.__dict__.get("_node")

    def setCurrentNode(self, node: Any) -> None:
        if node is not self.currentNode():
            assert node is None or any(node.IsA(kind) for kind in self.nodeTypes), node.GetClassName()
            self._node = node
            self.emit("currentNodeChanged(vtkMRMLNode*)", node)


class SegmentsTable(MrmlWidget):
    signals = ("selectionChanged(QItemSelection,QItemSelection)",)
    properties = {"selectionMode": ""}

    def setSegmentationNode(self, node: Any) -> None:
        if node is not self.__dict__.get("_node"):
            self._node, self._chosen = node, []

    def selectedSegmentIDs(self) -> tuple[str, ...]:
        return tuple(self.__dict__.get("_chosen", ()))

    def setSelectedSegmentIDs(self, segments: list[str]) -> None:
        known = self._node.GetSegmentation().GetSegmentIDs()
        self._chosen = [segment for segment in segments if segment in known]
        self.emit("selectionChanged(QItemSelection,QItemSelection)", None, None)


class Show3DButton(MrmlWidget):
    def setSegmentationNode(self, node: Any) -> None:
        self._node = node


CLASSES = {
    "QPushButton": Button,
    "QCheckBox": CheckBox,
    "QLabel": Label,
    "QPlainTextEdit": TextEdit,
    "QProgressBar": ProgressBar,
    "QSpinBox": SpinBox,
    "QComboBox": ComboBox,
    "QListWidget": ListWidget,
    "ctkPathLineEdit": PathEdit,
    "ctkCollapsibleButton": Container,
    "qMRMLWidget": MrmlWidget,
    "qMRMLNodeComboBox": NodeBox,
    "qMRMLSegmentsTableView": SegmentsTable,
    "qMRMLSegmentationShow3DButton": Show3DButton,
}


def load_ui(path: str) -> Widget:
    """The widgets of a .ui file, with the properties that it gives them."""
    tree = ElementTree.parse(path)
    made: dict[str, Widget] = {}
    for element in tree.getroot().iter("widget"):
        widget = CLASSES[element.get("class")]()
        for found in element.findall("property"):
            setattr(widget, found.get("name"), _value(found[0]))
        assert element.get("name") not in made, element.get("name")
        made[element.get("name")] = widget
    for connection in tree.getroot().iter("connection"):
        assert connection.findtext("sender") in made
        assert connection.findtext("receiver") in made
    root = made[tree.getroot().findtext("class")]
    root.__dict__["children"] = made
    return root


def _value(element: Any) -> Any:
    if element.tag == "stringlist":
        return [each.text for each in element]
    text = element.text or ""
    return {"bool": lambda: text == "true", "number": lambda: int(text)}.get(element.tag, lambda: text)()


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
