package org.samovar.fiji.job;

import java.util.List;
import java.util.Optional;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.predict.EverythingSettings;
import org.samovar.predict.Progress;

/**
 * The options of <i>Segment Everything</i> and <i>Segment Instances</i>.
 *
 * @param model a name, or the path of a file of weights
 * @param minimumArea objects of fewer pixels are left out; at least 0
 * @param output what becomes of them
 * @param way how they are found
 */
public record EverythingOptions(String model, int minimumArea, Output output, Way way) {
    /** How a model finds objects without prompts. */
    public sealed interface Way {
        /**
         * The objects of an image, the most certain first.
         *
         * @throws UserError when the model has no such way
         * @throws java.util.concurrent.CancellationException when cancelled
         */
        List<Segmentation> find(Segmenter segmenter, RgbImage image, int minimumArea, Progress progress);

        /** What may help where nothing was found. */
        String advice();
    }

    /**
     * By clicks everywhere.
     *
     * @param leastScore objects that the model is less sure of are left out, 0 to 1; empty for its own limit
     */
    public record Clicks(Optional<Double> leastScore) implements Way {
        public Clicks {
            leastScore.ifPresent(EverythingSettings::checkedScore);
        }

        /**
         * By what a user typed.
         *
         * @param leastScore a number; blank for the model's own limit
         * @throws UserError when it is no number between 0 and 1
         */
        public static Clicks withScore(String leastScore) {
            if (leastScore.isBlank()) {
                return new Clicks(Optional.empty());
            }
            try {
                return new Clicks(Optional.of(Double.valueOf(leastScore.strip())));
            } catch (NumberFormatException e) {
                throw new UserError(
                        "The least score must be a number between 0 and 1, but is \"" + leastScore + "\".",
                        "Leave it empty for the model's own.");
            }
        }

        @Override
        public List<Segmentation> find(Segmenter segmenter, RgbImage image, int minimumArea, Progress progress) {
            return segmenter.everything(image, minimumArea, leastScore, progress);
        }

        @Override
        public String advice() {
            return "Try a lower least score, a smaller minimum area, or prompts.";
        }
    }

    /** By its decoder of instances. */
    public record Decoder() implements Way {
        @Override
        public List<Segmentation> find(Segmenter segmenter, RgbImage image, int minimumArea, Progress progress) {
            return segmenter.instances(image, minimumArea, progress);
        }

        @Override
        public String advice() {
            return "Try a smaller minimum area, or prompts.";
        }
    }

    public EverythingOptions {
        requireArea(minimumArea);
    }

    /** @throws UserError for an area that can be none */
    static void requireArea(int minimumArea) {
        if (minimumArea < 0) {
            throw new UserError("The minimum area must not be negative, but is " + minimumArea + ".");
        }
    }
}
