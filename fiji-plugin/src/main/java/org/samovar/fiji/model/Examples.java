package org.samovar.fiji.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;

/** A support set. */
public sealed interface Examples {
    /**
     * In a folder: {@code images/} and {@code labels/}, or a dataset, of which the training part is taken.
     *
     * @param most images, or volumes, that are taken, spread evenly; at least 1
     * @param target which of several targets they are labelled for
     */
    record InFolder(Path folder, Optional<String> target, int most) implements Examples {}

    /** Labelled images and volumes; each label is a class. */
    record Shown(List<Labelled> labelled) implements Examples {
        public Shown {
            labelled = List.copyOf(labelled);
        }
    }

    /**
     * An image or a volume, and its labels, of the same size.
     *
     * @param name what errors call it
     */
    record Labelled(String name, Volume volume, LabelVolume labels) {}
}
