package org.samovar.image.io.openslide;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;
import org.samovar.image.io.LibraryFile;
import org.samovar.image.io.OptionalLibrary.Found;

/** Finds the library and binds it, once in a program. */
final class Binding {
    static final String VARIABLE = "SAMOVAR_OPENSLIDE";
    static final Pattern FILES = Pattern.compile("(?i)(lib)?openslide[^/]*(\\.dll|\\.dylib|\\.so(\\.\\d+)*)");

    /** As the system calls it; Windows has the version in the name. */
    private static final List<String> NAMES = List.of("openslide", "libopenslide-1");
    /** It takes and gives names in UTF-8 on every system. */
    private static final Map<String, ?> OPTIONS = Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");

    private static @Nullable Found bound;
    private static @Nullable NativeLibrary library;
    /** Whether the system has none; each search takes milliseconds, and every slide begins with one. */
    private static boolean isNotInSystem;

    private Binding() {}

    /** The library that the user has named, else the one in the data folder, else the system's. */
    static synchronized Optional<Found> find() {
        if (bound != null) {
            return Optional.of(bound);
        }
        Optional<Path> file = LibraryFile.named(VARIABLE).or(() -> LibraryFile.kept(LibraryFile.folder(), FILES));
        if (file.isPresent()) {
            return Optional.of(bind(file.get()));
        }
        for (String name : isNotInSystem ? List.<String>of() : NAMES) {
            try {
                return Optional.of(bind(NativeLibrary.getInstance(name, OPTIONS), "the system"));
            } catch (UnsatisfiedLinkError e) {
                // the next name
            }
        }
        isNotInSystem = true;
        return Optional.empty();
    }

    /**
     * Binds a file, whatever the environment says.
     *
     * @throws UserError when it cannot be loaded, or another is bound already
     */
    static synchronized Found bind(Path file) {
        String place = file.toAbsolutePath().toString();
        if (bound != null && bound.place().equals(place)) {
            return bound;
        }
        if (bound != null) {
            throw new UserError("Another OpenSlide is in use already, that of " + bound.place() + ".");
        }
        try {
            return bind(NativeLibrary.getInstance(place, OPTIONS), place);
        } catch (UnsatisfiedLinkError e) {
            throw notLoaded(file, e);
        }
    }

    private static Found bind(NativeLibrary loaded, String place) {
        OpenSlideCalls.bind(loaded);
        library = loaded;
        Found found = new Found(OpenSlideCalls.openslide_get_version(), place);
        bound = found;
        return found;
    }

    /** The version of a library in a file, which is let go again unless it is the one that is bound. */
    static synchronized String versionOf(Path file) {
        try {
            NativeLibrary loaded =
                    NativeLibrary.getInstance(file.toAbsolutePath().toString(), OPTIONS);
            try {
                return loaded.getFunction("openslide_get_version").invokeString(new Object[0], false);
            } finally {
                if (loaded != library) { // JNA hands out the same one again
                    loaded.close();
                }
            }
        } catch (UnsatisfiedLinkError e) {
            throw notLoaded(file, e);
        }
    }

    private static UserError notLoaded(Path file, UnsatisfiedLinkError e) {
        return new UserError(
                file + " is no OpenSlide for this computer: "
                        + String.valueOf(e.getMessage()).strip(),
                e);
    }
}
