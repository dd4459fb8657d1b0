package org.samovar.fiji.job;

import java.util.List;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
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
    public enum Way {
        /** By clicks everywhere. */
        CLICKS {
            @Override
            List<Segmentation> find(Segmenter segmenter, RgbImage image, int minimumArea, Progress progress) {
                return segmenter.everything(image, minimumArea, progress);
            }
        },
        /** By its decoder of instances. */
        DECODER {
            @Override
            List<Segmentation> find(Segmenter segmenter, RgbImage image, int minimumArea, Progress progress) {
                return segmenter.instances(image, minimumArea, progress);
            }
        };

        abstract List<Segmentation> find(Segmenter segmenter, RgbImage image, int minimumArea, Progress progress);
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
