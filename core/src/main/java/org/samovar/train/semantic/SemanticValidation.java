package org.samovar.train.semantic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samovar.method.SemanticNetwork;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.semantic.SegmenterSettings;
import org.samovar.predict.semantic.SemanticSegmenter;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Precision;
import org.samovar.train.Validation;

/** The Dice of each class on held-out images or volumes as a whole. */
final class SemanticValidation implements Validation {
    private final SemanticSegmenter segmenter;
    private final SemanticSpec spec;
    private final String set;
    private final List<Case> cases;

    /** @param precision of products */
    SemanticValidation(SemanticNetwork network, SemanticSpec spec, Precision precision, String set, List<Case> cases) {
        SegmenterSettings settings = new SegmenterSettings(precision, ComputeDevice.CPU, Mirroring.NONE);
        this.segmenter = new SemanticSegmenter(network, spec.framing(), settings);
        this.spec = spec;
        this.set = set;
        this.cases = List.copyOf(cases);
    }

    @Override
    public int size() {
        return cases.size();
    }

    /** Names of classes, as columns of a table. */
    @Override
    public List<String> columns() {
        return spec.classes().stream().map(name -> name.replace(',', ' ')).toList();
    }

    /** A class counts in the cases that have it or in which it was found; the score is the mean of the classes. */
    @Override
    public Result run() {
        int classes = spec.classes().size();
        List<List<Double>> found = IntStream.range(0, classes)
                .mapToObj(k -> (List<Double>) new ArrayList<Double>())
                .toList();
        for (Case one : cases) {
            int[] segmented = segmenter.labels(one.voxels(), Progress.NONE);
            for (int k = 1; k <= classes; k++) {
                double dice = dice(one.classes(), segmented, k);
                if (!Double.isNaN(dice)) {
                    found.get(k - 1).add(dice);
                }
            }
        }
        List<Double> means = found.stream()
                .map(values -> values.stream().mapToDouble(v -> v).average().orElse(Double.NaN))
                .toList();
        double score = means.stream()
                .filter(mean -> !mean.isNaN())
                .mapToDouble(m -> m)
                .average()
                .orElse(0);
        return new Result(Collections.unmodifiableMap(Map.of(set, means)), means, score);
    }

    /** NaN where neither has the class. */
    static double dice(byte[] truth, int[] segmented, int wanted) {
        long both = 0;
        long sum = 0;
        for (int i = 0; i < truth.length; i++) {
            boolean is = truth[i] == wanted;
            boolean found = segmented[i] == wanted;
            both += is && found ? 1 : 0;
            sum += (is ? 1 : 0) + (found ? 1 : 0);
        }
        return sum == 0 ? Double.NaN : 2.0 * both / sum;
    }
}
