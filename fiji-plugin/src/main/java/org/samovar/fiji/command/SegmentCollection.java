package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.CollectionJob;
import org.samovar.fiji.job.CollectionOptions;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.PromptSource;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** ROIs on one image say where objects are, a model finds the same on many others. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + SegmentCollection.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class SegmentCollection extends ImageCommand {
    static final String TITLE = "Segment Collection...";

    @Parameter(label = "Prompts", persistKey = "samovar.collection.prompts")
    private String prompts = PromptSource.SELECTION.label();

    @Parameter(
            label = "Folder of images (empty: open ones)",
            style = "directory",
            required = false,
            persistKey = "samovar.collection.folder")
    private String folder = "";

    @Parameter(
            label = "Save labels in (empty: show)",
            style = "directory",
            required = false,
            persistKey = "samovar.collection.destination")
    private String destination = "";

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = super.choices();
        choices.put("prompts", Labelled.labels(PromptSource.values()));
        return choices;
    }

    @Override
    public void execute() {
        CollectionOptions options = new CollectionOptions(
                model(), Labelled.parse(PromptSource.values(), prompts, "prompts"), folder, destination);
        new CollectionJob(host(), image(), options).run();
    }
}
