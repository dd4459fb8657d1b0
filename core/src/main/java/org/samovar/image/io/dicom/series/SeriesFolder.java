package org.samovar.image.io.dicom.series;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.image.io.FolderPart;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.Tag;

/** Finds which files make up a series. */
public final class SeriesFolder {
    /** Exports put patients, studies and series into folders of their own. */
    private static final int DEEPEST = 8;

    private static final int MOST_FILES = 200_000;
    /** Files that are looked at before a folder counts as one without any of the format. */
    private static final int FIRST_FILES = 1_000;

    private SeriesFolder() {}

    /** Whether files of the format lie in a folder; what cannot be looked into does not count. */
    public static boolean holdsAny(Path folder) {
        try {
            return files(folder, DEEPEST, FIRST_FILES).stream().anyMatch(SeriesFolder::isDicom);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isDicom(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DicomFile.recognises(in.readNBytes(DicomFile.HEAD));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The series that a user has named: that of a folder which holds one, one of several by its number or UID behind
     * {@code #}, or the one that a file belongs to. Segmentations in a folder count where it holds nothing else; a file of
     * several frames or of a segmentation is all there is of it.
     *
     * @throws IOException saying what is wrong with the data
     * @throws UserError naming the series where there are several, or none
     */
    public static Series of(Path path) throws IOException {
        Optional<FolderPart> folder = FolderPart.of(path);
        if (folder.isPresent()) {
            return chosen(scan(folder.get().folder(), DEEPEST), folder.get());
        }
        DicomFile file = DicomFile.read(path);
        String uid = uid(file);
        if (Series.isSegmentation(file) || uid.isEmpty() || Frame.count(file) > 1) {
            return new Series(uid, List.of(file));
        }
        Path beside = path.toAbsolutePath().normalize().resolveSibling("");
        return scan(beside, 1).stream()
                .filter(series -> series.uid().equals(uid))
                .findFirst()
                .orElseThrow(() -> new UserError("it has no pixels"));
    }

    private static Series chosen(List<Series> all, FolderPart folder) {
        if (all.isEmpty()) {
            throw new UserError("there are no DICOM images in it");
        }
        List<Series> images =
                all.stream().filter(series -> !series.isSegmentation()).toList();
        List<Series> open = images.isEmpty() ? all : images;
        List<Series> found = folder.part().isEmpty()
                ? open
                : all.stream()
                        .filter(series -> series.isCalled(folder.part().get()))
                        .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        List<Series> listed = found.isEmpty() ? all : found;
        boolean isUnclear = listed.stream().map(Series::number).distinct().count() < listed.size();
        String list = listed.stream()
                .map(series -> isUnclear ? series + " " + series.uid() : series.toString())
                .collect(Collectors.joining("; "));
        String example = isUnclear ? "UID" : listed.get(0).number();
        throw new UserError(
                found.isEmpty()
                        ? "there is no series '" + folder.part().orElse("") + "' in it; there are " + list
                        : "it holds " + found.size() + " series: " + list,
                "Name one of them behind the folder, as in " + folder.folder().getFileName() + "#" + example + ".");
    }

    /** The series of files with pixels, ordered by their UIDs. */
    private static List<Series> scan(Path folder, int depth) throws IOException {
        Map<String, List<DicomFile>> found = new TreeMap<>();
        List<Path> files = files(folder, depth, MOST_FILES + 1);
        if (files.size() > MOST_FILES) {
            throw new UserError("it holds more than " + MOST_FILES + " files");
        }
        for (Path path : files) {
            Optional<DicomFile> file = find(path);
            if (file.isPresent() && file.get().pixels().isPresent()) {
                found.computeIfAbsent(uid(file.get()), k -> new ArrayList<>()).add(file.get());
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Series(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Optional<DicomFile> find(Path path) {
        try {
            return DicomFile.find(path);
        } catch (IOException e) {
            throw damaged(String.valueOf(path.getFileName()), e);
        }
    }

    /** What is wrong with one of several files. */
    static UserError damaged(String name, IOException e) {
        String why = e instanceof EOFException ? "it is cut off" : String.valueOf(e.getMessage());
        return new UserError("its file " + name + " is damaged (" + why + ")", e);
    }

    private static String uid(DicomFile file) {
        return file.dataset().text(Tag.SERIES_INSTANCE).orElse("");
    }

    /** Files in the order of their names, less those that systems hide; a folder may be a link. */
    private static List<Path> files(Path folder, int depth, int most) throws IOException {
        try (Stream<Path> all = Files.walk(folder.toRealPath(), depth)) {
            return all.filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .filter(Files::isRegularFile)
                    .limit(most)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }
}
