package org.samovar.predict.support;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Resampling;
import org.samovar.image.RgbImage;
import org.samovar.image.Volume;
import org.samovar.memory.Fingerprint;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.model.ImageFeatures;
import org.samovar.predict.ImageFraming;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;
import org.samovar.predict.SliceSequence;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * A support set, and then any number of images and volumes on which its classes are found without prompts.
 *
 * <pre>{@code
 * try (SupportSession session = SupportSession.open(network, SupportSettings.of(4))) {
 *     session.add(image, labels); // as many as there are
 *     LabelMap found = session.segment(other).labels();
 * }
 * }</pre>
 *
 * <p>Examples are encoded once, when they are added. Images of any size are seen whole, stretched to the square that the network takes. One
 * thread works at a time, others wait.
 */
public final class SupportSession implements AutoCloseable {
    private final Sam2Sgp network;
    private final SupportSettings settings;
    private final SupportSet support = new SupportSet();

    private SupportSession(Sam2Sgp network, SupportSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    /** A session without examples; the network's weights are on the device of the settings. */
    public static SupportSession open(Sam2Sgp network, SupportSettings settings) {
        return new SupportSession(network, settings);
    }

    /**
     * Adds an image to the support set: an example of each class that is on it.
     *
     * @throws UserError when the labels are of another size, or nothing is labelled
     */
    public synchronized void add(RgbImage image, LabelMap labels) {
        List<Integer> classes = labels.ids();
        if (classes.isEmpty()) {
            throw new UserError("An image of the support set has no labels.");
        }
        add(image, labels, classes);
    }

    /**
     * Adds all slices of a volume. On those without one of its classes there is an example of where that class is not.
     *
     * @param labels of each slice
     * @throws UserError when the labels are of another size, or nothing is labelled; then nothing is added
     */
    public synchronized void add(SliceSequence slices, List<LabelMap> labels, Progress progress) {
        if (labels.size() != slices.count()) {
            throw new UserError("A volume of the support set has " + slices.count() + " slices, but its labels have "
                    + labels.size() + ".");
        }
        TreeSet<Integer> classes = new TreeSet<>();
        labels.forEach(slice -> classes.addAll(slice.ids()));
        if (classes.isEmpty()) {
            throw new UserError("A volume of the support set has no labels.");
        }
        labels.forEach(slice -> requireSize(slices.size(), slice));
        for (int i = 0; i < slices.count(); i++) {
            progress.step(i, slices.count(), "encoding the support set");
            add(slices.image(i), labels.get(i), List.copyOf(classes));
        }
    }

    /**
     * Adds an image or all slices of a volume, of each point in time at which something is labelled, with the intensities that suit
     * its samples.
     *
     * @throws UserError when the labels are of another size, or nothing is labelled, or a slice cannot be read
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public synchronized void add(Volume volume, LabelVolume labels, Progress progress) {
        if (!labels.size().equals(volume.size())) {
            throw new UserError("It has " + volume.size() + " voxels, its labels have " + labels.size() + ".");
        }
        List<SliceSequence> walks = walks(volume);
        int before = size();
        for (int i = 0; i < walks.size(); i++) {
            List<LabelMap> slices = labels.slices(volume.size().stackAxis(), i);
            if (slices.stream().anyMatch(slice -> !slice.ids().isEmpty())) {
                add(walks.get(i), slices, new ProgressPart(progress, i, walks.size(), "encoding the support set"));
            }
        }
        if (size() == before) {
            throw new UserError("Nothing is labelled on it.");
        }
    }

    private void add(RgbImage image, LabelMap labels, List<Integer> classes) {
        requireSize(image.size(), labels);
        int side = network.input().size();
        LabelMap seen = Resampling.nearest(labels, new Size(side, side));
        float[] masks = new float[classes.size() * side * side];
        for (int c = 0, i = 0; c < classes.size(); c++) {
            for (int label : seen.labels()) {
                masks[i++] = label == classes.get(c) ? 1 : 0;
            }
        }
        try (Scope scope = settings.scope()) {
            ImageFeatures features = encode(image);
            Tensor memory = network.remember(features, Tensors.of(masks, classes.size(), 1, side, side));
            List<Tensor> each = new ArrayList<>();
            for (int c = 0; c < classes.size(); c++) {
                each.add(memory.narrow(0, c, 1)); // (1, M, H, W)
            }
            support.add(look(features), classes, each);
        }
    }

    private static void requireSize(Size image, LabelMap labels) {
        if (!labels.size().equals(image)) {
            throw new UserError(
                    "An image of the support set has " + image + " pixels, its labels have " + labels.size() + ".");
        }
    }

    /** The classes of the support set, ascending. */
    public synchronized List<Integer> classes() {
        return support.classes();
    }

    /** Number of images, and slices, of the support set. */
    public synchronized int size() {
        return support.size();
    }

    ImageFeatures encode(RgbImage image) {
        return network.encode(ImageFraming.whole(network.input(), image.size()).pixels(image));
    }

    Fingerprint look(ImageFeatures features) {
        return Fingerprint.of(network.appearance(features));
    }

    Sam2Sgp network() {
        return network;
    }

    SupportSettings settings() {
        return settings;
    }

    /** What slice or image number {@code index} is seen beside for a class. */
    List<Tensor> beside(Fingerprint image, int classId, int index) {
        return support.beside(image, classId, settings, new SplittableRandom(settings.seed() + index).split());
    }

    /**
     * Finds the classes of the support set on an image.
     *
     * @throws UserError without examples, or when the network's answer is not a number
     */
    public synchronized SupportAnswer segment(RgbImage image) {
        return volume(SliceSequence.of(List.of(image))).run(Progress.NONE).get(0);
    }

    /**
     * Finds the classes of the support set on the slices of a volume, one after the other, each seen beside those before it as well.
     *
     * @return the classes of each slice
     * @throws UserError without examples, or when the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public synchronized List<LabelMap> segment(SliceSequence slices, Progress progress) {
        return volume(slices).run(progress).stream().map(SupportAnswer::labels).toList();
    }

    /**
     * Finds the classes of the support set on a volume, with the intensities that suit its samples. Each point in time of a volume is
     * segmented by itself; a flat time series is gone through as a volume is.
     *
     * @return the class of each voxel
     * @throws UserError without examples, or when the network's answer is not a number, or a slice cannot be read
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public LabelVolume segment(Volume volume, Progress progress) {
        List<LabelMap> found = new ArrayList<>();
        List<SliceSequence> walks = walks(volume);
        for (int i = 0; i < walks.size(); i++) {
            found.addAll(segment(walks.get(i), new ProgressPart(progress, i, walks.size(), "segmenting slices")));
        }
        return LabelVolume.ofMaps(found, volume.size(), volume.geometry());
    }

    /** The slices of each point in time, or of a flat time series its points in time; with the intensities that suit its samples. */
    private static List<SliceSequence> walks(Volume volume) {
        Axis axis = volume.size().stackAxis();
        IntensityRule rule = IntensityRule.suitedTo(volume.info().type()).over(volume);
        return IntStream.range(0, axis == Axis.T ? 1 : volume.size().frames())
                .mapToObj(t -> SliceSequence.of(volume, axis, t, rule))
                .toList();
    }

    private SliceWalk volume(SliceSequence slices) {
        if (support.classes().isEmpty()) {
            throw new UserError("The support set is empty.", "Add at least one image with labels.");
        }
        return new SliceWalk(this, slices, support.classes());
    }

    /** Frees the support set. */
    @Override
    public synchronized void close() {
        support.close();
    }
}
