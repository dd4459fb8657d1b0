package org.samovar.image;

import java.util.SplittableRandom;

/** Finds values by their rank without sorting all, in a time that grows with their number, whatever they are. */
final class Selection {
    private Selection() {}

    /**
     * The value that would stand at an index if all were sorted. The values are put into another order: those before the index are not greater, those behind it
     * not smaller.
     *
     * @param values no NaN
     */
    static float at(float[] values, int rank) {
        SplittableRandom random = new SplittableRandom(rank);
        int from = 0;
        int to = values.length;
        while (to - from > 1) {
            float pivot = values[random.nextInt(from, to)];
            int smaller = from;
            int greater = to;
            for (int i = from; i < greater; ) {
                if (values[i] < pivot) {
                    swap(values, i++, smaller++);
                } else if (values[i] > pivot) {
                    swap(values, i, --greater);
                } else {
                    i++;
                }
            }
            if (rank < smaller) {
                to = smaller;
            } else if (rank >= greater) {
                from = greater;
            } else {
                break;
            }
        }
        return values[rank];
    }

    private static void swap(float[] values, int a, int b) {
        float kept = values[a];
        values[a] = values[b];
        values[b] = kept;
    }
}
