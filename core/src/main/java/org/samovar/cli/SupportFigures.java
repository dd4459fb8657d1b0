package org.samovar.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.catalog.LoadedSupport;
import org.samovar.evaluate.support.SupportCurve;
import org.samovar.evaluate.support.SupportEvaluation;
import org.samovar.evaluate.support.SupportProtocol;
import org.samovar.geometry.UserError;
import org.samovar.predict.support.SupportSession;
import org.samovar.predict.support.SupportSettings;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which support sets an evaluation tries. */
final class SupportFigures {
    static final List<String> NAMES = List.of("--support", "--support-from", "--draws");

    @Option(
            names = "--support",
            paramLabel = "K[,K...]",
            description =
                    "support: how many examples of each class, or how many volumes; several sizes make a table, and a curve by"
                            + " --curve (default: 4 images, 1 volume).")
    private Optional<String> sizes = Optional.empty();

    @Option(
            names = "--support-from",
            paramLabel = "SPLIT",
            description = "support: the split that examples are drawn from (default: ${DEFAULT-VALUE}).")
    private Split from = Split.TRAIN;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "support: how many support sets of each size are drawn (default: ${DEFAULT-VALUE}).")
    private int draws = 3;

    @Mixin
    private SupportOptions options = new SupportOptions();

    /** Evaluates a model on the first items of a split. */
    SupportCurve of(LoadedSupport loaded, Dataset dataset, Split split, int most, Console console) {
        if (from == split) {
            throw new UserError(
                    "Examples from the " + split + " split would be among those that are scored.",
                    "Take --support-from train, or another --split.");
        }
        boolean areVolumes = !dataset.volumes(split).isEmpty();
        SupportProtocol protocol = new SupportProtocol(sizes(areVolumes), draws, from);
        SupportSettings trained = loaded.settings();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "neighbours",
                areVolumes ? Integer.toString(options.settings(trained).neighbours()) : "all");
        SupportEvaluation evaluation = new SupportEvaluation(
                dataset,
                protocol,
                loaded.name(),
                settings,
                size -> session(loaded, areVolumes ? trained : trained.withNeighbours(size)));
        return console.withProgress(progress -> evaluation.run(split, most, progress));
    }

    /** Of images all examples are seen, unless less was asked for; of volumes as many slices as the model was trained with. */
    private SupportSession session(LoadedSupport loaded, SupportSettings own) {
        return loaded.session(options.settings(own));
    }

    private List<Integer> sizes(boolean areVolumes) {
        if (sizes.isEmpty()) {
            return List.of(areVolumes ? 1 : SupportSettings.NEIGHBOURS);
        }
        try {
            return Arrays.stream(sizes.get().split(","))
                    .map(String::trim)
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new UserError("--support takes numbers such as 4 or 1,2,4,8,16, not '" + sizes.get() + "'.", e);
        }
    }
}
