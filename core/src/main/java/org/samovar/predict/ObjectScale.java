package org.samovar.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samovar.geometry.Size;

/** How large the objects of an image are, by a first look at samples of windows of several sizes. */
final class ObjectScale {
    private static final int SAMPLES = 4;
    private static final int CLICKS_PER_SIDE = 3;
    /** The smallest window is this part of the network's input. */
    private static final double FINEST = 0.25;
    /** Where the network finds nothing at all, objects are taken to be this part of the longer side. */
    private static final double UNKNOWN = 0.25;

    private ObjectScale() {}

    /**
     * The diameter (of a circle of the same area) of the typical object in pixels: the weighted median over the objects found, each
     * counting for the part of the image that its sample stands for.
     */
    static double diameter(MaskProposer proposer, Size image, int input, double mostOverlap, Progress progress) {
        List<Sampled> found = new ArrayList<>();
        for (double side = image.longestSide(); side >= input * FINEST; side /= 2) {
            List<ClickedWindow> all = AdaptiveWindows.over(image, side, side / 2 / CLICKS_PER_SIDE);
            List<ClickedWindow> sample = AdaptiveWindows.sample(all, SAMPLES);
            double weight = (double) all.size() / sample.size();
            proposer.propose(sample, progress, "measuring objects").forEach(s -> found.add(new Sampled(s, weight)));
        }
        List<Segment> kept = Suppression.keepBest(
                found.stream().map(Sampled::segment).toList(), Segment::score, Suppression::masks, mostOverlap);
        List<Sampled> bySize = found.stream()
                .filter(s -> kept.contains(s.segment()))
                .sorted(Comparator.comparingInt(s -> s.segment().mask().area()))
                .toList();
        return bySize.isEmpty() ? UNKNOWN * image.longestSide() : median(bySize);
    }

    private static double median(List<Sampled> bySize) {
        double half = bySize.stream().mapToDouble(Sampled::weight).sum() / 2;
        int i = 0;
        for (double sum = bySize.get(0).weight();
                sum < half;
                sum += bySize.get(i).weight()) {
            i++;
        }
        return bySize.get(i).diameter();
    }

    /** A segment, and the part of the image that its sample stands for. */
    private record Sampled(Segment segment, double weight) {
        double diameter() {
            return 2 * Math.sqrt(segment.mask().area() / Math.PI);
        }
    }
}
