package org.samovar.evaluate;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.samovar.metric.Bootstrap;
import org.samovar.metric.Interval;

/**
 * How much more Dice the items of a report have than those of another, item by item.
 *
 * @param interval 95 %, by bootstrap over the items
 */
public record Gain(double mean, Interval interval) {
    private static final long SEED = 1;

    /** Over the items that both reports have; empty where there are none. */
    public static Optional<Gain> of(Report report, Report base) {
        Map<String, Double> before = base.items().stream().collect(Collectors.toMap(ItemScore::id, ItemScore::dice));
        double[] gains = report.items().stream()
                .filter(item -> before.containsKey(item.id()))
                .mapToDouble(item -> item.dice() - before.getOrDefault(item.id(), 0.0))
                .toArray();
        if (gains.length == 0) {
            return Optional.empty();
        }
        double mean = Arrays.stream(gains).average().orElseThrow();
        return Optional.of(new Gain(mean, Bootstrap.ofMean(gains, SEED)));
    }
}
