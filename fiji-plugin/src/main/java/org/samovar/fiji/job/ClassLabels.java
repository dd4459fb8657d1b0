package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.StackValues;
import org.samovar.fiji.model.ClassFinder;
import org.samovar.fiji.model.FoundClasses;
import org.samovar.fiji.model.SupportFinder;
import org.samovar.fiji.model.SupportUse;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.Mirroring;

/** Classes that were found, as label images that know the names of their numbers. */
final class ClassLabels {
    /** Under which the names of the classes stay with the label image. */
    static final String CLASSES = "samovar.classes";

    /** As {@link FoundClasses#legend()} writes them. */
    private static final Pattern ENTRY = Pattern.compile("(?:^|, )(\\d{1,9}) (.*?)(?=, \\d{1,9} |$)");

    private ClassLabels() {}

    /** The classes of a system on an image or stack. Used on the model's thread. */
    static ImagePlus by(ClassFinder system, ImagePlus image, Mirroring mirroring, Progress progress) {
        return of(system.find(StackValues.of(image, system.channels()), mirroring, progress), image);
    }

    /** The classes of examples on an image or stack. Used on the model's thread. */
    static ImagePlus by(SupportFinder model, ImagePlus image, SupportUse use, Progress progress) {
        return of(model.find(StackValues.of(image, SupportJob.CHANNELS), use, progress), image);
    }

    private static ImagePlus of(FoundClasses found, ImagePlus source) {
        ImagePlus labels = LabelImages.ofVolume(found.labels(), found.names().lastKey(), source);
        labels.setProp(CLASSES, found.legend());
        return labels;
    }

    /** The names of the numbers of a label image, as far as it knows them. */
    static Map<Integer, String> names(ImagePlus labels) {
        Map<Integer, String> names = new TreeMap<>();
        Matcher entries = ENTRY.matcher(Objects.requireNonNullElse(labels.getProp(CLASSES), ""));
        while (entries.find()) {
            names.put(Integer.valueOf(entries.group(1)), entries.group(2));
        }
        return names;
    }

    static void show(ImagePlus labels) {
        labels.show();
        IJ.showProgress(1.0);
        IJ.showStatus("Samovar: " + labels.getProp(CLASSES));
    }
}
