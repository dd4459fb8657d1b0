package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Parts of random labelled volumes beside those that flooding finds. */
class VolumePartsPropertyTest {
    private static final int LABELS = 3;

    @Property(tries = 300)
    void connectedPartsAreThoseOfFlooding(
            @ForAll @IntRange(min = 1, max = 8) int width,
            @ForAll @IntRange(min = 1, max = 7) int height,
            @ForAll @IntRange(min = 1, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 4) int least,
            @ForAll long seed) {
        List<LabelMap> slices = noise(width, height, depth, seed);
        Set<Set<Integer>> expected =
                flooded(slices).stream().filter(part -> part.size() >= least).collect(Collectors.toSet());

        List<VolumeParts.Part> parts = VolumeParts.connected(slices, least);

        assertThat(parts.stream().map(part -> voxels(part.mask()))).containsExactlyInAnyOrderElementsOf(expected);
        for (VolumeParts.Part part : parts) {
            assertThat(voxels(part.mask())).allMatch(i -> label(slices, i) == part.label());
        }
    }

    @Property(tries = 100)
    void aPartByLabelHasAllOfItsVoxels(@ForAll long seed) {
        List<LabelMap> slices = noise(6, 5, 3, seed);
        Map<Integer, Set<Integer>> expected = new HashMap<>();
        for (int i = 0; i < 90; i++) {
            if (label(slices, i) != 0) {
                expected.computeIfAbsent(label(slices, i), k -> new HashSet<>()).add(i);
            }
        }
        Map<Integer, Set<Integer>> found = VolumeParts.byLabel(slices, 1).stream()
                .collect(Collectors.toMap(VolumeParts.Part::label, part -> voxels(part.mask())));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aMaskOfPartsEqualsTheSameMaskMadeFromPixels() {
        LabelMap slice = LabelMap.of(3, 2, new int[] {0, 4, 4, 4, 4, 0});
        VolumeMask mask = VolumeParts.byLabel(List.of(slice, slice), 1).get(0).mask();
        RunLengthMask expected = RunLengthMask.of(slice.mask(4));
        assertThat(mask).isEqualTo(VolumeMask.of(List.of(expected, expected)));
        assertThat(mask.within(1, 1).occupied()).containsExactly(1);
        assertThat(mask.voxels()).isEqualTo(8);
    }

    private static List<LabelMap> noise(int width, int height, int depth, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LabelMap> out = new ArrayList<>();
        for (int z = 0; z < depth; z++) {
            int[] labels = random.ints(width * (long) height, 0, LABELS).toArray();
            out.add(LabelMap.of(width, height, labels));
        }
        return out;
    }

    private static int label(List<LabelMap> slices, int voxel) {
        int plane = slices.get(0).size().pixels();
        return slices.get(voxel / plane).labels()[voxel % plane];
    }

    private static Set<Integer> voxels(VolumeMask mask) {
        Set<Integer> out = new HashSet<>();
        for (int z = 0; z < mask.count(); z++) {
            int base = z * mask.sliceSize().pixels();
            mask.slice(z).forEachRun((from, to) -> {
                for (int i = from; i < to; i++) {
                    out.add(base + i);
                }
            });
        }
        return out;
    }

    private static Set<Set<Integer>> flooded(List<LabelMap> slices) {
        int width = slices.get(0).width();
        int height = slices.get(0).height();
        int n = width * height * slices.size();
        Set<Integer> seen = new HashSet<>();
        Set<Set<Integer>> out = new HashSet<>();
        for (int start = 0; start < n; start++) {
            if (label(slices, start) == 0 || !seen.add(start)) {
                continue;
            }
            Set<Integer> part = new HashSet<>(Set.of(start));
            Deque<Integer> open = new ArrayDeque<>(part);
            while (!open.isEmpty()) {
                int at = open.pop();
                for (int k = 0; k < 27; k++) {
                    int x = at % width + k % 3 - 1;
                    int y = at / width % height + k / 3 % 3 - 1;
                    int z = at / (width * height) + k / 9 - 1;
                    if (x >= 0 && y >= 0 && z >= 0 && x < width && y < height && z < slices.size()) {
                        int next = (z * height + y) * width + x;
                        if (label(slices, next) == label(slices, start) && seen.add(next)) {
                            part.add(next);
                            open.push(next);
                        }
                    }
                }
            }
            out.add(part);
        }
        return out;
    }
}
