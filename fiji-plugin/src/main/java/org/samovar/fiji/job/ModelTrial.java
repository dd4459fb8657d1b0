package org.samovar.fiji.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.fiji.model.Segmentation;
import org.samovar.image.RunLengthMask;

/**
 * How a model did with a question.
 *
 * @param model as it was asked for
 * @param answer empty where there is none
 * @param message why there is none; otherwise empty
 */
record ModelTrial(String model, Optional<Answered> answer, String message) {
    /**
     * An answer.
     *
     * @param found may be empty
     * @param first seconds until the answer, with the look at the image and without the opening of the model
     * @param next seconds for the same question again, when the image is known
     */
    record Answered(Segmentation found, double first, double next) {
        RunLengthMask mask() {
            return found.mask();
        }
    }

    static ModelTrial answered(String model, Answered answer) {
        return new ModelTrial(model, Optional.of(answer), "");
    }

    static ModelTrial failed(String model, String why) {
        return new ModelTrial(model, Optional.empty(), why);
    }

    /** What stands below its picture, always as many lines. */
    List<String> caption() {
        return answer.map(is -> List.of(
                        shortName(),
                        is.mask().isEmpty()
                                ? "found nothing"
                                : String.format(Locale.ROOT, "score %.2f", is.found.score()),
                        String.format(Locale.ROOT, "%.2f s, then %.2f s", is.first, is.next)))
                .orElseGet(() -> List.of(shortName(), "no answer", ""));
    }

    /** Of a path the file. */
    private String shortName() {
        try {
            return String.valueOf(Path.of(model).getFileName());
        } catch (InvalidPathException e) {
            return model;
        }
    }
}
