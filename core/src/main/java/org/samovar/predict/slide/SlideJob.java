package org.samovar.predict.slide;

import java.util.Optional;
import org.samovar.geometry.Region;
import org.samovar.image.Slide;
import org.samovar.image.SlideLevel;
import org.samovar.tensor.Precision;

/**
 * What a run over a slide does, so that another one goes on with the same alone.
 *
 * @param slide name of its file
 * @param pixels of it, by the SHA-256 of a part of them; see {@link #mark}
 * @param level that is looked at
 * @param width of the level in pixels
 * @param height of the level
 * @param field side of a field in pixels
 * @param halo of a field
 * @param tile side of a tile
 * @param blank least difference in brightness of a field that is looked at
 * @param model name of the model
 * @param sha256 of its weights
 * @param precision of its products
 * @param finds what it looks for, and how
 * @param leastScore of objects, where the user chose one
 */
public record SlideJob(
        String slide,
        String pixels,
        int level,
        int width,
        int height,
        int field,
        int halo,
        int tile,
        int blank,
        String model,
        String sha256,
        Precision precision,
        String finds,
        Optional<Double> leastScore) {
    private static final int SIDE = 1024;

    /**
     * By which a slide is known again, wherever its file is: the SHA-256 of the middle of its coarsest level.
     *
     * @throws org.samovar.geometry.UserError when it cannot be read
     */
    public static String mark(Slide slide) {
        int last = slide.info().levels().size() - 1;
        SlideLevel level = slide.info().levels().get(last);
        int width = Math.min(SIDE, level.width());
        int height = Math.min(SIDE, level.height());
        Region middle = new Region((level.width() - width) / 2, (level.height() - height) / 2, width, height);
        return slide.read(last, middle).contentHash();
    }
}
