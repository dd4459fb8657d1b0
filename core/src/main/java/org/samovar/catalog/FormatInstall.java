package org.samovar.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.samovar.geometry.UserError;
import org.samovar.image.io.KnownFormats;
import org.samovar.image.io.LibraryFile;
import org.samovar.image.io.OptionalLibrary;
import org.samovar.io.AtomicFiles;
import org.samovar.io.TypedPath;
import org.samovar.predict.Progress;

/** Puts libraries for more formats into the data folder, where they are found from then on. */
public final class FormatInstall {
    /** Whether the user agrees to the licence of a library. */
    public enum Licence {
        ACCEPTED,
        NOT_ACCEPTED
    }

    /**
     * A library that was put into the folder.
     *
     * @param library which it is
     * @param version as it says itself
     * @param file where it is now
     * @param sha256 of that file, 64 hexadecimal digits in lower case
     */
    public record Installed(OptionalLibrary library, String version, Path file, String sha256) {}

    private final Path folder;

    private FormatInstall(Path folder) {
        this.folder = folder;
    }

    /** Into the user's data folder. */
    public static FormatInstall standard() {
        return of(LibraryFile.folder());
    }

    /** Into a folder, which need not be there yet. */
    static FormatInstall of(Path folder) {
        return new FormatInstall(folder);
    }

    /**
     * Takes a library from a file or an address: itself, or in a zip or wheel.
     *
     * @param source a file, or an address that begins with https: or http:
     * @throws UserError when the licence is not accepted, it is none of the libraries, is not for this computer or cannot be had, or there is one already
     * @throws java.util.concurrent.CancellationException when a download was stopped; the next one goes on from there
     */
    public Installed run(String source, Licence licence, Progress progress) {
        boolean isAddress = source.matches("(?i)https?://.*");
        String name = isAddress
                ? source.replaceFirst("[?#].*", "").replaceFirst(".*/", "")
                : String.valueOf(TypedPath.of(source).getFileName());
        OptionalLibrary library = library(name);
        requireAccepted(library, licence);
        requireNoOther(library);
        try {
            if (!isAddress) {
                return install(library, TypedPath.of(source), name);
            }
            Path arriving = Files.createDirectories(folder).resolve(name + ".download");
            new Downloader().fetch(URI.create(source), arriving, Optional.empty(), OptionalLong.empty(), progress);
            try {
                return install(library, arriving, name);
            } finally {
                Files.deleteIfExists(arriving);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("Cannot install " + source + ": " + e.getMessage() + ".", e);
        }
    }

    private static OptionalLibrary library(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        return KnownFormats.libraries().stream()
                .filter(library -> plain.contains(library.word()))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "By its name, " + name + " is none of the libraries that can be installed.",
                        "`samovar formats install` tells which there are and what their files are called."));
    }

    private static void requireAccepted(OptionalLibrary library, Licence licence) {
        if (licence == Licence.NOT_ACCEPTED) {
            throw new UserError(
                    library.name() + " is no part of Samovar and has a licence of its own, " + library.licence() + ".",
                    "If you agree to it, run this again with --accept-licence.");
        }
    }

    private void requireNoOther(OptionalLibrary library) {
        LibraryFile.kept(folder, library.files()).ifPresent(file -> {
            throw new UserError("There is one already: " + file + ".", "Delete that file first.");
        });
    }

    private Installed install(OptionalLibrary library, Path file, String name) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserError("There is no file " + file + ".");
        }
        if (library.files().matcher(name).matches()) {
            return keep(library, file, name);
        }
        try (ZipFile packed = new ZipFile(file.toFile())) {
            ZipEntry entry = packed.stream()
                    .filter(e -> library.files().matcher(last(e.getName())).matches())
                    .findFirst()
                    .orElseThrow(() -> new UserError("There is no " + library.name() + " in " + file + "."));
            Path loose = Files.createTempDirectory("samovar").resolve(last(entry.getName()));
            try (InputStream in = packed.getInputStream(entry)) {
                Files.copy(in, loose);
                return keep(library, loose, last(entry.getName()));
            } finally {
                Files.deleteIfExists(loose);
                Files.deleteIfExists(loose.getParent());
            }
        }
    }

    /** Without folders, as either system writes them. */
    private static String last(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private Installed keep(OptionalLibrary library, Path file, String name) throws IOException {
        String version = library.versionOf(file);
        Path target = folder.resolve(name);
        AtomicFiles.write(target, out -> Files.copy(file, out));
        try (InputStream in = Files.newInputStream(target)) {
            return new Installed(library, version, target, Sha256.of(in));
        }
    }
}
