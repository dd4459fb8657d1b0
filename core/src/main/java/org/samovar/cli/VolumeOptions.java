package org.samovar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.volume.Extent;
import org.samovar.evaluate.volume.PromptedSlices;
import org.samovar.evaluate.volume.VolumeProtocol;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.predict.Aggregate;
import picocli.CommandLine.Option;

/** What the simulated user does with volumes. */
final class VolumeOptions {
    /** The one that heaps of images have as well. */
    static final String PROMPT = "--prompt";
    /** They mean nothing to the protocols on images. */
    static final List<String> NAMES =
            List.of("--slices", "--range", "--corrections", "--axis", "--orientations", "--aggregate");

    static final String CURVE = "--curve";

    @Option(
            names = PROMPT,
            paramLabel = "KIND",
            description =
                    "propagate, collection: what is drawn on a slice or an example: ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE}).")
    private PromptKind prompt = VolumeProtocol.STANDARD.prompt();

    @Option(
            names = "--slices",
            paramLabel = "WHICH",
            description =
                    "propagate: on which slices of an object: largest, middle or a number N, for every Nth (default:"
                            + " largest).")
    private String slices = VolumeProtocol.STANDARD.slices().toString();

    @Option(
            names = "--range",
            paramLabel = "EXTENT",
            description = "propagate: how far objects are followed, through all slices or those that the object is on:"
                    + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Extent range = VolumeProtocol.STANDARD.extent();

    @Option(
            names = "--corrections",
            paramLabel = "N",
            description = "propagate: rounds in which each object gets a click on its worst slice and is followed anew"
                    + " (default: ${DEFAULT-VALUE}).")
    private int corrections = VolumeProtocol.STANDARD.corrections();

    @Option(
            names = "--axis",
            paramLabel = "AXIS",
            description =
                    "propagate: along which the slices are: ${COMPLETION-CANDIDATES} (default: as in the dataset).")
    private Optional<Axis> axis = Optional.empty();

    @Option(
            names = "--orientations",
            paramLabel = "N",
            description =
                    "propagate: 1, or 6: along each axis in both orders, put together (default: ${DEFAULT-VALUE}).")
    private int orientations = 1;

    @Option(
            names = "--aggregate",
            paramLabel = "HOW",
            description = "propagate: how six orientations are put together: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}).")
    private Aggregate aggregate = Aggregate.MEAN;

    @Option(
            names = CURVE,
            paramLabel = "FOLDER",
            description =
                    "propagate: measure Dice by the share of prompted slices, from one to all, and write curve.json,"
                            + " curve.csv and curve.png there; support: write those of the sizes there.")
    private Optional<Path> curve = Optional.empty();

    PromptKind prompt() {
        return prompt;
    }

    VolumeProtocol protocol() {
        return new VolumeProtocol(prompt, PromptedSlices.parse(slices), range, corrections, axis);
    }

    /** How six orientations are put together; empty where there is one. */
    Optional<Aggregate> aggregate() {
        return switch (orientations) {
            case 1 -> Optional.empty();
            case 6 -> Optional.of(aggregate);
            default -> throw new UserError("There are 1 or 6 orientations, not " + orientations + ".");
        };
    }

    /** Where to write the curve, if one is asked for. */
    Optional<Path> curve() {
        return curve;
    }
}
