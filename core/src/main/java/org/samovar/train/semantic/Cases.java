package org.samovar.train.semantic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.Voxels;
import org.samovar.train.TrainingListener;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

/** Reads the images or volumes of a dataset with the classes of their voxels. */
final class Cases {
    private static final int MOST_CLASSES = 127;

    private final Dataset dataset;
    private final PatchShape patch;
    private final Intensities intensities;
    private final TrainingListener listener;
    /** The number of a class by its label. */
    private final Map<Integer, Integer> numbers = new TreeMap<>();

    private final List<String> names;

    private Cases(Dataset dataset, PatchShape patch, Intensities intensities, TrainingListener listener) {
        this.dataset = dataset;
        this.patch = patch;
        this.intensities = intensities;
        this.listener = listener;
        this.names = classes(dataset);
        if (dataset.info().kind() == LabelKind.CLASSES) {
            new TreeMap<>(dataset.info().classes()).keySet().forEach(label -> numbers.put(label, numbers.size() + 1));
        }
    }

    /**
     * The names of the classes of a dataset, without the background, in the order of their labels.
     *
     * @throws UserError when it has instances, or does not name its classes
     */
    static List<String> classes(Dataset dataset) {
        DatasetInfo info = dataset.info();
        return switch (info.kind()) {
            case INSTANCES -> throw new UserError(
                    "The dataset " + info.name() + " has an id for each object, but no classes.",
                    "A system without prompts learns from datasets of the kind `classes` or `binary`.");
            case BINARY -> List.of(info.classes().getOrDefault(1, "foreground"));
            case CLASSES -> {
                List<String> names = List.copyOf(new TreeMap<>(info.classes()).values());
                if (names.isEmpty() || names.size() > MOST_CLASSES) {
                    throw new UserError(
                            "The dataset " + info.name() + " should name between 1 and " + MOST_CLASSES
                                    + " classes beside the background.",
                            "Where each object has a number of its own, its labels are objects, not classes.");
                }
                yield names;
            }
        };
    }

    /** Gets ready to read. */
    static Cases of(Dataset dataset, PatchShape patch, Intensities intensities, TrainingListener listener) {
        return new Cases(dataset, patch, intensities, listener);
    }

    /** The names of the classes, without the background. */
    List<String> classes() {
        return names;
    }

    /**
     * All cases of a split that can be read; the others are named to the listener and left out.
     *
     * @param most at most so many, spread evenly
     * @throws UserError when the dataset has images where the system wants volumes
     */
    List<Case> read(Split split, int most) {
        List<Case> out = new ArrayList<>();
        List<VolumeItem> volumes = dataset.volumes(split);
        if (!volumes.isEmpty()) {
            spread(volumes, most).forEach(item -> readable(item.id(), out, () -> of(item)));
            return out;
        }
        if (!patch.isFlat()) {
            if (dataset.items(split).isEmpty()) {
                return out;
            }
            throw new UserError(
                    "The dataset " + dataset.info().name() + " has images, where the system sees " + patch.depth()
                            + " slices at a time.",
                    "Take a dataset of volumes, or a patch with a depth of 1.");
        }
        spread(dataset.items(split), most).forEach(item -> readable(item.id(), out, () -> List.of(of(item))));
        return out;
    }

    private static <T> List<T> spread(List<T> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((2 * i + 1) * all.size() / (2 * count)))
                .toList();
    }

    private void readable(String id, List<Case> into, Supplier<List<Case>> read) {
        try {
            into.addAll(read.get());
        } catch (UserError e) {
            listener.message("  left out: " + id + ": " + e.getMessage());
        }
    }

    private Case of(DatasetItem item) {
        Image image = item.image();
        LabelMap labels = item.labels();
        DatasetItem.requireSameSize(item.id(), image, labels);
        return of(item.id(), Voxels.of(image, patch.modalities(), intensities), labels.labels());
    }

    /** One case, or for a system that sees images one for each point in time. */
    private List<Case> of(VolumeItem item) {
        Volume volume = item.volume();
        if (item.axis() == Axis.T && !patch.isFlat()) {
            throw new UserError("Its slices are points in time, where the system wants a volume.");
        }
        LabelVolume labels = item.labels();
        List<Case> out = new ArrayList<>();
        for (int t = 0; t < volume.size().frames(); t++) {
            String name = volume.size().frames() == 1 ? item.id() : item.id() + "@" + t;
            out.add(of(name, Voxels.of(volume, t, patch.modalities(), intensities), labels(labels, t)));
        }
        return out;
    }

    private static int[] labels(LabelVolume labels, int frame) {
        Size slice = labels.size().slice(Axis.Z);
        int[] out = new int[Math.multiplyExact(labels.size().depth(), slice.pixels())];
        int i = 0;
        for (int z = 0; z < labels.size().depth(); z++) {
            for (double label : labels.voxels().read(slice.region(), z, frame, 0)) {
                out[i++] = (int) label;
            }
        }
        return out;
    }

    private Case of(String name, Voxels voxels, int[] labels) {
        byte[] classes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            classes[i] = (byte) number(labels[i]);
        }
        return Case.of(name, voxels, classes, names.size() + 1);
    }

    private int number(int label) {
        if (label == 0) {
            return 0;
        } else if (dataset.info().kind() == LabelKind.BINARY) {
            return 1;
        }
        Integer number = numbers.get(label);
        if (number == null) {
            throw new UserError("It has the label " + label + ", which is no class of the dataset.");
        }
        return number;
    }

    /** Opens a dataset to train on. */
    static Dataset open(Path datasets, String name) {
        return Dataset.open(datasets.resolve(name)).forTraining();
    }
}
