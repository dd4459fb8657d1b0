package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.MeasureJob;
import org.samovar.fiji.job.ObjectSource;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Area or volume, place and diameter of each object, in the units of the image. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + MeasureObjects.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class MeasureObjects extends CurrentImageCommand {
    static final String TITLE = "Measure Objects...";

    @Parameter(label = "Objects", persistKey = "samovar.measure.objects")
    private String objects = ObjectSource.LABELS.label();

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String page() {
        return "how-to/measure-objects";
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of("objects", Labelled.labels(ObjectSource.values()));
    }

    @Override
    public void execute() {
        new MeasureJob(image(), Labelled.parse(ObjectSource.values(), objects, "objects")).run();
    }
}
