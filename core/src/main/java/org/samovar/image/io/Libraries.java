package org.samovar.image.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;

/** Gives to libraries what no reader of core knows. */
final class Libraries {
    static final List<VolumeLibrary> VOLUMES = Formats.load(VolumeLibrary.class);
    static final List<SlideLibrary> SLIDES = Formats.load(SlideLibrary.class);

    private Libraries() {}

    /** What a reader of core does with a file, unless its {@link UserError} is caused by an {@link UnknownVariant}. */
    interface Own<T> {
        T read(Path file);
    }

    /**
     * Reads by core where it knows the file, else by a library.
     *
     * @param spelled a file, or one of the images in it; all but the first are a library's
     */
    static <T> T read(Path spelled, Own<T> own, BiFunction<LibraryReader, Path, T> other) {
        SeriesFile at = SeriesFile.of(spelled);
        UserError unknown;
        try {
            if (at.series() == 0) {
                return own.read(at.file());
            }
            Formats.head(at.file(), ImageReader.HEAD);
            unknown = new UserError("Cannot read " + spelled + ": only the first image of a file is read here.");
        } catch (UserError e) {
            if (!(e.getCause() instanceof UnknownVariant)) {
                throw e;
            }
            unknown = e;
        }
        UserError why = unknown;
        VolumeLibrary library = of(at.file()).orElseThrow(() -> refusal(why, VOLUMES));
        return Formats.guarded(
                spelled, library.name(), () -> other.apply(new LibraryReader(library, at.series()), at.file()));
    }

    /** The library that is here and knows a file. */
    static Optional<VolumeLibrary> of(Path file) {
        return VOLUMES.stream()
                .filter(library -> library.find().isPresent() && library.recognises(file))
                .findFirst();
    }

    /** Of what core does not know and no library that is here reads, with those that would be worth a try. */
    static UserError refusal(UserError unknown, List<? extends OptionalLibrary> libraries) {
        List<String> missing = names(libraries, false);
        if (missing.isEmpty()) {
            String here = String.join(" and ", names(libraries, true));
            return new UserError(unknown.getMessage() + " It is not known to " + here + " either.", unknown);
        }
        return new UserError(String.valueOf(unknown.getMessage()), hint(missing), unknown);
    }

    private static String hint(List<String> missing) {
        return String.join(" or ", missing)
                + " may be able to read it, once added; `samovar formats install` tells how.";
    }

    /** Of those that are here, or are not. */
    private static List<String> names(List<? extends OptionalLibrary> libraries, boolean here) {
        return libraries.stream()
                .filter(library -> library.find().isPresent() == here)
                .map(OptionalLibrary::name)
                .collect(Collectors.toList());
    }
}
