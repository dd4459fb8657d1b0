package org.samovar.evaluate.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.samovar.evaluate.semantic.ClassSegmenter;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.support.SupportSession;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;
import org.samovar.train.support.SupportFolder;

/**
 * A network with a support set that was drawn from a split of the dataset itself: volumes, or for each class as many images that show it. Of
 * datasets whose images have different targets each target has a support set of its own.
 */
public final class SupportClasses implements ClassSegmenter, AutoCloseable {
    private final String label;
    private final Map<String, String> settings;
    private final Supplier<SupportSession> sessions;
    private final Dataset dataset;
    private final Draw draw;
    private final Map<String, SupportSession> byTarget = new TreeMap<>();

    /**
     * Which examples are drawn.
     *
     * @param from the split
     * @param size images of each class, or volumes
     * @param seed of the draw; of the same seed a larger set holds the smaller one
     */
    public record Draw(Split from, int size, long seed) {}

    /**
     * @param label in reports
     * @param settings what reports say about the network
     * @param sessions opens one without examples
     */
    public SupportClasses(
            String label, Map<String, String> settings, Supplier<SupportSession> sessions, Dataset dataset, Draw draw) {
        this.label = label;
        this.settings = settings;
        this.sessions = sessions;
        this.dataset = dataset;
        this.draw = draw;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("support", Integer.toString(draw.size));
        all.put("from", draw.from.toString());
        all.putAll(settings);
        return all;
    }

    @Override
    public LabelMap segment(DatasetItem item, Progress progress) {
        return session(item.target().orElse(""), progress)
                .segment(IntensityRule.rgb(item.image(), "the image " + item.id()))
                .labels();
    }

    @Override
    public LabelVolume segment(VolumeItem item, Progress progress) {
        SliceSequence slices = SupportFolder.slices(item);
        return slices.place(session(item.target().orElse(""), progress).segment(slices, progress));
    }

    private boolean areClasses() {
        return dataset.info().kind() == LabelKind.CLASSES;
    }

    private SupportSession session(String target, Progress progress) {
        String key = areClasses() ? "" : target;
        SupportSession found = byTarget.get(key);
        if (found == null) {
            found = sessions.get();
            byTarget.put(key, found); // closed with this even if an example cannot be read
            show(key, found, progress);
        }
        if (found.classes().isEmpty()) {
            throw new UserError(
                    "The " + draw.from + " split has no examples" + (key.isEmpty() ? "." : " of '" + key + "'."));
        }
        return found;
    }

    private void show(String target, SupportSession session, Progress progress) {
        List<VolumeItem> volumes = dataset.volumes(draw.from).stream()
                .filter(item -> areClasses() || item.target().orElse("").equals(target))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(volumes, new Random(draw.seed));
        if (!volumes.isEmpty()) {
            volumes.stream()
                    .limit(draw.size)
                    .forEach(item -> SupportFolder.show(item, areClasses(), session, progress));
            return;
        }
        List<DatasetItem> images = dataset.items(draw.from).stream()
                .filter(item -> areClasses() || item.target().orElse("").equals(target))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(images, new Random(draw.seed));
        chosen(images).forEach(item -> SupportFolder.show(item, areClasses(), session));
    }

    /** The first images of which each shows a class that fewer than all examples so far do. */
    private List<DatasetItem> chosen(List<DatasetItem> images) {
        Map<Integer, Integer> shown = new TreeMap<>();
        List<DatasetItem> out = new ArrayList<>();
        for (DatasetItem item : images) {
            LabelMap labels = item.labels();
            Set<Integer> classes = areClasses() ? new TreeSet<>(labels.ids()) : Set.of(1);
            boolean isLabelled = !labels.ids().isEmpty();
            if (isLabelled && classes.stream().anyMatch(k -> shown.getOrDefault(k, 0) < draw.size)) {
                out.add(item);
                classes.forEach(k -> shown.merge(k, 1, Integer::sum));
            }
        }
        return out;
    }

    @Override
    public void close() {
        byTarget.values().forEach(SupportSession::close);
    }
}
