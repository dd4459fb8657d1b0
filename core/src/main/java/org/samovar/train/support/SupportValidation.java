package org.samovar.train.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.method.Voxels;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.support.SupportSession;
import org.samovar.predict.support.SupportSettings;
import org.samovar.train.Validation;
import org.samovar.train.semantic.Case;

/** The Dice of held-out images beside a few of the training images, and of held-out volumes beside one training volume. */
final class SupportValidation implements Validation {
    /** As many examples of each class as the paper's largest support set has. */
    private static final int EXAMPLES = 16;

    private static final List<String> COLUMNS = List.of("dice");

    private final Sam2Sgp network;
    private final SupportSettings settings;
    private final List<Pair> pairs;

    /** A group to be segmented and the one that gives the examples. */
    private record Pair(Group asked, Group support) {}

    /** @param heldOut groups whose namesakes among those of the training give the examples; others do not count */
    SupportValidation(Sam2Sgp network, SupportSettings settings, List<Group> training, List<Group> heldOut) {
        this.network = network;
        this.settings = settings;
        this.pairs = heldOut.stream()
                .filter(group -> !group.cases().isEmpty())
                .flatMap(group -> training.stream()
                        .filter(other -> other.name().equals(group.name()))
                        .map(other -> new Pair(group, other)))
                .toList();
    }

    @Override
    public int size() {
        return pairs.stream().mapToInt(pair -> pair.asked.cases().size()).sum();
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Result run() {
        Map<String, List<Double>> sets = new LinkedHashMap<>();
        pairs.forEach(pair -> sets.put(pair.asked.name(), List.of(dice(pair.asked, pair.support))));
        double mean = sets.values().stream()
                .mapToDouble(values -> values.get(0))
                .average()
                .orElse(0);
        return new Result(sets, List.of(mean), mean);
    }

    /** The mean over the classes that a case has or that were found in it, then over cases. */
    private double dice(Group group, Group support) {
        try (SupportSession session = SupportSession.open(network, settings)) {
            examples(support).forEach(one -> session.add(slices(one), labels(one), Progress.NONE));
            return group.cases().stream()
                    .mapToDouble(one -> dice(
                            one,
                            session.segment(slices(one), Progress.NONE),
                            group.classes().size()))
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(0);
        }
    }

    /** The first volume, or images spread evenly, that have each class. */
    private static List<Case> examples(Group group) {
        List<Case> out = new ArrayList<>();
        for (int k : group.learnable()) {
            List<Case> with = group.with(k);
            int count = Math.min(with.get(0).voxels().depth() > 1 ? 1 : EXAMPLES, with.size());
            for (int i = 0; i < count; i++) {
                Case one = with.get(i * with.size() / count);
                if (!out.contains(one)) {
                    out.add(one);
                }
            }
        }
        return out;
    }

    private static double dice(Case one, List<LabelMap> found, int classes) {
        int plane = one.voxels().height() * one.voxels().width();
        return IntStream.rangeClosed(1, classes)
                .mapToDouble(k -> {
                    long both = 0;
                    long sum = 0;
                    for (int i = 0; i < one.classes().length; i++) {
                        boolean is = one.classes()[i] == k;
                        boolean isFound = found.get(i / plane).labels()[i % plane] == k;
                        both += is && isFound ? 1 : 0;
                        sum += (is ? 1 : 0) + (isFound ? 1 : 0);
                    }
                    return sum == 0 ? Double.NaN : 2.0 * both / sum;
                })
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static SliceSequence slices(Case one) {
        return SliceSequence.of(IntStream.range(0, one.voxels().depth())
                .mapToObj(z -> image(one.voxels(), z))
                .toList());
    }

    private static RgbImage image(Voxels voxels, int z) {
        int plane = voxels.height() * voxels.width();
        byte[] bytes = new byte[3 * plane];
        for (int i = 0; i < bytes.length; i++) {
            int channel = voxels.modalities() == 1 ? 0 : i % 3;
            float value = voxels.values()[(channel * voxels.depth() + z) * plane + i / 3];
            bytes[i] = (byte) Math.round(255 * value);
        }
        return RgbImage.of(voxels.width(), voxels.height(), bytes);
    }

    private static List<LabelMap> labels(Case one) {
        Size size = new Size(one.voxels().width(), one.voxels().height());
        return IntStream.range(0, one.voxels().depth())
                .mapToObj(z -> {
                    int[] labels = new int[size.pixels()];
                    for (int i = 0; i < labels.length; i++) {
                        labels[i] = one.classes()[z * labels.length + i];
                    }
                    return LabelMap.of(size.width(), size.height(), labels);
                })
                .toList();
    }
}
