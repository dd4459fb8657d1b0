package org.samovar.cli;

import java.util.function.Function;
import org.samovar.catalog.LoadedModel;
import org.samovar.evaluate.NetworkSegmenter;
import org.samovar.evaluate.Segmenter;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.predict.Progress;

/** A model that is measured on images. */
final class ModelImages {
    /** A segment of which less than this is left by better ones does not count as an object. */
    private static final double LEAST_VISIBLE = 0.5;

    private ModelImages() {}

    static Segmenter of(LoadedModel model) {
        Function<RgbImage, LabelMap> everything = image -> model.everything()
                .segment(image, Progress.NONE)
                .visible(LEAST_VISIBLE)
                .labels();
        Function<RgbImage, LabelMap> instances = model.instances()
                .<Function<RgbImage, LabelMap>>map(decoder -> image -> decoder.segment(image, Progress.NONE))
                .orElse(everything);
        return new NetworkSegmenter(model.name(), model::session, everything, instances);
    }
}
