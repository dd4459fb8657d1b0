package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.model.FoundClasses;

/** Classes that were found, as label images that know the names of their numbers. */
final class ClassLabels {
    /** Under which the names of the classes stay with the label image. */
    static final String CLASSES = "samovar.classes";

    /** As {@link FoundClasses#legend()} writes them. */
    private static final Pattern ENTRY = Pattern.compile("(?:^|, )(\\d{1,9}) (.*?)(?=, \\d{1,9} |$)");

    private ClassLabels() {}

    static ImagePlus of(FoundClasses found, ImagePlus source) {
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
