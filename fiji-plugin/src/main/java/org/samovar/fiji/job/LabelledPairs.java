package org.samovar.fiji.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.samovar.evaluate.labels.LabelPair;
import org.samovar.geometry.UserError;
import org.samovar.image.io.LabelVolumes;

/**
 * What is compared.
 *
 * @param pairs in order, at least one
 * @param unpaired a sentence for each file that belongs to no other one
 */
record LabelledPairs(List<LabelledPair> pairs, List<String> unpaired) {
    private static final String LABELS = "-labels";
    /** Of the formats of labels that core reads. */
    private static final List<String> ENDINGS = List.of(".png", ".tif", ".tiff", ".nii", ".nii.gz", ".nrrd", ".nhdr");

    /**
     * The label images of two folders, paired by name: {@code cells.tif} with {@code cells.png} or {@code cells-labels.tif}, either way round.
     *
     * @throws UserError when a folder cannot be read, both are the same, or no two files belong together
     */
    static LabelledPairs ofFolders(Path results, Path references) {
        if (results.toAbsolutePath()
                .normalize()
                .equals(references.toAbsolutePath().normalize())) {
            throw new UserError(results + " is compared with itself.", "Choose another folder of references.");
        }
        SortedMap<String, List<Path>> found = byName(results);
        SortedMap<String, List<Path>> truth = byName(references);
        Set<String> names = new TreeSet<>(found.keySet());
        names.addAll(truth.keySet());
        List<LabelledPair> pairs = new ArrayList<>();
        List<String> unpaired = new ArrayList<>();
        for (String name : names) {
            try {
                pairs.add(pair(only(found, name, results), only(truth, name, references)));
            } catch (UserError e) {
                unpaired.add(name + ": " + e.getMessage());
            }
        }
        if (pairs.isEmpty()) {
            throw new UserError(
                    "No file of " + results + " belongs to one of " + references + ".",
                    "cells.tif or cells-labels.tif there belongs to cells.tif or cells-labels.tif here; files may be "
                            + String.join(", ", ENDINGS) + ".");
        }
        return new LabelledPairs(List.copyOf(pairs), List.copyOf(unpaired));
    }

    private static LabelledPair pair(Path found, Path truth) {
        return new LabelledPair(
                fileName(found),
                fileName(truth),
                () -> new LabelPair(LabelVolumes.readAny(truth), LabelVolumes.readAny(found)));
    }

    private static Path only(SortedMap<String, List<Path>> files, String name, Path folder) {
        List<Path> named = files.getOrDefault(name, List.of());
        if (named.isEmpty()) {
            throw new UserError("There is none in " + folder + ".");
        }
        if (named.size() > 1) {
            throw new UserError(
                    fileName(named.get(0)) + " and " + fileName(named.get(1)) + " are both in " + folder + ".");
        }
        return named.get(0);
    }

    private static SortedMap<String, List<Path>> byName(Path folder) {
        SortedMap<String, List<Path>> files = new TreeMap<>();
        FolderFiles.list(folder, ENDINGS).forEach(file -> files.computeIfAbsent(name(file), k -> new ArrayList<>())
                .add(file));
        return files;
    }

    /** Without its ending, and without what label images have behind the name of their image. */
    private static String name(Path file) {
        String whole = fileName(file);
        int ending = ENDINGS.stream()
                .filter(whole.toLowerCase(Locale.ROOT)::endsWith)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow()
                .length();
        String name = whole.substring(0, whole.length() - ending);
        return name.endsWith(LABELS) ? name.substring(0, name.length() - LABELS.length()) : name;
    }

    private static String fileName(Path file) {
        return file.getFileName().toString();
    }
}
