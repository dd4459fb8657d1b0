package org.samovar.predict.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.image.ConnectedComponents;
import org.samovar.image.Connectivity;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.image.Slide;
import org.samovar.image.SlideInfo;
import org.samovar.image.SlideLevel;
import org.samovar.image.SlideSource;
import org.samovar.predict.Progress;

/** A slide of a picture in memory, and a segmenter that finds what is bright in it. */
record SlideOf(RgbImage image) implements SlideSource {
    private static final int BRIGHT = 100;

    static Slide open(RgbImage image) {
        SlideLevel level = new SlideLevel(image.width(), image.height(), 1);
        return Slide.of(new SlideInfo("memory", List.of(level), Spacing.PIXELS, List.of()), new SlideOf(image));
    }

    @Override
    public byte[] read(int level, Region window) {
        return image.crop(window).pixels().clone();
    }

    @Override
    public RgbImage associated(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public void close() {
        // nothing is open
    }

    /** Bright pixels that touch. */
    static List<RunLengthMask> bright(RgbImage image) {
        byte[] luma = image.luma();
        boolean[] pixels = new boolean[luma.length];
        for (int i = 0; i < luma.length; i++) {
            pixels[i] = (luma[i] & 0xff) > BRIGHT;
        }
        LabelMap found = ConnectedComponents.of(Mask.of(image.width(), image.height(), pixels), Connectivity.FOUR);
        return List.copyOf(found.runs().values());
    }

    /** As sure of an object as it is large in its window, so that what comes of the scores is seen as well. */
    static List<FieldSegmenter.Found> found(RgbImage window, Progress progress) {
        return bright(window).stream()
                .map(mask -> new FieldSegmenter.Found(
                        mask, (double) mask.area() / window.size().pixels(), 0))
                .toList();
    }

    /** The objects of a picture by way of tiles. */
    static List<SlideObject> segmented(RgbImage image, TileGrid grid, Joining joining) {
        List<SlideObject> out = new ArrayList<>();
        try (Slide slide = open(image)) {
            TileWork work = new TileWork(slide, 0, grid, SlideOf::found, new Blankness(0));
            Stitcher stitcher = new Stitcher(grid.fields(), joining, out::add);
            for (int row = 0; row < grid.rows(); row++) {
                List<Field> fields = new ArrayList<>();
                grid.row(row).forEach(tile -> fields.addAll(work.compute(tile, Progress.NONE)));
                fields.sort(Comparator.comparingInt(Field::row).thenComparingInt(Field::column));
                int columns = grid.fields().columns();
                for (int i = 0; i < fields.size(); i += columns) {
                    stitcher.add(fields.subList(i, i + columns));
                }
            }
            stitcher.finish();
        }
        return out;
    }
}
