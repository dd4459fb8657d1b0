package org.samovar.fiji.job;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.samovar.fiji.model.Examples.Labelled;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;
import org.samovar.predict.Progress;

/** Labelled images as files that datasets are made of: calibrated TIFFs, one page for each slice or point in time. */
final class ExampleFiles {
    private ExampleFiles() {}

    /**
     * Writes {@code images/} and {@code labels/} with files of the same names.
     *
     * @throws UserError when labels are no whole numbers, an image has slices and points in time, or a file cannot be written
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    static void write(List<Labelled> labelled, Path folder, Progress progress) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < labelled.size(); i++) {
            Labelled one = labelled.get(i);
            progress.step(i, labelled.size(), "copying the open images");
            VolumeSize size = one.volume().size();
            if (size.depth() > 1 && size.frames() > 1) {
                throw new UserError(
                        one.name() + " has slices and points in time, of which one can be learned from.",
                        "Take one point in time by Image > Duplicate, and its labels as well.");
            }
            String file = id(one.name(), ids) + ".tif";
            Volumes.write(one.volume(), folder.resolve("images").resolve(file));
            LabelVolumes.write(one.labels(), folder.resolve("labels").resolve(file));
        }
    }

    /** A title as the name of a file on any system, without its ending, and with a number where another one has it. */
    private static String id(String title, Set<String> taken) {
        String name = title.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "").replaceAll("[^\\p{L}\\p{N}_-]+", "_");
        String id = name;
        for (int i = 2; !taken.add(id); i++) {
            id = name + "-" + i;
        }
        return id;
    }
}
