package org.samovar.fiji.command;

import ij.IJ;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputHarvester;

/**
 * In Fiji, gives the options that a macro leaves out their declared values. Without it, a dialog would open in the middle of a macro, or the values of
 * an earlier dialog would be taken. Comes before both, and after the macro's own options; commands of others are left alone.
 *
 * <p>Options that no dialog shows keep their declared values also without a macro.
 */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 2)
public final class MacroDefaults extends AbstractPreprocessorPlugin {
    @Override
    public void process(Module module) {
        if (!(module.getDelegateObject() instanceof SamovarCommand)) {
            return;
        }
        for (ModuleItem<?> input : module.getInfo().inputs()) {
            boolean stays = IJ.isMacro() || input.getVisibility() == ItemVisibility.INVISIBLE;
            if (stays && (input.getValue(module) != null || !input.isRequired())) {
                module.resolveInput(input.getName());
            }
        }
    }
}
