package org.samovar.fiji.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Names of files of labels for files of images, no two the same, also where upper and lower case are. */
final class LabelNames {
    private final Map<String, Integer> sharing = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    /**
     * @param images all their paths
     * @param given names that belong to others
     */
    LabelNames(Collection<String> images, Collection<String> given) {
        images.forEach(image -> sharing.merge(folded(stem(image)), 1, Integer::sum));
        given.forEach(name -> this.given.add(folded(name)));
    }

    /**
     * A name for the labels of an image: its own without the ending, with it where several images differ by that alone, and with a number behind it where
     * even that is taken.
     *
     * @param isTaken further names that cannot be had
     */
    String next(String image, Predicate<String> isTaken) {
        boolean alone = sharing.getOrDefault(folded(stem(image)), 1) == 1;
        String base = alone ? stem(image) : image;
        String name = base + LabelFolder.ENDING;
        for (int i = 2; isTaken.test(name) || !given.add(folded(name)); i++) {
            name = base + LabelFolder.ENDING.replace(".", "-" + i + ".");
        }
        return name;
    }

    private static String stem(String image) {
        return image.substring(0, image.lastIndexOf('.'));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
