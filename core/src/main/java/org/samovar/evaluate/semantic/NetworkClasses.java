package org.samovar.evaluate.semantic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.SemanticSegmenter;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.VolumeItem;

/** A prompt-free system, whose classes are those of the dataset by their names. */
public final class NetworkClasses implements ClassSegmenter {
    private final String label;
    private final SemanticSegmenter segmenter;
    private final Map<String, String> settings;
    /** The dataset's label for each class of the system. */
    private final int[] labels;

    /**
     * @param label what reports call it
     * @param known names of the classes that the system finds, from 1 on
     * @param settings what reports say beside
     * @throws UserError when the dataset has a class that the system does not know
     */
    public NetworkClasses(
            String label,
            SemanticSegmenter segmenter,
            List<String> known,
            DatasetInfo dataset,
            Map<String, String> settings) {
        this.label = label;
        this.segmenter = segmenter;
        this.settings = Map.copyOf(settings);
        this.labels = labels(label, known, dataset);
    }

    private static int[] labels(String label, List<String> known, DatasetInfo dataset) {
        Map<Integer, String> wanted = SemanticEvaluation.classes(dataset);
        int[] labels = new int[known.size() + 1];
        if (dataset.kind() == LabelKind.BINARY && known.size() == 1) {
            labels[1] = 1; // one thing and its background, whatever it is called
            return labels;
        }
        List<String> unknown = new ArrayList<>();
        wanted.forEach((number, name) -> {
            if (known.contains(name)) {
                labels[known.indexOf(name) + 1] = number;
            } else {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new UserError(label + " knows " + String.join(", ", known) + ", but the dataset " + dataset.name()
                    + " has " + String.join(", ", unknown) + ".");
        }
        return labels;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public LabelMap segment(DatasetItem item, Progress progress) {
        return segmenter.segment(item.image(), progress).relabelled(k -> labels[k]);
    }

    @Override
    public LabelVolume segment(VolumeItem item, Progress progress) {
        return segmenter.segment(item.volume(), progress).relabelled(k -> labels[k]);
    }
}
