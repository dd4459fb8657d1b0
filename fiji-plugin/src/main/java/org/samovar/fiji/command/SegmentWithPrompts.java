package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.Output;
import org.samovar.fiji.job.PromptJob;
import org.samovar.fiji.job.PromptOptions;
import org.samovar.fiji.job.PromptSource;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** ROIs say where objects are, a model says which pixels they have. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + SegmentWithPrompts.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class SegmentWithPrompts extends ImageCommand {
    static final String TITLE = "Segment with Prompts...";

    @Parameter(label = "Prompts", persistKey = "samovar.prompts")
    private String prompts = PromptSource.SELECTION.label();

    @Parameter(label = "Output", persistKey = "samovar.prompts.output")
    private String output = Output.ROI.label();

    @Parameter(label = "In words (empty: ROIs)", required = false, persist = false)
    private String said = "";

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = super.choices();
        choices.put("prompts", Labelled.labels(PromptSource.values()));
        choices.put("output", Labelled.labels(Output.values()));
        return choices;
    }

    @Override
    public void execute() {
        PromptOptions options = new PromptOptions(
                model(),
                Labelled.parse(PromptSource.values(), prompts, "prompts"),
                Labelled.parse(Output.values(), output, "output"),
                said);
        new PromptJob(host(), image(), options).run();
    }
}
