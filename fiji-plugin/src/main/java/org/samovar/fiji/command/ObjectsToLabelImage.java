package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.LabelImageJob;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.ObjectSource;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A label image of the objects that ROIs outline, on all slices and points in time. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + ObjectsToLabelImage.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class ObjectsToLabelImage extends CurrentImageCommand {
    static final String TITLE = "Objects to Label Image...";

    @Parameter(label = "Objects", persistKey = "samovar.labelimage.objects")
    private String objects = ObjectSource.MANAGER.label();

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
        return Map.of("objects", Labelled.labels(ObjectSource.ofRois()));
    }

    @Override
    public void execute() {
        new LabelImageJob(image(), Labelled.parse(ObjectSource.ofRois(), objects, "objects")).run();
    }
}
