package org.samovar.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.method.sam2sgp.Retrieval;
import org.samovar.method.sam2sgp.SliceBank.Eviction;
import org.samovar.predict.support.SupportSettings;
import org.samovar.predict.support.Sweep;
import picocli.CommandLine.Option;

/** How a support set is used. */
final class SupportOptions {
    static final List<String> NAMES = List.of("--neighbours", "--retrieval", "--slice-memory", "--sweep");

    @Option(
            names = "--neighbours",
            paramLabel = "K",
            description = "Beside how many examples an image is seen (default: as the model was trained, at most).")
    private Optional<Integer> neighbours = Optional.empty();

    @Option(
            names = "--retrieval",
            paramLabel = "WHICH",
            description = "Beside which of them: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Retrieval retrieval = Retrieval.SIMILAR;

    @Option(
            names = "--slice-memory",
            paramLabel = "HOW",
            description =
                    "What a slice of a volume sees of those before: those like it, as in the paper, the newest, as in its"
                            + " released code, or nothing: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SliceMemory sliceMemory = SliceMemory.SIMILAR;

    @Option(
            names = "--sweep",
            paramLabel = "ORDER",
            description = "In which order slices are segmented, from the first to the last or in both orders:"
                    + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Sweep sweep = Sweep.BOTH;

    /** What slices remember. */
    enum SliceMemory {
        SIMILAR,
        NEWEST,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The settings of a model with what was chosen.
     *
     * @param own what holds where nothing was
     */
    SupportSettings settings(SupportSettings own) {
        if (neighbours.orElse(1) < 1) {
            throw new UserError("--neighbours " + neighbours.orElseThrow() + " leaves nothing to see an image beside.");
        }
        SupportSettings chosen = neighbours.map(own::withNeighbours).orElse(own);
        SupportSettings inOrder = chosen.with(retrieval, 0).with(sweep);
        return switch (sliceMemory) {
            case SIMILAR -> inOrder;
            case NEWEST -> inOrder.withSlices(SupportSettings.RELEASED_SLICES, Eviction.OLDEST);
            case NONE -> inOrder.withSlices(0, Eviction.OLDEST);
        };
    }
}
