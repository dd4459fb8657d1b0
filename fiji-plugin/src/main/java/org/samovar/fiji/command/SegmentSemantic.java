package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.SemanticJob;
import org.samovar.fiji.job.SemanticOptions;
import org.samovar.predict.semantic.Mirroring;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** The classes of an image, stack or hyperstack, by a system that was trained to find them without prompts. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + SegmentSemantic.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class SegmentSemantic extends CurrentImageCommand {
    static final String TITLE = "Segment Semantic...";

    @Parameter(label = "System (file or name)", style = "file", persistKey = "samovar.semantic.system")
    private String system = "";

    @Parameter(label = "Mirrored as well (better, slower)", persistKey = "samovar.semantic.mirror")
    private Boolean mirror = false;

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
        SemanticOptions options = new SemanticOptions(system, mirror ? Mirroring.ALL_AXES : Mirroring.NONE);
        new SemanticJob(host(), image(), options).run();
    }
}
