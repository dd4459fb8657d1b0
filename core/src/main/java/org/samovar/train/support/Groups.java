package org.samovar.train.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.Volume;
import org.samovar.method.Intensities;
import org.samovar.method.Voxels;
import org.samovar.train.TrainingListener;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;
import org.samovar.train.semantic.Case;

/** Reads the groups of a dataset. Of datasets of instances all objects are one class. */
final class Groups {
    private static final int COLOURS = 3;
    private static final int MOST_CLASSES = 127;

    private final Dataset dataset;
    private final TrainingListener listener;
    private final List<String> names = new ArrayList<>();
    /** The number of a class by its label. */
    private final Map<Integer, Integer> numbers = new LinkedHashMap<>();

    private Groups(Dataset dataset, TrainingListener listener) {
        this.dataset = dataset;
        this.listener = listener;
        if (dataset.info().kind() == LabelKind.CLASSES) {
            new TreeMap<>(dataset.info().classes()).forEach((label, name) -> {
                names.add(name);
                numbers.put(label, names.size());
            });
            if (names.isEmpty() || names.size() > MOST_CLASSES) {
                throw new UserError(
                        "The dataset " + dataset.info().name() + " should name between 1 and " + MOST_CLASSES
                                + " classes.",
                        "Where each object has a number of its own, its labels are objects, not classes.");
            }
        } else {
            names.add(dataset.info().classes().getOrDefault(1, "foreground"));
        }
    }

    /**
     * All that can be read of a split; the rest is named to the listener and left out.
     *
     * @param most cases that are taken, spread evenly
     */
    static List<Group> read(Dataset dataset, Split split, int most, TrainingListener listener) {
        return new Groups(dataset, listener).read(split, most);
    }

    private List<Group> read(Split split, int most) {
        Map<String, List<Case>> byTarget = new TreeMap<>();
        List<VolumeItem> volumes = dataset.volumes(split);
        if (volumes.isEmpty()) {
            spread(dataset.items(split), most).forEach(item -> add(byTarget, item.target(), item.id(), () -> of(item)));
        } else {
            spread(volumes, most).forEach(item -> add(byTarget, item.target(), item.id(), () -> of(item)));
        }
        List<Group> groups = new ArrayList<>();
        byTarget.forEach((target, cases) -> groups.add(
                target.isEmpty()
                        ? new Group(dataset.info().name(), names, cases)
                        : new Group(dataset.info().name() + " " + target, List.of(target), cases)));
        return groups;
    }

    private static <T> List<T> spread(List<T> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((2 * i + 1) * all.size() / (2 * count)))
                .toList();
    }

    private void add(Map<String, List<Case>> into, Optional<String> target, String id, Supplier<Case> read) {
        String key = dataset.info().kind() == LabelKind.CLASSES ? "" : target.orElse("");
        try {
            into.computeIfAbsent(key, t -> new ArrayList<>()).add(read.get());
        } catch (UserError e) {
            listener.message("  left out: " + id + ": " + e.getMessage());
        }
    }

    private Case of(DatasetItem item) {
        Image image = item.image();
        LabelMap labels = item.labels();
        DatasetItem.requireSameSize(item.id(), image, labels);
        return of(item.id(), Voxels.of(image, COLOURS, Intensities.UNIT), List.of(labels));
    }

    /** Slices of volumes are gray; a time series is a volume whose slices are points in time. */
    private Case of(VolumeItem item) {
        Volume volume = item.volume();
        Voxels voxels = item.axis() == Axis.T
                ? stacked(IntStream.range(0, volume.size().frames())
                        .mapToObj(t -> Voxels.of(volume, t, 1, Intensities.UNIT))
                        .toList())
                : Voxels.of(volume, 0, 1, Intensities.UNIT);
        return of(item.id(), voxels, item.labels().slices(item.axis() == Axis.T ? Axis.T : Axis.Z, 0));
    }

    private static Voxels stacked(List<Voxels> frames) {
        Voxels first = frames.get(0);
        int length = first.values().length;
        float[] values = new float[Math.multiplyExact(frames.size(), length)];
        for (int t = 0; t < frames.size(); t++) {
            System.arraycopy(frames.get(t).values(), 0, values, t * length, length);
        }
        return new Voxels(1, frames.size(), first.height(), first.width(), values);
    }

    private Case of(String id, Voxels voxels, List<LabelMap> slices) {
        byte[] classes = new byte[voxels.depth() * voxels.height() * voxels.width()];
        int i = 0;
        for (LabelMap slice : slices) {
            for (int label : slice.labels()) {
                classes[i++] = (byte) number(label);
            }
        }
        return Case.of(id, voxels, classes, names.size() + 1);
    }

    private int number(int label) {
        if (label == 0) {
            return 0;
        } else if (dataset.info().kind() != LabelKind.CLASSES) {
            return 1;
        }
        Integer number = numbers.get(label);
        if (number == null) {
            throw new UserError("It has the label " + label + ", which is no class of the dataset.");
        }
        return number;
    }
}
