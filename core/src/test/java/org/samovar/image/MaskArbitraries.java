package org.samovar.image;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.samovar.geometry.Size;

/** Random small masks: empty, sparse, dense and full. */
public final class MaskArbitraries {
    private MaskArbitraries() {}

    public static Arbitrary<Mask> masks(int maxSide) {
        return sizes(maxSide).flatMap(MaskArbitraries::masks);
    }

    public static Arbitrary<Mask> masks(Size size) {
        Arbitrary<Double> density = Arbitraries.of(0.0, 0.03, 0.3, 0.6, 0.9, 1.0);
        return Combinators.combine(density, Arbitraries.longs()).as((share, seed) -> {
            Random random = new Random(seed);
            return Mask.where(size, (x, y) -> random.nextDouble() < share);
        });
    }

    public static Arbitrary<Size> sizes(int maxSide) {
        Arbitrary<Integer> side = Arbitraries.integers().between(1, maxSide);
        return Combinators.combine(side, side).as(Size::new);
    }
}
