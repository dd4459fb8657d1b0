package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.CompareModelsJob;
import org.samovar.fiji.job.CompareModelsOptions;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.PromptSource;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** ROIs say where an object is, and all models answer side by side. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + CompareModels.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class CompareModels extends CurrentImageCommand {
    static final String TITLE = "Compare Models...";

    @Parameter(label = "Prompts (for one object)", persistKey = "samovar.compare.prompts")
    private String prompts = PromptSource.SELECTION.label();

    @Parameter(label = "In words (empty: ROIs)", required = false, persist = false)
    private String said = "";

    @Parameter(
            label = "Models, with commas (empty: all installed)",
            required = false,
            persistKey = "samovar.compare.models")
    private String models = "";

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String page() {
        return "how-to/compare-models";
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of("prompts", Labelled.labels(sources()));
    }

    private static PromptSource[] sources() {
        return CompareModelsOptions.SOURCES.toArray(PromptSource[]::new);
    }

    @Override
    public void execute() {
        CompareModelsOptions options =
                new CompareModelsOptions(models, Labelled.parse(sources(), prompts, "prompts"), said);
        new CompareModelsJob(host(), image(), options).run();
    }
}
