package org.samovar.train.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.Voxels;
import org.samovar.model.InputRule;
import org.samovar.train.semantic.Case;
import org.samovar.train.semantic.Patch;
import org.samovar.train.semantic.PatchDrawer;

/** Draws episodes. Safe for several threads. */
final class EpisodeDrawer {
    private static final int COLOURS = 3;
    /** Slices of different volumes lie at the same height of the object but for this share of it: an example from its other end says little. */
    private static final double NEAR = 0.15;
    /** An object that one image alone shows has no example; so often other places are tried. */
    private static final int TRIES = 8;

    private final SupportConfig.Episode config;
    private final InputRule rule;
    private final List<Group> groups;
    private final PatchDrawer ofImages;
    private final PatchDrawer ofVolumes;
    private final double[] upTo;

    EpisodeDrawer(SupportConfig config, InputRule rule, List<Group> groups) {
        this.config = config.episode();
        this.rule = rule;
        this.groups = groups;
        int side = config.size();
        this.ofImages = drawer(config, new PatchShape(COLOURS, 1, side, side));
        this.ofVolumes = drawer(config, new PatchShape(1, config.episode().slices(), side, side));
        this.upTo = new double[groups.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += Math.sqrt(groups.get(i).cases().size());
            upTo[i] = sum;
        }
    }

    private static PatchDrawer drawer(SupportConfig config, PatchShape shape) {
        return new PatchDrawer(shape, Framing.WHOLE_SLICES, Intensities.UNIT, config.augmentation(), 0);
    }

    Episode draw(SplittableRandom random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int chosen = 0;
        while (upTo[chosen] <= at) {
            chosen++;
        }
        Group group = groups.get(chosen);
        List<Integer> learnable = group.learnable();
        int wanted = learnable.get(random.nextInt(learnable.size()));
        List<Case> cases = cases(group, wanted, random);
        List<Patch> patches = patches(cases, wanted, random);
        for (int i = 1; i < TRIES && showing(patches, wanted) == 1; i++) {
            patches = patches(cases, wanted, random);
        }
        return episode(patches, classes(learnable, wanted, patches, random));
    }

    /** As many cases that have the class as there are up to the number wanted; of images some that need not have it. */
    private List<Case> cases(Group group, int wanted, SplittableRandom random) {
        List<Case> with = new ArrayList<>(group.with(wanted));
        Collections.shuffle(with, new Random(random.nextLong()));
        List<Case> out = new ArrayList<>(with.subList(0, Math.min(config.images(), with.size())));
        List<Case> without = group.cases().stream()
                .filter(one -> !one.has(wanted) && one.voxels().depth() == 1)
                .toList();
        for (int i = 2; i < out.size() && !without.isEmpty(); i++) {
            if (random.nextDouble() < config.absentShare()) {
                out.set(i, without.get(random.nextInt(without.size())));
            }
        }
        return out;
    }

    private List<Patch> patches(List<Case> cases, int wanted, SplittableRandom random) {
        double height = -NEAR + (1 + 2 * NEAR) * random.nextDouble();
        List<Patch> out = new ArrayList<>();
        for (Case one : cases) {
            boolean isVolume = one.voxels().depth() > 1;
            Case part = isVolume ? slices(one, first(one, wanted, height, random)) : one;
            int side = rule.size();
            out.add((isVolume ? ofVolumes : ofImages).draw(part.resized(side, side), random));
        }
        return out;
    }

    /** The first slice of a clip about a height of the class, 0 at its first slice and 1 at its last. */
    private int first(Case one, int wanted, double height, SplittableRandom random) {
        Voxels v = one.voxels();
        int[] places = one.places().get(wanted - 1);
        int slice = v.height() * v.width();
        double low = places[0] / slice;
        double high = places[places.length - 1] / slice;
        double middle = low + (height + NEAR * (2 * random.nextDouble() - 1)) * (high - low);
        int spare = Math.max(0, v.depth() - config.slices());
        return Math.max(0, Math.min(spare, (int) Math.round(middle - (config.slices() - 1) / 2.0)));
    }

    private Case slices(Case one, int first) {
        Voxels v = one.voxels();
        int count = config.slices();
        float[] values = v.window(first, 0, 0, new PatchShape(v.modalities(), count, v.height(), v.width()));
        int slice = v.height() * v.width();
        byte[] classes = new byte[count * slice];
        int length = Math.min(count, v.depth() - first) * slice;
        System.arraycopy(one.classes(), first * slice, classes, 0, length);
        Voxels part = new Voxels(v.modalities(), count, v.height(), v.width(), values);
        return Case.of(one.name(), part, classes, one.places().size() + 1);
    }

    private static long showing(List<Patch> patches, int wanted) {
        return patches.stream()
                .filter(patch -> {
                    for (byte found : patch.classes()) {
                        if (found == wanted) {
                            return true;
                        }
                    }
                    return false;
                })
                .count();
    }

    private List<Integer> classes(List<Integer> learnable, int wanted, List<Patch> patches, SplittableRandom random) {
        List<Integer> others = new ArrayList<>(learnable.stream()
                .filter(k -> k != wanted && showing(patches, k) > 1)
                .toList());
        Collections.shuffle(others, new Random(random.nextLong()));
        List<Integer> out = new ArrayList<>(List.of(wanted));
        out.addAll(others.subList(0, Math.min(config.classes() - 1, others.size())));
        return out;
    }

    private Episode episode(List<Patch> patches, List<Integer> classes) {
        PatchShape shape = patches.get(0).shape();
        int plane = shape.height() * shape.width();
        int slices = shape.depth();
        float[] pixels = new float[patches.size() * slices * COLOURS * plane];
        float[] masks = new float[classes.size() * patches.size() * slices * plane];
        for (int n = 0; n < patches.size(); n++) {
            Patch patch = patches.get(n);
            for (int i = 0; i < slices * COLOURS; i++) {
                int channel = shape.modalities() == 1 ? 0 : i % COLOURS;
                int from = (channel * slices + i / COLOURS) * plane;
                normalise(patch.values(), from, plane, i % COLOURS, pixels, (n * slices * COLOURS + i) * plane);
            }
            for (int c = 0; c < classes.size(); c++) {
                int to = (c * patches.size() + n) * slices * plane;
                int wanted = classes.get(c);
                IntStream.range(0, slices * plane).forEach(i -> masks[to + i] = patch.classes()[i] == wanted ? 1 : 0);
            }
        }
        return new Episode(patches.size(), slices, classes.size(), shape.width(), pixels, masks);
    }

    private void normalise(float[] values, int from, int count, int channel, float[] into, int to) {
        float mean = rule.mean().get(channel).floatValue();
        float scale = 1 / rule.deviation().get(channel).floatValue();
        for (int i = 0; i < count; i++) {
            into[to + i] = (values[from + i] - mean) * scale;
        }
    }
}
