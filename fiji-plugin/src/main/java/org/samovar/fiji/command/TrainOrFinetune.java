package org.samovar.fiji.command;

import java.util.List;
import java.util.Map;
import org.samovar.fiji.job.LabelMeaning;
import org.samovar.fiji.job.Labelled;
import org.samovar.fiji.job.TrainJob;
import org.samovar.fiji.job.TrainOptions;
import org.samovar.fiji.model.ModelHost;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A model learns from the user's own images and labels. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Samovar>" + TrainOrFinetune.TITLE,
        initializer = "offerChoices",
        headless = true)
public final class TrainOrFinetune extends SamovarCommand {
    static final String TITLE = "Train or Finetune...";

    @Parameter(label = "System", persistKey = "samovar.train.system")
    private String system = TrainOptions.FIRST;

    @Parameter(
            label = "Own config (empty: the system's)",
            style = "file",
            required = false,
            persistKey = "samovar.train.config")
    private String config = "";

    @Parameter(
            label = "Folder of images and labels (empty: open ones)",
            style = "directory",
            required = false,
            persistKey = "samovar.train.data")
    private String data = "";

    @Parameter(label = "Numbers of labels are", persistKey = "samovar.train.labels")
    private String labels = LabelMeaning.AUTO.label();

    @Parameter(label = "Minutes in all (0: as the config says)", min = "0", persistKey = "samovar.train.minutes")
    private Integer minutes = 0;

    @Parameter(
            label = "Folder for weights and curve",
            style = "directory",
            required = false,
            persistKey = "samovar.train.destination")
    private String destination = "";

    @Parameter(
            label = "Start from (file or name, empty: as the config says)",
            style = "file",
            required = false,
            persistKey = "samovar.train.start")
    private String start = "";

    @Parameter(label = "Go on with a run that is there", persistKey = "samovar.train.resume")
    private Boolean resume = true;

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String page() {
        return "how-to/train-in-imagej";
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of(
                "system", TrainOptions.systems(),
                "labels", Labelled.labels(LabelMeaning.values()));
    }

    @Override
    public void execute() {
        TrainOptions options = new TrainOptions(
                system,
                config,
                data,
                Labelled.parse(LabelMeaning.values(), labels, "labels"),
                minutes,
                destination,
                start,
                resume ? TrainOptions.Earlier.GO_ON : TrainOptions.Earlier.REFUSE);
        new TrainJob(ModelHost.shared(), options).run();
    }
}
