package org.samovar.evaluate.semantic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.volume.PromptedSlices;
import org.samovar.geometry.Axis;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.NonFinite;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.image.Volume;
import org.samovar.image.VolumeMask;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceListener;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.VolumeSession;
import org.samovar.prompt.PromptSet;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.VolumeItem;

/**
 * A network that answers prompts, measured as one without: each class that an item shows is prompted once, on the slice on which it is
 * largest, and followed from there. Where two classes overlap the smaller one has the voxel.
 */
public final class PromptedClasses implements ClassSegmenter {
    private final String label;
    private final Map<String, String> settings;
    private final PromptKind prompt;
    private final DatasetInfo dataset;
    private final Function<RgbImage, ImageSession> images;
    private final Function<SliceSequence, VolumeSession> volumes;

    /**
     * @param label what reports call it
     * @param settings what reports say beside
     * @param prompt what the user draws
     * @param images opens a session on an image
     * @param volumes opens a session on a volume
     * @throws org.samovar.geometry.UserError when the dataset has no classes
     */
    public PromptedClasses(
            String label,
            Map<String, String> settings,
            PromptKind prompt,
            DatasetInfo dataset,
            Function<RgbImage, ImageSession> images,
            Function<SliceSequence, VolumeSession> volumes) {
        this.label = label;
        this.settings = Map.copyOf(settings);
        this.prompt = prompt;
        this.dataset = dataset;
        this.images = images;
        this.volumes = volumes;
        SemanticEvaluation.classes(dataset);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    /** The classes of which something is there, by label. */
    private Set<Integer> classes() {
        return SemanticEvaluation.classes(dataset).keySet();
    }

    /** In a binary dataset all that is not background is the class. */
    private Mask mask(LabelMap labels, int of) {
        return dataset.kind() == LabelKind.BINARY ? labels.foreground() : labels.mask(of);
    }

    @Override
    public LabelMap segment(DatasetItem item, Progress progress) {
        LabelMap truth = item.labels();
        Image image = item.image();
        int[] found = new int[truth.size().pixels()];
        List<Integer> shown = classes().stream()
                .filter(of -> !mask(truth, of).isEmpty())
                .sorted(Comparator.comparingInt((Integer of) -> -mask(truth, of).area()))
                .toList();
        RgbImage seen = IntensityRule.suitedTo(image).apply(image, NonFinite.AS_BLACK);
        try (ImageSession session = images.apply(seen)) {
            for (int of : shown) {
                progress.step(shown.indexOf(of), shown.size(), "segmenting classes");
                boolean[] own = session.predict(prompt.of(mask(truth, of)))
                        .chosen()
                        .mask()
                        .pixels();
                IntStream.range(0, found.length).filter(i -> own[i]).forEach(i -> found[i] = of);
            }
        }
        return LabelMap.of(truth.width(), truth.height(), found);
    }

    /** What an item shows of a class. */
    private record Shown(int of, VolumeMask mask) {}

    @Override
    public LabelVolume segment(VolumeItem item, Progress progress) {
        Axis axis = item.axis();
        LabelVolume truth = item.labels();
        Volume volume = item.volume();
        IntensityRule rule = IntensityRule.suitedTo(volume.info().type());
        SliceSequence slices = SliceSequence.of(volume, axis, 0, rule);
        List<LabelMap> found;
        try (VolumeSession session = volumes.apply(slices)) {
            List<Shown> all = shown(truth, axis);
            for (Shown shown : all) {
                int slice = new PromptedSlices.Largest().of(shown.mask).get(0);
                PromptSet drawn = prompt.of(shown.mask.slice(slice).toMask());
                session.prompt(shown.of, slice, drawn);
            }
            if (!all.isEmpty()) {
                session.propagate(SliceRange.all(slices), SliceListener.NONE, progress);
            }
            found = new ArrayList<>(session.labels());
        }
        return LabelVolume.ofSlices(found, axis, truth.geometry());
    }

    /** The largest first. */
    private List<Shown> shown(LabelVolume truth, Axis axis) {
        List<LabelMap> slices = truth.slices(axis, 0);
        return classes().stream()
                .map(of -> new Shown(
                        of,
                        VolumeMask.of(slices.stream()
                                .map(slice -> RunLengthMask.of(mask(slice, of)))
                                .toList())))
                .filter(shown -> !shown.mask.isEmpty())
                .sorted(Comparator.comparingLong((Shown shown) -> -shown.mask.voxels()))
                .toList();
    }
}
