package org.samovar.evaluate.collection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.predict.Progress;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetInfo.Completeness;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Objects;

/**
 * The classes of a dataset, each with its heap of images. A class is one of the label image's, all pieces together; in datasets of
 * instances or of one foreground it is all that is labelled, and images with other targets are other heaps.
 */
final class Heaps {
    /** Fewer pixels do not show a class. */
    private static final int SHOWS = Objects.SMALLEST;

    private final Dataset dataset;
    private final Map<String, List<Entry>> heaps = new TreeMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    private Heaps(Dataset dataset) {
        this.dataset = dataset;
    }

    /**
     * An image of the heap of a class.
     *
     * @param label the number of the class; 0 for all that is labelled
     * @param area of the class in pixels
     */
    record Entry(DatasetItem item, int label, int area) {
        boolean isExample() {
            return area >= SHOWS;
        }

        RgbImage image() {
            return IntensityRule.rgb(item.image(), "the image " + item.id());
        }

        Mask truth() {
            LabelMap labels = item.labels();
            return label == 0 ? labels.foreground() : labels.mask(label);
        }
    }

    /** Looks at the labels of all items; those that cannot be used are named, and the others go on. */
    static Heaps of(Dataset dataset, List<DatasetItem> items, Progress progress) {
        Heaps heaps = new Heaps(dataset);
        Map<DatasetItem, Map<Integer, Integer>> areas = new LinkedHashMap<>();
        for (DatasetItem item : items) {
            progress.step(
                    areas.size(),
                    items.size(),
                    "reading labels of " + dataset.info().name());
            try {
                Image image = item.image();
                LabelMap labels = item.labels();
                DatasetItem.requireSameSize(item.id(), image, labels);
                IntensityRule.rgb(image, "the image " + item.id());
                areas.put(item, labels.areas());
            } catch (UserError e) {
                heaps.skipped.put(item.id(), String.valueOf(e.getMessage()));
            }
        }
        if (dataset.info().kind() == LabelKind.CLASSES) {
            heaps.addClasses(areas);
        } else {
            areas.forEach((item, own) -> heaps.add(
                    item.target().orElse("object"),
                    new Entry(item, 0, own.values().stream().mapToInt(a -> a).sum())));
        }
        heaps.dropLonely();
        return heaps;
    }

    private void addClasses(Map<DatasetItem, Map<Integer, Integer>> areas) {
        List<Integer> labels = areas.values().stream()
                .flatMap(own -> own.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        for (int label : labels) {
            String name = dataset.info().classes().getOrDefault(label, "class " + label);
            areas.forEach((item, own) -> add(name, new Entry(item, label, own.getOrDefault(label, 0))));
        }
    }

    private void add(String name, Entry entry) {
        // where not all is labelled, an image without the label may show the class all the same
        if (entry.area > 0 || dataset.info().completeness() == Completeness.COMPLETE) {
            heaps.computeIfAbsent(name, n -> new ArrayList<>()).add(entry);
        }
    }

    private void dropLonely() {
        heaps.entrySet().removeIf(heap -> {
            long examples = heap.getValue().stream().filter(Entry::isExample).count();
            if (examples < 2) {
                skipped.put(
                        heap.getKey(),
                        "Of '" + heap.getKey() + "' there are " + examples
                                + " images, where at least one to show it and one to find it on are needed.");
            }
            return examples < 2;
        });
    }

    /** By the name of the class, each in the order of the dataset. */
    Map<String, List<Entry>> all() {
        return heaps;
    }

    /** What is not scored, and why, by the id of the image or the name of the class. */
    Map<String, String> skipped() {
        return skipped;
    }
}
