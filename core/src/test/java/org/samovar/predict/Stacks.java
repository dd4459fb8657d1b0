package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;

/** Sequences with a known object. */
final class Stacks {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private Stacks() {}

    /** A square that goes 2 pixels to the right from slice to slice. */
    static Mask square(int slice) {
        return Pictures.rectangle(WIDTH, HEIGHT, 6 + 2 * slice, 12, 26 + 2 * slice, 32);
    }

    /** The square white on black. */
    static SliceSequence moving(int slices) {
        return of(IntStream.range(0, slices).mapToObj(Stacks::square).toList());
    }

    /** White masks on black. */
    static SliceSequence of(List<Mask> masks) {
        List<RgbImage> images = new ArrayList<>();
        masks.forEach(mask -> images.add(Pictures.of(mask)));
        return SliceSequence.of(images);
    }
}
