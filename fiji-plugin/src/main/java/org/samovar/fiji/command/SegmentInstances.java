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

/** All objects of an image, by the decoder of a model that was trained to find them. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + SegmentInstances.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class SegmentInstances extends ImageCommand {
    static final String TITLE = "Segment Instances...";

    @Parameter(label = "Minimum area (pixels)", min = "0", persistKey = "samovar.instances.area")
    private Integer area = 20;

    @Parameter(label = "Output", persistKey = "samovar.instances.output")
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
                model(), area, Labelled.parse(Output.values(), output, "output"), new EverythingOptions.Decoder());
        new EverythingJob(host(), image(), options).run();
    }
}
