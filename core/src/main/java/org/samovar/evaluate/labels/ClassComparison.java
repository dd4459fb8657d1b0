package org.samovar.evaluate.labels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.semantic.ClassScore;
import org.samovar.evaluate.semantic.ItemClasses;
import org.samovar.geometry.Spacing;
import org.samovar.image.LabelMap;
import org.samovar.image.VolumeMask;
import org.samovar.image.VolumeParts;
import org.samovar.predict.Progress;

/**
 * Labels as classes: the same number is the same class.
 *
 * @param classes by their numbers, without the background
 */
public record ClassComparison(SortedMap<Integer, Row> classes) {
    public ClassComparison {
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }

    /**
     * A class.
     *
     * @param truth voxels that have it, at all points in time together
     * @param found voxels that it was found on
     * @param score its HD95 is in the unit of the spacing
     */
    public record Row(long truth, long found, ClassScore score) {}

    /**
     * Compares two label images.
     *
     * @throws org.samovar.geometry.UserError when a value is no label, or a class is too large to measure its distance
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static ClassComparison of(LabelPair pair, Progress progress) {
        List<Map<Integer, VolumeMask>> truth = new ArrayList<>();
        List<Map<Integer, VolumeMask>> found = new ArrayList<>();
        SortedSet<Integer> labels = new TreeSet<>();
        for (int t = 0; t < pair.frames(); t++) {
            progress.step(t, 2L * pair.frames(), "reading classes");
            truth.add(masks(pair.truthAt(t)));
            found.add(masks(pair.foundAt(t)));
            labels.addAll(truth.get(t).keySet());
            labels.addAll(found.get(t).keySet());
        }
        VolumeMask nothing = VolumeMask.empty(
                pair.truthAt(0).get(0).size(), pair.truth().size().depth());
        Spacing spacing = pair.spacing();
        SortedMap<Integer, Row> rows = new TreeMap<>();
        for (int label : labels) {
            progress.step(labels.size() + rows.size(), 2L * labels.size(), "comparing classes");
            rows.put(label, row(series(truth, label, nothing), series(found, label, nothing), spacing));
        }
        return new ClassComparison(rows);
    }

    private static Map<Integer, VolumeMask> masks(List<LabelMap> slices) {
        return VolumeParts.byLabel(slices, 1).stream()
                .collect(Collectors.toMap(VolumeParts.Part::label, VolumeParts.Part::mask));
    }

    private static List<VolumeMask> series(List<Map<Integer, VolumeMask>> frames, int label, VolumeMask nothing) {
        return frames.stream().map(masks -> masks.getOrDefault(label, nothing)).toList();
    }

    private static Row row(List<VolumeMask> truth, List<VolumeMask> found, Spacing spacing) {
        return new Row(voxels(truth), voxels(found), ClassScore.of(truth, found, spacing));
    }

    private static long voxels(List<VolumeMask> frames) {
        return frames.stream().mapToLong(VolumeMask::voxels).sum();
    }

    /**
     * The means over the classes.
     *
     * @param id of the item
     * @throws org.samovar.geometry.UserError when there are none
     */
    public ItemScore mean(String id) {
        Map<String, ClassScore> scores = new LinkedHashMap<>();
        classes.forEach((label, row) -> scores.put(Integer.toString(label), row.score));
        return new ItemClasses(id, scores).mean();
    }
}
