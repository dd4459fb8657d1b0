package org.samovar.fiji.job;

import ij.IJ;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.samovar.catalog.training.Aim;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.TrainingRun;
import org.samovar.geometry.UserError;
import org.samovar.train.RunFolder;
import org.samovar.train.Trainer;

/** Trains a model on the user's images and labels, or goes on with a run that was stopped. */
public final class TrainJob {
    private static final String NAME = "Train or Finetune";

    private final ModelHost host;
    private final TrainOptions options;

    public TrainJob(ModelHost host, TrainOptions options) {
        this.host = host;
        this.options = options;
    }

    /**
     * Trains until the time is up or Escape is pressed, and says in the log where the weights are and what takes them. What was learned until then is kept in either case, and
     * the same options go on with it.
     *
     * @throws UserError when there is nothing to learn from, it does not suit the config, or the folder has another run
     * @throws CancellationException when Escape was pressed before anything was learned
     */
    public void run() {
        TrainingPlan plan = options.plan();
        RunFolder folder = new RunFolder(options.folder());
        if (!folder.hasRun() || options.earlier() == TrainOptions.Earlier.REFUSE) {
            folder.requireFree();
        }
        LearnedData data = data(plan, folder);
        try {
            train(plan.on(data.set()), data, folder);
        } catch (CancellationException e) {
            throw e; // the training comes to its end without anyone who waits
        } catch (RuntimeException | Error e) {
            if (!folder.hasRun()) {
                data.discard();
            }
            throw e;
        }
    }

    private LearnedData data(TrainingPlan plan, RunFolder run) {
        Escape escape = new Escape();
        Optional<LearnedData> ofFolder =
                options.dataFolder().map(folder -> LearnedData.ofFolder(folder, plan, options.labels(), run, escape));
        return ofFolder.orElseGet(() -> LearnedData.ofOpen(
                () -> OpenExamples.find(OpenImages.all(), plan.channels()), plan, options.labels(), run, escape));
    }

    private void train(TrainingPlan plan, LearnedData data, RunFolder folder) {
        LiveCurve curve = new LiveCurve(System::nanoTime, CurveScreen.of("Training of " + plan.name()));
        TrainingTalk talk = new TrainingTalk(host::serveOthers, curve);
        IJ.showStatus("Samovar: reading what " + plan.name() + " learns from");
        try {
            TrainingRun run = new TrainingRun(plan, options.startingWeights(), data.datasets(), folder.path());
            Trainer.Outcome outcome = host.train(run, talk, talk);
            tell(plan, outcome, talk, curve, folder);
        } catch (CancellationException e) {
            talk.stop(); // nobody waits any more
            throw e;
        } finally {
            curve.end();
            IJ.showProgress(1.0);
        }
    }

    private void tell(
            TrainingPlan plan, Trainer.Outcome outcome, TrainingTalk talk, LiveCurve curve, RunFolder folder) {
        String score = curve.best().isEmpty()
                ? "no images were held out to score it by"
                : String.format(Locale.ROOT, "best score %.3f", curve.best().getAsDouble());
        IJ.log(String.format(
                Locale.ROOT,
                "%s: %s, %d iterations in %.1f minutes, %s",
                NAME,
                plan.name(),
                outcome.iterations(),
                outcome.minutes(),
                score));
        if (talk.isStopped()) {
            IJ.log("Stopped; the same command goes on from here.");
        } else if (talk.iterations() == 0) {
            IJ.log("The run was over before; more minutes let it go on.");
        }
        IJ.log("The best weights are " + folder.best() + ". To use them:");
        IJ.log(use(plan.aim(), folder.best().toString().replace('\\', '/')));
        IJ.showStatus("Samovar: trained " + plan.name() + ", " + score);
    }

    /** The line of a macro that uses a trained file. */
    static String use(Aim aim, String file) {
        return switch (aim) {
            case PROMPTS -> line("Segment with Prompts...", "model", file);
            case OBJECTS -> line("Segment Instances...", "model", file);
            case CLASSES -> line("Segment Semantic...", "system", file);
            case EXAMPLES -> line("Segment with Support Set...", "model", file);
        };
    }

    private static String line(String command, String key, String file) {
        return "run(\"" + command + "\", \"" + key + "=[" + file + "]\");";
    }
}
