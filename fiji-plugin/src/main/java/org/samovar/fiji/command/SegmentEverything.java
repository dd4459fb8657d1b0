package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.EverythingJob;
import org.samovar.fiji.job.EverythingOptions;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.Output;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** All objects of an image, without prompts. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + SegmentEverything.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class SegmentEverything extends ImageCommand {
    static final String TITLE = "Segment Everything...";

    @Parameter(label = "Minimum area (pixels)", min = "0", persistKey = "samovar.everything.area")
    private Integer area = 20;

    @Parameter(
            label = "Least score (empty: the model's own)",
            required = false,
            persistKey = "samovar.everything.score")
    private String score = "";

    @Parameter(label = "Output", persistKey = "samovar.everything.output")
    private String output = Output.LABELS.label();

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = super.choices();
        choices.put("output", Labelled.labels(Output.values()));
        return choices;
    }

    @Override
    public void execute() {
        EverythingOptions options = new EverythingOptions(
                model(),
                area,
                Labelled.parse(Output.values(), output, "output"),
                EverythingOptions.Clicks.withScore(score));
        new EverythingJob(host(), image(), options).run();
    }
}
