package org.samovar.image.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.Slide;

/** Opens slides: pictures of any size at several scales. */
public final class Slides {
    private Slides() {}

    /**
     * Opens a slide by the first library that is here and knows it: OpenSlide, else Bio-Formats. The caller closes it.
     *
     * @throws UserError naming the file and what is wrong with it, or that there is no library for it
     */
    public static Slide open(Path file) {
        Formats.head(file);
        SlideLibrary library = of(file).orElseThrow(() -> {
            List<String> missing = Libraries.names(List.copyOf(Libraries.SLIDES), false);
            String here = String.join(", ", Libraries.names(List.copyOf(Libraries.SLIDES), true));
            return new UserError(
                    "Cannot open " + file + " as a slide: "
                            + (here.isEmpty() ? "that takes a library" : "it is none that is known to " + here)
                            + ".",
                    missing.isEmpty() ? null : Libraries.hint(missing),
                    null);
        });
        return Formats.guarded(file, library.name(), () -> library.open(file));
    }

    /**
     * Whether a library is here that may open a file as a slide.
     *
     * @throws UserError naming the file when it cannot be read
     */
    public static boolean recognises(Path file) {
        Formats.head(file);
        return of(file).isPresent();
    }

    private static Optional<SlideLibrary> of(Path file) {
        return Libraries.SLIDES.stream()
                .filter(library -> library.find().isPresent() && library.recognises(file))
                .findFirst();
    }
}
