package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.PromptSource;
import org.samovar.fiji.job.PropagateJob;
import org.samovar.fiji.job.PropagateOptions;
import org.samovar.fiji.job.Through;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** ROIs on a few slices say where objects are, a model follows them through the others. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + PropagateThroughStack.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class PropagateThroughStack extends ImageCommand {
    static final String TITLE = "Propagate Through Stack...";

    @Parameter(label = "Prompts", persistKey = "samovar.propagate.prompts")
    private String prompts = PromptSource.SELECTION.label();

    @Parameter(label = "Through", persistKey = "samovar.propagate.through")
    private String through = Through.AUTO.label();

    @Parameter(label = "From slice (0: first)", min = "0", persistKey = "samovar.propagate.first")
    private Integer first = 0;

    @Parameter(label = "To slice (0: last)", min = "0", persistKey = "samovar.propagate.last")
    private Integer last = 0;

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = super.choices();
        choices.put("prompts", Labelled.labels(PromptSource.values()));
        choices.put("through", Labelled.labels(Through.values()));
        return choices;
    }

    @Override
    public void execute() {
        PropagateOptions options = new PropagateOptions(
                model(),
                Labelled.parse(PromptSource.values(), prompts, "prompts"),
                Labelled.parse(Through.values(), through, "through"),
                first,
                last);
        new PropagateJob(host(), image(), options).run();
    }
}
