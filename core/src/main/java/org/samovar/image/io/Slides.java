package org.samovar.image.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.Slide;

/** Opens slides: pictures of any size at several scales. */
public final class Slides {
    private static final List<SlideReader> READERS = Formats.load(SlideReader.class);

    private Slides() {}

    /**
     * Opens a slide: a scanner's file by OpenSlide where that is here; else a TIFF, BigTIFF or OME-TIFF, or the folder of an OME-Zarr, chunk by chunk; else any
     * image that {@link Images} reads and the memory holds, as one level; else what a library that is here knows. Of other samples than 8 bits, the coarsest level gives
     * the range. The caller closes it.
     *
     * @throws UserError naming the file and what is wrong with it, or that there is no library for it
     */
    public static Slide open(Path file) {
        Optional<SlideReader> reader = readerOf(file);
        Optional<SlideLibrary> makers = libraryOf(file, library -> library.knowsMakerOf(file));
        if (makers.isPresent()) {
            return open(makers.get(), file);
        }
        if (reader.isEmpty()) {
            return Formats.recognises(Formats.head(file, ImageReader.HEAD))
                    ? ofImage(file)
                    : ofLibrary(file, Formats.unknown(file, known()));
        }
        try {
            return Formats.guarded(
                    file, reader.get().format(), () -> reader.get().open(file));
        } catch (UserError e) {
            if (!(e.getCause() instanceof UnknownVariant)) {
                throw e;
            }
            return ofUnknown(file, e);
        }
    }

    /** @param unknown why it is none that is read level by level */
    private static Slide ofUnknown(Path file, UserError unknown) {
        try {
            return ofImage(file);
        } catch (UserError e) {
            return ofLibrary(file, unknown);
        }
    }

    /** @param unknown why it is none of core */
    private static Slide ofLibrary(Path file, UserError unknown) {
        return libraryOf(file, library -> library.recognises(file))
                .map(library -> open(library, file))
                .orElseThrow(() -> Libraries.refusal(unknown, Libraries.SLIDES));
    }

    private static Slide open(SlideLibrary library, Path file) {
        return Formats.guarded(file, library.name(), () -> library.open(file));
    }

    private static Slide ofImage(Path file) {
        return ImageSlide.of(IntensityRule.rgb(Images.read(file), file.toString()), Formats.formatOf(file));
    }

    /**
     * Whether a file or folder may be a slide of a format that has levels, or a library is here that may open it as a slide. Other images can be opened, too.
     *
     * @throws UserError naming the file when it cannot be read
     */
    public static boolean recognises(Path file) {
        return readerOf(file).isPresent()
                || libraryOf(file, library -> library.recognises(file)).isPresent();
    }

    private static List<String> known() {
        return Stream.concat(Formats.names().stream(), names().stream())
                .distinct()
                .toList();
    }

    static List<String> names() {
        return READERS.stream().map(SlideReader::format).toList();
    }

    private static Optional<SlideReader> readerOf(Path file) {
        if (Files.isDirectory(file)) {
            Optional<SlideReader> ofFolder =
                    READERS.stream().filter(r -> r.recognisesFolder(file)).findFirst();
            if (ofFolder.isPresent()) {
                return ofFolder;
            }
        }
        byte[] head = Formats.head(file, ImageReader.HEAD);
        return READERS.stream().filter(r -> r.recognises(head)).findFirst();
    }

    /** A library that is here and to which a file fits; libraries read no folders. */
    private static Optional<SlideLibrary> libraryOf(Path file, Predicate<SlideLibrary> fits) {
        return Libraries.SLIDES.stream()
                .filter(library -> Files.isRegularFile(file) && library.find().isPresent() && fits.test(library))
                .findFirst();
    }
}
