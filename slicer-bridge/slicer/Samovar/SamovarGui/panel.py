"""What the module's panel shows."""

from __future__ import annotations

from typing import Any

import qt
from SamovarLib.placing import BOX, ERASE, EXCLUDE, INCLUDE, REGION, SCRIBBLE

from .shared import Shared

TOOLS = {
    "includeButton": INCLUDE,
    "excludeButton": EXCLUDE,
    "boxButton": BOX,
    "scribbleButton": SCRIBBLE,
    "eraseButton": ERASE,
    "regionButton": REGION,
}
AXIS_NAMES = {"k": "slices (k)", "j": "rows (j)", "i": "columns (i)", "t": "time"}
_STEPS = 1000


class Panel:
    """Brings the widgets of the .ui file up to what the logic says. Who calls it sees to it that no signal counts."""

    def __init__(self, ui: Any) -> None:
        self._ui = ui
        for axis, name in AXIS_NAMES.items():
            ui.axisSelector.addItem(name, axis)

    @property
    def candidate_buttons(self) -> list[Any]:
        return [self._ui.candidateButton1, self._ui.candidateButton2, self._ui.candidateButton3]

    def show(self, shared: Shared, volume: Any, segmentation: Any) -> None:
        """volume, segmentation: the nodes that were chosen, or None."""
        self._ui.stateLabel.text = shared.connection.state
        self._show_nodes(shared, volume, segmentation)
        self._show_models(shared)
        self._show_prompts(shared)
        self._show_candidates(shared)
        self._show_buttons(shared)
        self._show_bounds(shared)

    def show_progress(self, done: int, total: int) -> None:
        """total: 0 when nothing is under way."""
        bar = self._ui.progressBar
        bar.visible = total > 0
        if total > 0:
            bar.maximum, bar.value = _STEPS, int(_STEPS * done / total)

    def add_check(self, text: str, place: str) -> None:
        """Lists a slice that should be looked at; `place` comes back when it is chosen."""
        item = qt.QListWidgetItem(text)
        item.setData(qt.Qt.UserRole, place)
        self._ui.checkList.addItem(item)

    def _show_nodes(self, shared: Shared, volume: Any, segmentation: Any) -> None:
        ui, logic = self._ui, shared.logic
        ui.volumeSelector.setCurrentNode(volume)
        ui.segmentationSelector.setCurrentNode(segmentation)
        ui.segmentsTable.setSegmentationNode(logic.segmentation)
        ui.show3DButton.setSegmentationNode(logic.segmentation)
        if logic.segment and list(ui.segmentsTable.selectedSegmentIDs()) != [logic.segment]:
            ui.segmentsTable.setSelectedSegmentIDs([logic.segment])

    def _show_models(self, shared: Shared) -> None:
        ui, models = self._ui, shared.logic.models
        for box, use in (
            (ui.modelSelector, "prompts"),
            (ui.classesSelector, "classes"),
            (ui.supportSelector, "support"),
        ):
            able = [model for model in models if use in model.get("uses", ())]
            names = [(model.get("title") or model["name"], model["name"]) for model in able]
            if [box.itemData(n) for n in range(box.count)] != [name for _, name in names]:
                box.clear()
                for title, name in names:
                    box.addItem(title, name)
        ui.modelSelector.setCurrentIndex(max(0, ui.modelSelector.findData(shared.logic.model)))

    def _show_prompts(self, shared: Shared) -> None:
        prompts, shown = [str(prompt) for prompt in shared.logic.prompts], self._ui.promptsList
        if [shown.item(n).text() for n in range(shown.count)] != prompts:
            shown.clear()
            shown.addItems(prompts)

    def _show_candidates(self, shared: Shared) -> None:
        chosen, every = shared.logic.candidates()
        for n, button in enumerate(self.candidate_buttons):
            there = n < len(every)
            button.enabled = there and not shared.logic.busy
            button.checked = there and n == chosen
            button.text = f"{n + 1} ({every[n].score:.2f})" if there else str(n + 1)

    def _show_buttons(self, shared: Shared) -> None:
        ui, logic = self._ui, shared.logic
        for name, kind in TOOLS.items():
            getattr(ui, name).checked = shared.placing.kind == kind
        ui.undoButton.enabled, ui.redoButton.enabled = logic.can_undo, logic.can_redo
        free = not logic.busy
        ui.propagateButton.enabled = ui.useMarkupsButton.enabled = free
        ui.classesButton.enabled = free and ui.classesSelector.count > 0
        ui.supportButton.enabled = free and ui.supportSelector.count > 0
        ui.keepButton.enabled = ui.takeBackButton.enabled = not free

    def _show_bounds(self, shared: Shared) -> None:
        first, last = self._ui.firstSpinBox, self._ui.lastSpinBox
        end = max(0, shared.logic.slices_along(self._ui.axisSelector.currentData or "k") - 1)
        if last.maximum != end:
            first.maximum = last.maximum = end
            first.value, last.value = 0, end
