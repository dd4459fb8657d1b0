"""Widgets for `stand_in`, made from a .ui file. Each class knows its properties, its methods and its signals, after
Qt's and Slicer's own documentation, and refuses all others, so that a name that is wrong fails.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any


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
