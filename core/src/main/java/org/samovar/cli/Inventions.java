package org.samovar.cli;

import java.util.ArrayList;
import java.util.List;
import org.samovar.catalog.training.JointPlan;
import org.samovar.catalog.training.PromptedPlan;
import org.samovar.catalog.training.SemanticPlan;
import org.samovar.catalog.training.SupportPlan;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.train.TrainConfig;
import org.samovar.train.data.InventedDataset;
import org.samovar.train.data.InventedDataset.Size;
import org.samovar.train.data.LabelKind;
import org.samovar.train.semantic.SemanticConfig;
import org.samovar.train.support.SupportConfig;

/** Datasets of noise under the names that a config asks for, so that it can be tried without data. */
final class Inventions {
    /** Side of an image or slice that is resized before it is seen. */
    private static final int SIDE = 192;
    /** Side and depth of a volume of which slices are seen along each of its axes. */
    private static final int CUBE = 48;
    /** Two to draw from are enough; a heap has to show something else on some of its images. */
    private static final int FEW = 2;

    private static final int HEAP = 4;
    private static final int CLASSES = 2;

    private Inventions() {}

    static List<InventedDataset> of(TrainingPlan plan) {
        if (plan instanceof SemanticPlan semantic) {
            return List.of(semantic(semantic.config()));
        } else if (plan instanceof SupportPlan support) {
            return support(support.config());
        } else if (plan instanceof JointPlan joint) {
            return images(joint.config().prompted(), LabelKind.INSTANCES);
        }
        TrainConfig config = ((PromptedPlan) plan).config();
        return config.learnsFromClips() ? footage(config) : images(config, LabelKind.CLASSES);
    }

    private static InventedDataset semantic(SemanticConfig config) {
        PatchShape patch = config.patch();
        boolean isWhole = config.framing() == Framing.WHOLE_SLICES;
        Size size = new Size(
                patch.modalities(), patch.depth(), isWhole ? SIDE : patch.height(), isWhole ? SIDE : patch.width());
        int classes = config.data().classes().orElse(CLASSES);
        return new InventedDataset(config.data().set(), LabelKind.CLASSES, classes, size, FEW);
    }

    /** As many as an episode wants, and some that are held out. */
    private static List<InventedDataset> support(SupportConfig config) {
        SupportConfig.Episode episode = config.episode();
        Size size = new Size(1, episode.slices(), SIDE, SIDE);
        int count = episode.images() + episode.images() / 8 + 1;
        return config.data().sets().stream()
                .map(set -> new InventedDataset(set, LabelKind.CLASSES, episode.classes(), size, count))
                .toList();
    }

    /** With as many objects as are asked for at a time. */
    private static List<InventedDataset> images(TrainConfig config, LabelKind kind) {
        Size size = new Size(3, 1, SIDE, SIDE);
        return config.data().sets().stream()
                .map(set -> new InventedDataset(set, kind, config.objects(), size, HEAP))
                .toList();
    }

    /** A volume to follow objects through, and heaps. */
    private static List<InventedDataset> footage(TrainConfig config) {
        List<InventedDataset> out = new ArrayList<>(images(config, LabelKind.CLASSES));
        if (!out.isEmpty()) {
            Size cube = new Size(1, CUBE, CUBE, CUBE);
            out.set(0, new InventedDataset(out.get(0).name(), LabelKind.CLASSES, config.objects(), cube, FEW));
        }
        return out;
    }
}
