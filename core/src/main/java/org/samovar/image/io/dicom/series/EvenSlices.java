package org.samovar.image.io.dicom.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.samovar.geometry.UserError;
import org.samovar.geometry.WorldVector;

/** Looks whether slices follow each other in even steps, and says where one is missing or doubled. */
final class EvenSlices {
    /** Of a pixel: slices that are nearer lie at the same place. */
    private static final double SAME = 0.01;
    /** Of a step: how far a slice may lie from where it should, which covers positions that were rounded. */
    private static final double UNEVEN = 0.1;

    private static final int NAMED = 3;

    private EvenSlices() {}

    /**
     * From one slice to the next.
     *
     * @param sorted at least two, along the normal
     * @throws UserError naming the slices where the steps are not even
     */
    static WorldVector step(List<Frame> sorted, WorldVector normal) throws IOException {
        int last = sorted.size() - 1;
        double[] gaps = new double[last];
        for (int i = 0; i < last; i++) {
            gaps[i] = place(sorted, i + 1).dot(normal) - place(sorted, i).dot(normal);
        }
        requireNoneDoubled(sorted, gaps);
        requireNoneMissing(sorted, gaps);
        WorldVector step = place(sorted, last).plus(place(sorted, 0).times(-1)).times(1.0 / last);
        for (int i = 0; i <= last; i++) {
            WorldVector expected = place(sorted, 0).plus(step.times(i));
            if (place(sorted, i).plus(expected.times(-1)).length() > UNEVEN * step.length()) {
                throw new UserError(String.format(
                        Locale.ROOT,
                        "its slices do not follow each other in even steps: %s lies %.3f mm from where it should, and"
                                + " steps are from %.3f to %.3f mm",
                        sorted.get(i).name(),
                        place(sorted, i).plus(expected.times(-1)).length(),
                        Arrays.stream(gaps).min().orElse(0),
                        Arrays.stream(gaps).max().orElse(0)));
            }
        }
        return step;
    }

    private static WorldVector place(List<Frame> sorted, int i) {
        return sorted.get(i).pose().orElseThrow().position();
    }

    private static void requireNoneDoubled(List<Frame> sorted, double... gaps) throws IOException {
        double same = SAME * sorted.get(0).steps().map(Steps::x).orElse(1.0);
        for (int i = 0; i < gaps.length; i++) {
            if (gaps[i] < same) {
                throw new UserError(
                        "several of its slices lie at the same place, such as "
                                + sorted.get(i).name() + " and "
                                + sorted.get(i + 1).name()
                                + ", as in a series in time or of several contrasts",
                        "Put the slices of one pass into a folder of their own.");
            }
        }
    }

    /** Steps of twice, three times ... the usual one. */
    private static void requireNoneMissing(List<Frame> sorted, double... gaps) throws IOException {
        double[] ordered = gaps.clone();
        Arrays.sort(ordered);
        double usual = ordered[(ordered.length - 1) / 2];
        List<String> holes = new ArrayList<>();
        long missing = 0;
        for (int i = 0; i < gaps.length; i++) {
            double times = gaps[i] / usual;
            long whole = Math.round(times);
            if (whole > 1 && Math.abs(times - whole) <= UNEVEN * whole) {
                holes.add(whole - 1 + " between " + sorted.get(i).name() + " and "
                        + sorted.get(i + 1).name());
                missing += whole - 1;
            }
        }
        if (!holes.isEmpty()) {
            String more = holes.size() > NAMED ? ", and in " + (holes.size() - NAMED) + " more places" : "";
            throw new UserError(
                    (missing == 1 ? "1 of its slices is missing: " : missing + " of its slices are missing: ")
                            + String.join(", ", holes.subList(0, Math.min(NAMED, holes.size())))
                            + more,
                    "Copy all files of the series into the folder.");
        }
    }
}
