package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.SupportJob;
import org.samovar.fiji.job.SupportOptions;
import org.samovar.predict.support.Sweep;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** The classes of an image, stack or hyperstack, by labelled examples. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + SegmentWithSupportSet.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class SegmentWithSupportSet extends CurrentImageCommand {
    static final String TITLE = "Segment with Support Set...";

    @Parameter(label = "Model (file or name)", style = "file", persistKey = "samovar.support.model")
    private String model = host().names().get(0);

    @Parameter(
            label = "Folder of examples (empty: open images)",
            style = "directory",
            required = false,
            persistKey = "samovar.support.folder")
    private String folder = "";

    @Parameter(label = "Target (where there are several)", required = false, persistKey = "samovar.support.target")
    private String target = "";

    @Parameter(label = "Examples to take (0: all)", min = "0", persistKey = "samovar.support.size")
    private Integer size = 0;

    @Parameter(
            label = "Similar examples for each image (0: as trained)",
            min = "0",
            persistKey = "samovar.support.neighbours")
    private Integer neighbours = 0;

    @Parameter(label = "Both directions through stacks (better, slower)", persistKey = "samovar.support.both")
    private Boolean both = true;

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of();
    }

    @Override
    public void execute() {
        SupportOptions options =
                new SupportOptions(model, folder, target, size, neighbours, both ? Sweep.BOTH : Sweep.FORWARD);
        new SupportJob(host(), image(), options).run();
    }
}
