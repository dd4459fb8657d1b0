package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.samovar.fiji.job.ComparedAs;
import org.samovar.fiji.job.EvaluateJob;
import org.samovar.fiji.job.EvaluateOptions;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.OpenLabels;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** How good label images are, open ones or those of a folder, by others that are true. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + EvaluateAgainstLabels.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class EvaluateAgainstLabels extends SamovarCommand {
    static final String TITLE = "Evaluate Against Labels...";

    @Parameter(label = "Labels are", persistKey = "samovar.evaluate.labels")
    private String labels = ComparedAs.OBJECTS.label();

    @Parameter(label = "Result", required = false, persist = false)
    private String result = OpenLabels.current();

    @Parameter(label = "Reference", required = false, persist = false)
    private String reference = OpenLabels.AUTO;

    @Parameter(
            label = "Folder of results (empty: open images)",
            style = "directory",
            required = false,
            persistKey = "samovar.evaluate.resultfolder")
    private String resultfolder = "";

    @Parameter(
            label = "Folder of references",
            style = "directory",
            required = false,
            persistKey = "samovar.evaluate.referencefolder")
    private String referencefolder = "";

    @Parameter(label = "Save tables as CSV (empty: no)", required = false, persist = false)
    private String save = "";

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String page() {
        return "how-to/evaluate-in-imagej";
    }

    @Override
    public Map<String, List<String>> choices() {
        List<String> results = OpenLabels.titles();
        List<String> references =
                Stream.concat(Stream.of(OpenLabels.AUTO), results.stream()).toList();
        return Map.of("labels", Labelled.labels(ComparedAs.values()), "result", results, "reference", references);
    }

    @Override
    public void execute() {
        EvaluateOptions options = new EvaluateOptions(
                Labelled.parse(ComparedAs.values(), labels, "labels"),
                result,
                reference,
                resultfolder,
                referencefolder,
                save);
        new EvaluateJob(options).run();
    }
}
