package org.samovar.predict.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.memory.Fingerprint;
import org.samovar.method.sam2sgp.Segmented;
import org.samovar.method.sam2sgp.SliceBank;
import org.samovar.model.ImageFeatures;
import org.samovar.predict.Answers;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceSequence;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** Segments the slices of one volume by a support set; an image is a volume of one slice. */
final class SliceWalk {
    /** So many values of features are kept between both orders, half a gigabyte; beyond that slices are encoded again. */
    private static final long MOST_KEPT = 1L << 27;

    private final SupportSession session;
    private final SliceSequence slices;
    private final List<Integer> classes;
    /** Of each slice and class the sum of the logits of the orders that were done, row by row at the size of the slice. */
    private final float[][][] logits;

    SliceWalk(SupportSession session, SliceSequence slices, List<Integer> classes) {
        this.session = session;
        this.slices = slices;
        this.classes = classes;
        this.logits = new float[slices.count()][classes.size()][0];
    }

    /** The answer of each slice. */
    List<SupportAnswer> run(Progress progress) {
        int count = slices.count();
        boolean isBoth = session.settings().sweep() == Sweep.BOTH && count > 1;
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        int steps = isBoth ? 2 * count : count;
        try (Kept kept = new Kept(isBoth)) {
            sweep(order, kept, progress, 0, steps);
            if (isBoth) {
                Collections.reverse(order);
                sweep(order, kept, progress, count, steps);
            }
        }
        int passes = isBoth ? 2 : 1;
        return IntStream.range(0, count)
                .mapToObj(slice -> answer(slice, passes))
                .toList();
    }

    private void sweep(List<Integer> order, Kept kept, Progress progress, int done, int steps) {
        try (Banks banks = new Banks()) {
            for (int i = 0; i < order.size(); i++) {
                progress.step(done + i, steps, "segmenting slices");
                int slice = order.get(i);
                try (Scope scope = session.settings().scope()) {
                    segment(slice, kept.features(slice), banks, i + 1 < order.size());
                }
            }
        }
    }

    private void segment(int slice, ImageFeatures features, Banks banks, boolean isFollowed) {
        Fingerprint look = session.look(features);
        Map<Integer, List<Integer>> alike = new TreeMap<>();
        List<List<Tensor>> beside = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            List<Tensor> memories = new ArrayList<>(session.beside(look, classes.get(c), slice));
            memories.addAll(banks.memories(c));
            beside.add(memories);
            alike.computeIfAbsent(memories.size(), n -> new ArrayList<>()).add(c);
        }
        for (List<Integer> group : alike.values()) {
            Segmented found = session.network()
                    .segment(features, joined(group.stream().map(beside::get).toList()));
            add(slice, group, found.logits());
            if (isFollowed && session.settings().slices() > 0) {
                Tensor memory = session.network().rememberFound(features, found.logits()); // (C, M, H, W)
                for (int g = 0; g < group.size(); g++) {
                    banks.add(group.get(g), new SliceBank.Entry(look, memory.narrow(0, g, 1)));
                }
            }
        }
    }

    /** As many memories (1, M, H, W) of each class as the first of each (C, M, H, W), the second of each, ... */
    private static List<Tensor> joined(List<List<Tensor>> beside) {
        return IntStream.range(0, beside.get(0).size())
                .mapToObj(j -> Ops.cat(beside.stream().map(own -> own.get(j)).toList(), 0))
                .toList();
    }

    private void add(int slice, List<Integer> group, Tensor found) {
        Size size = slices.size();
        float[] values = Answers.numbers(
                NeuralOps.resize(found, Interpolation.BILINEAR, size.height(), size.width())); // (C, 1, h, w)
        for (int g = 0; g < group.size(); g++) {
            float[] own = Arrays.copyOfRange(values, g * size.pixels(), (g + 1) * size.pixels());
            float[] before = logits[slice][group.get(g)];
            for (int i = 0; i < before.length; i++) {
                own[i] += before[i];
            }
            logits[slice][group.get(g)] = own;
        }
    }

    /** The class with the highest logit above 0. */
    private SupportAnswer answer(int slice, int passes) {
        Size size = slices.size();
        int[] labels = new int[size.pixels()];
        Map<Integer, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i++) {
            float best = 0;
            for (int c = 0; c < classes.size(); c++) {
                float logit = logits[slice][c][i];
                if (logit > best) {
                    best = logit;
                    labels[i] = classes.get(c);
                }
            }
            if (labels[i] != 0) {
                double[] sum = sums.computeIfAbsent(labels[i], c -> new double[2]);
                sum[0] += 1 / (1 + Math.exp(-best / passes));
                sum[1]++;
            }
        }
        Map<Integer, Double> certainty = new HashMap<>();
        sums.forEach((c, sum) -> certainty.put(c, sum[0] / sum[1]));
        return new SupportAnswer(LabelMap.of(size.width(), size.height(), labels), certainty);
    }

    /** What slices remember of those before, by class. */
    private final class Banks implements AutoCloseable {
        private final Scope owner = Scope.shared();
        private final List<SliceBank> banks = new ArrayList<>();

        Banks() {
            SupportSettings settings = session.settings();
            classes.forEach(c -> banks.add(SliceBank.empty(settings.slices(), settings.eviction())));
        }

        List<Tensor> memories(int classIndex) {
            return banks.get(classIndex).memories();
        }

        void add(int classIndex, SliceBank.Entry entry) {
            owner.adopt(entry.memory());
            SliceBank before = banks.get(classIndex);
            SliceBank after = before.with(entry);
            banks.set(classIndex, after);
            before.entries().stream()
                    .filter(old -> !after.entries().contains(old))
                    .forEach(old -> old.memory().close());
        }

        @Override
        public void close() {
            owner.close();
        }
    }

    /** The features of slices, kept for a second order as long as there is room. */
    private final class Kept implements AutoCloseable {
        private final Scope owner = Scope.shared();
        private final Map<Integer, ImageFeatures> features = new HashMap<>();
        private long room;

        Kept(boolean isSeenAgain) {
            this.room = isSeenAgain ? MOST_KEPT : 0;
        }

        ImageFeatures features(int slice) {
            return Optional.ofNullable(features.get(slice)).orElseGet(() -> encode(slice));
        }

        private ImageFeatures encode(int slice) {
            ImageFeatures made = session.encode(slices.image(slice));
            long values = made.embedding().count()
                    + made.highResolution().stream().mapToLong(Tensor::count).sum();
            if (values <= room) {
                room -= values;
                features.put(slice, made.moveTo(owner));
            }
            return made;
        }

        @Override
        public void close() {
            owner.close();
        }
    }
}
