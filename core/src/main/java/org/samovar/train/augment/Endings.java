package org.samovar.train.augment;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** Chooses objects to follow: one that ends within its clip comes more often than it would, for ends are rare and must be learned. */
public final class Endings {
    /** Share of the choices among those that end; more make the network believe that all objects shrink. */
    private static final double SHARE = 0.4;

    private Endings() {}

    /**
     * One of some objects.
     *
     * @param ids of the objects, at least one
     * @param ends whether an object is not on the last frame any more
     */
    public static int choose(List<Integer> ids, IntPredicate ends, SplittableRandom random) {
        List<Integer> ending = ids.stream().filter(ends::test).toList();
        List<Integer> from = random.nextDouble() < SHARE && !ending.isEmpty() ? ending : ids;
        return from.get(random.nextInt(from.size()));
    }
}
