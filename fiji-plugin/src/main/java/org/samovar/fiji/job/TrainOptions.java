package org.samovar.fiji.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.geometry.UserError;

/**
 * The options of <i>Train or Finetune</i>.
 *
 * @param system the name of a config that comes with Samovar
 * @param config a file with a config, or the name of any, instead of the system; may be empty
 * @param data folder to learn from; empty for the open images that have labels
 * @param labels what the numbers of its labels mean
 * @param minutes of the whole run; 0 for those of the config
 * @param destination folder of the run
 * @param start weights to begin with, by a name or the path of a file; empty for those of the config
 * @param earlier what becomes of a run that is in the folder
 */
public record TrainOptions(
        String system,
        String config,
        String data,
        LabelMeaning labels,
        int minutes,
        String destination,
        String start,
        Earlier earlier) {
    /** What comes first in dialogs. */
    public static final String FIRST = "medicosam-instances-laptop";

    private static final String LAPTOP = "-laptop";
    private static final String PAPER = "-paper";

    /** What becomes of a run that is in the folder. */
    public enum Earlier {
        /** It goes on. */
        GO_ON,
        /** It stays as it is, and the command refuses to run. */
        REFUSE
    }

    public TrainOptions {
        if (minutes < 0) {
            throw new UserError("The minutes must not be negative, but are " + minutes + ".");
        }
    }

    /** The systems to choose from: first what a laptop can train, then what papers trained. */
    public static List<String> systems() {
        List<String> all = TrainingPlan.included();
        return Stream.concat(
                        all.stream().filter(name -> name.endsWith(LAPTOP)),
                        all.stream().filter(name -> name.contains(PAPER)))
                .toList();
    }

    /** How to train, but for the data. @throws UserError when there is no such config, or it makes no sense */
    TrainingPlan plan() {
        String name = config.isBlank() ? system.strip() : config.strip();
        try {
            TrainingPlan plan = TrainingPlan.read(Path.of(name));
            return minutes == 0 ? plan : plan.within(minutes);
        } catch (InvalidPathException e) {
            throw new UserError("\"" + name + "\" is no training config.", e);
        }
    }

    /** @throws UserError when none is named */
    Path folder() {
        return TypedFolder.of(destination)
                .map(folder -> folder.toAbsolutePath().normalize())
                .orElseThrow(() -> new UserError(
                        "There is no folder for the weights.", "Name one, in which the run and its curve are kept."));
    }

    Optional<Path> dataFolder() {
        return TypedFolder.of(data);
    }

    Optional<String> startingWeights() {
        return Optional.of(start.strip()).filter(name -> !name.isEmpty());
    }
}
