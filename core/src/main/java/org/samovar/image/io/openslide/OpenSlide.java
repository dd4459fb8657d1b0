package org.samovar.image.io.openslide;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;
import org.samovar.image.Slide;
import org.samovar.image.io.SlideLibrary;

/**
 * Opens slides by OpenSlide 3.4 or 4, where there is one: the file that SAMOVAR_OPENSLIDE names, else one in the data folder, else the system's.
 */
public final class OpenSlide implements SlideLibrary {
    /** What it calls tiled TIFF files of no known maker. */
    private static final String NO_MAKER = "generic-tiff";

    private final Supplier<Optional<Found>> finder;

    /** The one that is found. */
    public OpenSlide() {
        this.finder = Binding::find;
    }

    private OpenSlide(Found found) {
        this.finder = () -> Optional.of(found);
    }

    /**
     * The library of a file.
     *
     * @throws UserError when it cannot be loaded, or this program uses another one already
     */
    public static OpenSlide of(Path library) {
        return new OpenSlide(Binding.bind(library));
    }

    @Override
    public String name() {
        return "OpenSlide";
    }

    @Override
    public String licence() {
        return "LGPL-2.1";
    }

    @Override
    public String reads() {
        return "scanned slides of a dozen makers";
    }

    @Override
    public String advice() {
        return """
                Take it from your system (on Debian and Ubuntu the package libopenslide0, with Homebrew openslide), or download it for your system from
                https://openslide.org/download/ or the wheel of https://pypi.org/project/openslide-bin/ and install that file, or its address.
                Instead, %s can name a library that you have."""
                .replace("%s", Binding.VARIABLE);
    }

    @Override
    public String word() {
        return "openslide";
    }

    @Override
    public Pattern files() {
        return Binding.FILES;
    }

    @Override
    public Optional<Found> find() {
        return finder.get();
    }

    @Override
    public String versionOf(Path file) {
        return Binding.versionOf(file);
    }

    @Override
    public boolean recognises(Path file) {
        return vendor(file) != null;
    }

    @Override
    public boolean knowsMakerOf(Path file) {
        String vendor = vendor(file);
        return vendor != null && !NO_MAKER.equals(vendor);
    }

    private @Nullable String vendor(Path file) {
        requireFound();
        return OpenSlideCalls.openslide_detect_vendor(file.toAbsolutePath().toString());
    }

    @Override
    public Slide open(Path file) {
        requireFound();
        OpenSlideSource source = OpenSlideSource.open(file);
        try {
            return Slide.of(source.info(), source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** NB: no function is bound before. */
    private void requireFound() {
        if (find().isEmpty()) {
            throw new UserError("OpenSlide is not here", advice());
        }
    }
}
