package org.samovar.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.samovar.image.LabelMap;

/**
 * Agreement of two label maps by their objects; each 0 to 1, and 1 where neither has an object.
 *
 * @param precision50 average precision at IoU 0.5
 * @param precision75 average precision at IoU 0.75
 * @param meanPrecision mean of the average precisions at IoU 0.5, 0.55, ... 0.95
 * @param panopticQuality at IoU 0.5
 */
public record InstanceAgreement(double precision50, double precision75, double meanPrecision, double panopticQuality) {
    /** The measures by their names in reports. */
    public static final Map<String, ToDoubleFunction<InstanceAgreement>> MEASURES = measures();

    private static final int THRESHOLDS = 10;

    private static Map<String, ToDoubleFunction<InstanceAgreement>> measures() {
        Map<String, ToDoubleFunction<InstanceAgreement>> out = new LinkedHashMap<>();
        out.put("precision", InstanceAgreement::precision50);
        out.put("precision75", InstanceAgreement::precision75);
        out.put("meanPrecision", InstanceAgreement::meanPrecision);
        out.put("panopticQuality", InstanceAgreement::panopticQuality);
        return Collections.unmodifiableMap(out);
    }

    /** Matches two label maps of one size. */
    public static InstanceAgreement of(LabelMap truth, LabelMap predicted) {
        return of(List.of(LabelOverlaps.of(truth, predicted)));
    }

    /** Matches objects at each point in time by themselves; there is one for what has no time. */
    public static InstanceAgreement of(List<LabelOverlaps> frames) {
        InstanceMatching half = InstanceMatching.of(frames, 0.5);
        double mean = IntStream.range(0, THRESHOLDS)
                .mapToDouble(i -> InstanceMatching.of(frames, (10 + i) / 20.0).averagePrecision())
                .average()
                .orElseThrow();
        return new InstanceAgreement(
                half.averagePrecision(),
                InstanceMatching.of(frames, 0.75).averagePrecision(),
                mean,
                half.panopticQuality());
    }

    /** The mean of each measure over images, of which there is at least one. */
    public static InstanceAgreement mean(List<InstanceAgreement> images) {
        return new InstanceAgreement(
                mean(images, InstanceAgreement::precision50),
                mean(images, InstanceAgreement::precision75),
                mean(images, InstanceAgreement::meanPrecision),
                mean(images, InstanceAgreement::panopticQuality));
    }

    private static double mean(List<InstanceAgreement> images, ToDoubleFunction<InstanceAgreement> measure) {
        return images.stream().mapToDouble(measure).average().orElseThrow();
    }
}
