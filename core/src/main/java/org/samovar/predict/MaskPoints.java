package org.samovar.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.image.DistanceTransform;
import org.samovar.image.GaussianBlur;
import org.samovar.image.Mask;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;

/**
 * Clicks that say what a mask is: where it is locally deepest, and beside it within its box where the background is. Distances are smoothed
 * and peaks kept apart as in micro-sam ({@code prompt_based_segmentation.py}: sigma 1; 3 pixels inside, 5 outside).
 */
final class MaskPoints {
    private static final int APART_INSIDE = 3;
    private static final int APART_OUTSIDE = 5;
    private static final double SIGMA = 1;

    private MaskPoints() {}

    /** The clicks of a mask that is not empty; at least one is on it. */
    static PromptSet of(Mask mask) {
        Region box = mask.region().orElseThrow();
        Mask inside = mask.crop(box);
        PromptSet out = PromptSet.none();
        for (PointPrompt click : peaks(inside, box, APART_INSIDE, Polarity.POSITIVE)) {
            out = out.with(click);
        }
        for (PointPrompt click : peaks(inside.inverse(), box, APART_OUTSIDE, Polarity.NEGATIVE)) {
            out = out.with(click);
        }
        return out;
    }

    /** A pixel and how deep it lies. */
    private record Peak(int x, int y, float depth) {
        boolean isNear(Peak other, int distance) {
            return Math.max(Math.abs(x - other.x), Math.abs(y - other.y)) <= distance;
        }
    }

    private static List<PointPrompt> peaks(Mask part, Region box, int apart, Polarity polarity) {
        float[] depths = GaussianBlur.of(distances(part), part.size(), SIGMA);
        List<Peak> candidates = new ArrayList<>();
        for (int y = 0; y < part.height(); y++) {
            for (int x = 0; x < part.width(); x++) {
                if (part.get(x, y)) {
                    candidates.add(new Peak(x, y, depths[y * part.width() + x]));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Peak::depth).reversed());
        List<Peak> kept = new ArrayList<>();
        for (Peak peak : candidates) {
            if (isHighest(peak, depths, part, apart) && kept.stream().noneMatch(k -> k.isNear(peak, apart))) {
                kept.add(peak);
            }
        }
        return kept.stream()
                .map(peak -> new PointPrompt(new ImagePoint(box.x() + peak.x, box.y() + peak.y), polarity))
                .toList();
    }

    private static float[] distances(Mask part) {
        DistanceTransform transform = DistanceTransform.of(part);
        float[] out = new float[part.size().pixels()];
        for (int y = 0, i = 0; y < part.height(); y++) {
            for (int x = 0; x < part.width(); x++, i++) {
                out[i] = (float) transform.distance(x, y);
            }
        }
        return out;
    }

    private static boolean isHighest(Peak peak, float[] depths, Mask part, int reach) {
        for (int y = Math.max(0, peak.y - reach); y <= Math.min(part.height() - 1, peak.y + reach); y++) {
            for (int x = Math.max(0, peak.x - reach); x <= Math.min(part.width() - 1, peak.x + reach); x++) {
                if (depths[y * part.width() + x] > peak.depth) {
                    return false;
                }
            }
        }
        return true;
    }
}
