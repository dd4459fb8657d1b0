package org.samovar.fiji.command;

import ij.IJ;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Map;
import org.samovar.catalog.ModelStore;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.ManageModelsJob;
import org.samovar.fiji.job.ManageModelsOptions;
import org.samovar.fiji.job.ModelAction;
import org.samovar.fiji.manager.ModelsWindow;
import org.samovar.fiji.model.ModelHost;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** The models that there are: a window for people, options for macros. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + ManageModels.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class ManageModels extends SamovarCommand {
    static final String TITLE = "Manage Models...";

    @Parameter(label = "Action", visibility = ItemVisibility.INVISIBLE, persist = false)
    private String action = ModelAction.SHOW.label();

    @Parameter(label = "Model", visibility = ItemVisibility.INVISIBLE, persist = false, required = false)
    private String model = "";

    @Parameter(label = "File", visibility = ItemVisibility.INVISIBLE, persist = false, required = false)
    private String file = "";

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String page() {
        return "how-to/manage-models";
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of("action", Labelled.labels(ModelAction.values()));
    }

    @Override
    public void execute() {
        ModelAction wanted = Labelled.parse(ModelAction.values(), action, "action");
        ModelStore store = ModelStore.standard();
        if (wanted == ModelAction.SHOW && !IJ.isMacro() && !GraphicsEnvironment.isHeadless()) {
            ModelsWindow.show(ModelHost.shared(), store);
        } else {
            new ManageModelsJob(ModelHost.shared(), store, new ManageModelsOptions(wanted, model, file)).run();
        }
    }
}
