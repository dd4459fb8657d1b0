package org.samovar.train.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.support.SupportSession;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

/**
 * The support set in a folder: the training part of a dataset, or all of it where nobody said what is for training. Labels of instances are
 * one class; in folders without a description each label is a class.
 */
public final class SupportFolder {
    private final List<DatasetItem> images;
    private final List<VolumeItem> volumes;
    private final boolean areClasses;
    private final Map<Integer, String> names;

    private SupportFolder(
            List<DatasetItem> images, List<VolumeItem> volumes, boolean areClasses, Map<Integer, String> names) {
        this.images = images;
        this.volumes = volumes;
        this.areClasses = areClasses;
        this.names = names;
    }

    /**
     * Opens a folder; images are read when they are shown.
     *
     * @param target which of several things that the folder's images are labelled for
     * @param most images, or volumes, that are taken, spread evenly
     * @throws UserError when there are none, or several targets and none is named
     */
    public static SupportFolder open(Path folder, Optional<String> target, int most) {
        Dataset dataset = Dataset.open(folder);
        boolean isDescribed = !dataset.items(Split.TRAIN).isEmpty();
        List<VolumeItem> volumes = Stream.of(Split.values())
                .filter(split -> !isDescribed || split != Split.TEST)
                .flatMap(split -> dataset.volumes(split).stream())
                .filter(item -> target.isEmpty() || item.target().equals(target))
                .toList();
        List<DatasetItem> images = dataset.items().stream()
                .filter(item -> !isDescribed || item.split() != Split.TEST)
                .filter(item -> target.isEmpty() || item.target().equals(target))
                .toList();
        if (images.isEmpty()) {
            throw new UserError("In " + folder + " there are no examples"
                    + target.map(name -> " of '" + name + "'").orElse("") + ".");
        }
        List<String> targets = images.stream()
                .flatMap(item -> item.target().stream())
                .distinct()
                .sorted()
                .toList();
        if (targets.size() > 1 && dataset.info().kind() != LabelKind.CLASSES) {
            throw new UserError(
                    "The images in " + folder + " are labelled for several targets.",
                    "Name one of them as the target: " + String.join(", ", targets) + ".");
        }
        boolean isPlain = dataset.info().kind() == LabelKind.INSTANCES
                && dataset.info().classes().isEmpty()
                && !isDescribed;
        boolean areClasses = dataset.info().kind() == LabelKind.CLASSES || isPlain;
        Map<Integer, String> names = new TreeMap<>(dataset.info().classes());
        if (!areClasses) {
            String only = names.getOrDefault(1, "foreground");
            names.clear();
            names.put(1, targets.isEmpty() ? only : targets.get(0));
        }
        return new SupportFolder(
                volumes.isEmpty() ? spread(images, most) : List.of(), spread(volumes, most), areClasses, names);
    }

    private static <T> List<T> spread(List<T> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get(i * all.size() / count))
                .toList();
    }

    /** What users call a class. */
    public String name(int label) {
        return names.getOrDefault(label, "class " + label);
    }

    /**
     * Adds all examples to a session.
     *
     * @throws UserError when one cannot be read, or there is nothing on any
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public void show(SupportSession session, Progress progress) {
        String what = "encoding the support set";
        for (int i = 0; i < images.size(); i++) {
            progress.step(i, images.size(), what);
            show(images.get(i), areClasses, session);
        }
        for (int i = 0; i < volumes.size(); i++) {
            show(volumes.get(i), areClasses, session, new ProgressPart(progress, i, volumes.size(), what));
        }
        if (session.classes().isEmpty()) {
            throw new UserError("Nothing is labelled on the images of the support set.");
        }
    }

    /**
     * Adds an image to a session; one without labels is no example of anything.
     *
     * @param areClasses whether its labels are classes; otherwise all that is labelled is the class 1
     */
    public static void show(DatasetItem item, boolean areClasses, SupportSession session) {
        LabelMap labels = meant(item.labels(), areClasses);
        if (!labels.ids().isEmpty()) {
            Image image = item.image();
            DatasetItem.requireSameSize(item.id(), image, labels);
            session.add(IntensityRule.rgb(image, "the image " + item.id()), labels);
        }
    }

    /** The same for the slices of a volume. */
    public static void show(VolumeItem item, boolean areClasses, SupportSession session, Progress progress) {
        List<LabelMap> labels = item.labels().slices(item.axis(), 0).stream()
                .map(slice -> meant(slice, areClasses))
                .toList();
        if (labels.stream().anyMatch(slice -> !slice.ids().isEmpty())) {
            session.add(slices(item), labels, progress);
        }
    }

    private static LabelMap meant(LabelMap labels, boolean areClasses) {
        return areClasses ? labels : LabelMap.of(labels.foreground());
    }

    /** The slices of a volume, or the points in time of a series, as a network sees them. */
    public static SliceSequence slices(VolumeItem item) {
        IntensityRule rule = IntensityRule.suitedTo(item.volume().info().type());
        return SliceSequence.of(item.volume(), item.axis(), 0, rule);
    }
}
