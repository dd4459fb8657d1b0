package org.samovar.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.RgbImage;
import org.samovar.model.PromptableNetwork;

/**
 * Masks of everything in an image, without a prompt: a grid of clicks, of whose masks the sure and stable ones are kept once
 * (Kirillov et al. 2023, section 3 and appendix B; segment-anything, {@code SamAutomaticMaskGenerator}). Stateless.
 */
public final class Everything {
    /** What the official generators call near a crop's edge, in pixels. */
    private static final int CROP_MARGIN = 20;
    /** Clicks of one scale at most, a guard against objects that are taken to be specks. */
    private static final double MOST_CLICKS = 1 << 18;
    /** Of a mask in adaptive windows at least this part is left by better ones. */
    private static final double LEAST_VISIBLE = 0.5;
    /** Masks of which clicks agree that overlap more than this need not be reviewed twice. */
    private static final double SAME = 0.4;

    private final PromptableNetwork network;
    private final EverythingSettings settings;

    public Everything(PromptableNetwork network, EverythingSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    /**
     * Finds the masks.
     *
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Segmentation segment(RgbImage image, Progress progress) {
        List<Segment> found = settings.tiling() instanceof Tiling.Crops crops
                ? inCrops(image, crops, progress)
                : inWindows(image, (Tiling.Adaptive) settings.tiling(), progress);
        return new Segmentation(image.size(), found);
    }

    private List<Segment> inCrops(RgbImage image, Tiling.Crops crops, Progress progress) {
        MaskProposer proposer = new MaskProposer(network, image, settings, CROP_MARGIN);
        List<Segment> all = proposer.propose(CropLayers.of(image.size(), crops), progress, "segmenting everything");
        Map<Region, List<Segment>> perCrop = new LinkedHashMap<>();
        all.forEach(
                s -> perCrop.computeIfAbsent(s.window(), w -> new ArrayList<>()).add(s));
        double most = settings.limits().overlap();
        List<Segment> kept = new ArrayList<>();
        for (List<Segment> own : perCrop.values()) {
            kept.addAll(Suppression.keepBest(own, Segment::score, Suppression::boxes, most));
        }
        if (perCrop.size() > 1) { // a smaller crop saw more detail
            kept = Suppression.keepBest(kept, s -> 1.0 / s.window().box().area(), Suppression::boxes, most);
        }
        return cleaned(kept, Suppression::boxes);
    }

    private List<Segment> inWindows(RgbImage image, Tiling.Adaptive tiling, Progress progress) {
        MaskProposer proposer = new MaskProposer(network, image, settings, 0);
        Size size = image.size();
        int input = network.input().size();
        double most = settings.limits().overlap();
        double diameter = ObjectScale.diameter(proposer, size, input, most, progress);
        List<ClickedWindow> windows = new ArrayList<>();
        for (int scale = 0; scale < tiling.scales(); scale++) {
            double object = diameter / (1 << scale);
            double spacing = Math.max(object / tiling.pointsPerObject(), Math.sqrt(size.pixels() / MOST_CLICKS));
            windows.addAll(AdaptiveWindows.over(size, object * tiling.objectsPerSide(), spacing));
        }
        List<Segment> all = proposer.propose(windows, progress, "segmenting everything");
        List<ImagePoint> clicks =
                windows.stream().flatMap(w -> w.points().stream()).toList();
        List<Segment> agreed = Agreement.judge(size, clicks, all).stream()
                .filter(s -> s.score() >= tiling.minAgreement())
                .toList();
        List<Segment> distinct = Suppression.keepBest(agreed, Segment::score, Suppression::masks, SAME);
        try (EmbeddingCache cache = EmbeddingCache.inMemory(0)) {
            List<Segment> reviewed = new BoxReview(network, image, settings, tiling.agreementPower(), cache)
                    .review(distinct, progress).stream()
                            .filter(s -> s.score() >= tiling.minScore())
                            .toList();
            List<Segment> best = Suppression.keepBest(reviewed, Segment::score, Suppression::masks, most);
            return new Segmentation(size, cleaned(best, Suppression::masks))
                    .visible(LEAST_VISIBLE)
                    .segments();
        }
    }

    private List<Segment> cleaned(List<Segment> segments, Suppression.Overlap overlap) {
        EverythingSettings.Limits limits = settings.limits();
        return limits.area() == 0 ? segments : MaskCleaning.clean(segments, limits.area(), overlap, limits.overlap());
    }
}
