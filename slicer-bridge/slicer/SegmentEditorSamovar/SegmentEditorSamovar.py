"""Makes Samovar an effect of the Segment Editor."""

from __future__ import annotations

import os
from typing import Any

import slicer
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import ScriptedLoadableModule


class SegmentEditorSamovar(ScriptedLoadableModule):
    """A hidden module that does nothing but register the effect when Slicer has started."""

    def __init__(self, parent: Any) -> None:
        ScriptedLoadableModule.__init__(self, parent)
        parent.title = _("Samovar in the Segment Editor")
        parent.categories = [translate("qSlicerAbstractCoreModule", "Segmentation")]
        parent.dependencies = ["Segmentations", "Samovar"]
        parent.contributors = ["The authors of Samovar"]
        parent.hidden = True
        parent.helpText = _("Registers the effect Samovar of the Segment Editor.")
        slicer.app.connect("startupCompleted()", self.register_effect)

    def register_effect(self) -> None:
        import qSlicerSegmentationsEditorEffectsPythonQt as effects

        effect = effects.qSlicerSegmentEditorScriptedEffect(None)
        source = os.path.join(os.path.dirname(__file__), "SegmentEditorSamovarLib", "SegmentEditorEffect.py")
        effect.setPythonSource(source.replace("\\", "/"))
        effect.self().register()
