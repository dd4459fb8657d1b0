package org.samovar.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.train.augment.Augmenter;
import org.samovar.train.augment.TrainingImage;
import org.samovar.train.augment.TrainingSample;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;
import org.samovar.train.footage.Slices;
import org.samovar.train.synthetic.SyntheticImages;

/** The images of a run, in memory. Safe for several threads. */
final class TrainingData {
    /** Synthetic images are drawn larger than views, so that views can be cut out of them. */
    private static final int SYNTHETIC_SIZE = 176;

    /**
     * Images of one dataset.
     *
     * @param kind what its labels are
     * @param volumes all slices of each of its volumes along each axis, where clips are wanted
     */
    record ImageSet(String name, LabelKind kind, List<TrainingImage> images, List<Slices> volumes) {
        ImageSet {
            images = List.copyOf(images);
            volumes = List.copyOf(volumes);
        }
    }

    private final List<ImageSet> training;
    private final List<ImageSet> validation;
    private final double[] upTo;
    private final double syntheticShare;
    private final SyntheticImages synthetic = new SyntheticImages(SYNTHETIC_SIZE);
    private final ClipData clips;

    private TrainingData(List<ImageSet> training, List<ImageSet> validation, double syntheticShare) {
        this.training = training;
        this.validation = validation;
        this.syntheticShare = training.isEmpty() ? 1 : syntheticShare;
        this.clips = ClipData.of(training, this.syntheticShare);
        this.upTo = new double[training.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += Math.sqrt(training.get(i).images().size());
            upTo[i] = sum;
        }
    }

    /**
     * Reads the training and validation images of the datasets.
     *
     * @param folder with one folder for each dataset
     * @throws UserError when a dataset cannot be opened; a file that cannot be read is left out, with a word
     */
    static TrainingData read(Path folder, TrainConfig config, TrainingListener listener) {
        List<ImageSet> training = new ArrayList<>();
        List<ImageSet> validation = new ArrayList<>();
        for (String name : config.data().sets()) {
            Dataset dataset = Dataset.open(folder.resolve(name)).forTraining();
            ImageSet train = load(name, dataset, Split.TRAIN, config, listener);
            ImageSet held = load(name, dataset, Split.VALIDATION, config, listener);
            listener.message(name + ": " + train.images().size() + " images to train on, "
                    + held.images().size() + " held out");
            dataset.unusable().values().forEach(why -> listener.message("  left out: " + why));
            if (!train.images().isEmpty()) {
                training.add(train);
            }
            if (!held.images().isEmpty()) {
                validation.add(held);
            }
        }
        if (training.isEmpty() && !config.data().sets().isEmpty()) {
            throw new UserError("There is nothing to train on: no image of "
                    + String.join(", ", config.data().sets()) + " has an object.");
        }
        return new TrainingData(training, validation, config.data().syntheticShare());
    }

    private static ImageSet load(
            String name, Dataset dataset, Split split, TrainConfig config, TrainingListener listener) {
        List<TrainingImage> images = new ArrayList<>();
        Map<String, List<DatasetItem>> groups = new LinkedHashMap<>();
        dataset.items(split).forEach(item -> groups.computeIfAbsent(item.group(), k -> new ArrayList<>())
                .add(item));
        for (List<DatasetItem> group : groups.values()) {
            int taken = Math.min(config.data().slices(), group.size());
            for (int k = 0; k < taken; k++) {
                DatasetItem item = group.get((2 * k + 1) * group.size() / (2 * taken));
                try {
                    TrainingImage image = image(item, dataset.info());
                    if (!image.objects().isEmpty()) {
                        images.add(image);
                    }
                } catch (UserError e) {
                    listener.message("  left out: " + item.id() + ": " + e.getMessage());
                }
            }
        }
        return new ImageSet(
                name,
                dataset.info().kind(),
                images,
                config.learnsFromClips() ? footage(dataset, split, listener) : List.of());
    }

    private static TrainingImage image(DatasetItem item, DatasetInfo info) {
        Image pixels = item.image();
        LabelMap labels = item.labels();
        DatasetItem.requireSameSize(item.id(), pixels, labels);
        return TrainingImage.of(pixels, labels, info);
    }

    /** Volumes seen along each of their axes, and time series. */
    private static List<Slices> footage(Dataset dataset, Split split, TrainingListener listener) {
        List<Slices> out = new ArrayList<>();
        for (VolumeItem volume : dataset.volumes(split)) {
            List<Axis> axes = volume.axis() == Axis.T ? List.of(Axis.T) : List.of(Axis.X, Axis.Y, Axis.Z);
            try {
                out.addAll(axes.stream().map(axis -> Slices.of(volume, axis)).toList());
            } catch (UserError e) {
                listener.message("  left out: " + volume.id() + ": " + e.getMessage());
            }
        }
        return out;
    }

    /** What clips are cut from. */
    ClipData clips() {
        return clips;
    }

    /** The images to train on by dataset. */
    List<ImageSet> training() {
        return training;
    }

    /** The held-out images by dataset. */
    List<ImageSet> validation() {
        return validation;
    }

    /** Number of training images. */
    int size() {
        return training.stream().mapToInt(set -> set.images().size()).sum();
    }

    /** Draws a sample of a random image. */
    TrainingSample sample(Augmenter augmenter, int size, SplittableRandom random) {
        while (true) {
            Optional<TrainingSample> sample = augmenter.sample(image(random), size, random);
            if (sample.isPresent()) {
                return sample.get();
            }
        }
    }

    /** Draws an image. */
    TrainingImage image(SplittableRandom random) {
        if (random.nextDouble() < syntheticShare) {
            return synthetic.draw(random);
        }
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int set = 0;
        while (upTo[set] <= at) {
            set++;
        }
        List<TrainingImage> images = training.get(set).images();
        return images.get(random.nextInt(images.size()));
    }
}
