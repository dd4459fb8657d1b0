package org.samovar.predict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.samovar.geometry.Region;
import org.samovar.image.Mask;
import org.samovar.image.Regions;
import org.samovar.image.RunLengthMask;

/** Takes specks and holes out of masks (segment-anything, {@code postprocess_small_regions}). */
final class MaskCleaning {
    private MaskCleaning() {}

    /**
     * The cleaned segments without those that became the same; where two do, one that needed no cleaning is kept.
     *
     * @param area specks and holes of fewer pixels go
     */
    static List<Segment> clean(List<Segment> segments, int area, Suppression.Overlap overlap, double threshold) {
        List<Segment> cleaned = new ArrayList<>();
        Set<Segment> unchanged = new HashSet<>();
        for (Segment segment : segments) {
            Segment fresh = clean(segment, area);
            if (fresh.mask().equals(segment.mask())) {
                unchanged.add(fresh);
            }
            cleaned.add(fresh);
        }
        return Suppression.keepBest(cleaned, s -> unchanged.contains(s) ? 1 : 0, overlap, threshold);
    }

    private static Segment clean(Segment segment, int area) {
        Mask whole = segment.mask().toMask();
        Region around = segment.mask().region().orElseThrow();
        // so wide that the background outside of the mask is no small hole
        Region wide = widened(around, 1 + (int) Math.ceil(Math.sqrt(area)), whole);
        Mask clean = Regions.removeSmallIslands(Regions.fillSmallHoles(whole.crop(wide), area), area);
        RunLengthMask runs = RunLengthMask.paste(clean, wide, whole.size());
        return new Segment(
                runs,
                segment.score(),
                segment.stability(),
                runs.region().orElseThrow().box(),
                segment.point(),
                segment.window());
    }

    private static Region widened(Region r, int margin, Mask within) {
        int x = Math.max(0, r.x() - margin);
        int y = Math.max(0, r.y() - margin);
        int right = Math.min(within.width(), r.x() + r.width() + margin);
        int bottom = Math.min(within.height(), r.y() + r.height() + margin);
        return new Region(x, y, right - x, bottom - y);
    }
}
