package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.BatchJob;
import org.samovar.fiji.job.BatchOptions;
import org.samovar.fiji.job.BatchTask;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.model.ModelHost;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** All images of a folder, segmented in one way. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + BatchFolder.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class BatchFolder extends SamovarCommand {
    static final String TITLE = "Batch Folder...";

    @Parameter(label = "Folder of images", style = "directory", persistKey = "samovar.batch.folder")
    private String folder = "";

    @Parameter(label = "Save labels in", style = "directory", persistKey = "samovar.batch.destination")
    private String destination = "";

    @Parameter(label = "Task", persistKey = "samovar.batch.task")
    private String task = BatchTask.EVERYTHING.label();

    @Parameter(label = "Model (file or name)", style = "file", persistKey = "samovar.batch.model")
    private String model = ModelHost.shared().names().get(0);

    @Parameter(label = "Minimum area (pixels)", min = "0", persistKey = "samovar.batch.area")
    private Integer area = BatchOptions.AREA;

    @Parameter(label = "Prompts in words", required = false, persistKey = "samovar.batch.said")
    private String said = "";

    @Parameter(
            label = "Folder of examples",
            style = "directory",
            required = false,
            persistKey = "samovar.batch.examples")
    private String examples = "";

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String page() {
        return "how-to/batch";
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of("task", Labelled.labels(BatchTask.values()));
    }

    @Override
    public void execute() {
        BatchOptions options = new BatchOptions(
                folder, destination, Labelled.parse(BatchTask.values(), task, "task"), model, area, said, examples);
        new BatchJob(ModelHost.shared(), options).run();
    }
}
