package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.ObjectSource;
import org.samovar.fiji.job.Output;
import org.samovar.fiji.job.RefineJob;
import org.samovar.fiji.job.RefineOptions;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Labels or ROIs of any program become prompts, and those that fit badly get better pixels. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + RefineLabels.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class RefineLabels extends ImageCommand {
    static final String TITLE = "Refine Labels...";

    @Parameter(label = "Objects", persistKey = "samovar.refine.objects")
    private String objects = ObjectSource.LABELS.label();

    @Parameter(label = "Label image (empty: by its name)", required = false, persist = false)
    private String labels = "";

    @Parameter(label = "Only those below a score of", min = "0", max = "1", persistKey = "samovar.refine.below")
    private Double below = 0.8;

    @Parameter(label = "Output", persistKey = "samovar.refine.output")
    private String output = Output.LABELS.label();

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String page() {
        return "how-to/refine-labels";
    }

    @Override
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = super.choices();
        choices.put("objects", Labelled.labels(ObjectSource.values()));
        choices.put("output", Labelled.labels(Output.values()));
        return choices;
    }

    @Override
    public void execute() {
        RefineOptions options = new RefineOptions(
                model(),
                Labelled.parse(ObjectSource.values(), objects, "objects"),
                labels,
                below,
                Labelled.parse(Output.values(), output, "output"));
        new RefineJob(host(), image(), options).run();
    }
}
