package org.samovar.fiji.job;

import java.util.List;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Filter;
import org.samovar.image.Mask;
import org.samovar.image.Montage;
import org.samovar.image.Resampling;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Overlays;

/** The answers of models side by side: the surroundings of the object, the mask, and what is known of it. */
final class ModelMontage {
    /** Longer side of each picture in pixels, about. */
    private static final int SIDE = 320;

    private static final int COLUMNS = 4;
    /** Share of the object's size that is seen of its surroundings. */
    private static final double AROUND = 1.5;

    private static final int LEAST = 32;

    private ModelMontage() {}

    /**
     * Draws them.
     *
     * @param pixels of what the models saw
     * @param trials at least one; their masks are of the same size
     */
    static RgbImage of(RgbImage pixels, List<ModelTrial> trials) {
        Region window = window(pixels.size(), trials);
        RgbImage seen = pixels.crop(window);
        int longer = Math.max(window.width(), window.height());
        double scale = longer > SIDE ? (double) SIDE / longer : SIDE / longer;
        Size size = new Size(scaled(window.width(), scale), scaled(window.height(), scale));
        RgbImage picture = scale < 1 ? Resampling.resize(seen, size, Filter.BILINEAR) : seen.enlarged((int) scale);
        return Montage.of(
                trials.stream()
                        .map(trial -> new Montage.Panel(drawn(picture, trial, window), trial.caption()))
                        .toList(),
                COLUMNS);
    }

    private static int scaled(int length, double scale) {
        return (int) Math.max(1, Math.round(length * scale));
    }

    private static RgbImage drawn(RgbImage picture, ModelTrial trial, Region window) {
        List<Mask> masks = trial.answer().stream()
                .map(answer -> answer.mask().toMask().crop(window))
                .map(mask -> Resampling.nearest(mask, picture.size()))
                .toList();
        return Overlays.render(picture, masks);
    }

    /** Around all that was found; everything where nothing was. */
    private static Region window(Size size, List<ModelTrial> trials) {
        return trials.stream()
                .flatMap(trial -> trial.answer().stream())
                .flatMap(answer -> answer.mask().region().stream())
                .map(Region::box)
                .reduce(ModelMontage::both)
                .map(box -> {
                    double side = AROUND * Math.max(box.width(), box.height());
                    return Region.square(box.center(), Math.max(LEAST, (int) Math.ceil(side)), size);
                })
                .orElse(size.region());
    }

    private static Box both(Box a, Box b) {
        return new Box(
                Math.min(a.x0(), b.x0()), Math.min(a.y0(), b.y0()), Math.max(a.x1(), b.x1()), Math.max(a.y1(), b.y1()));
    }
}
