package org.samovar.fiji.installed;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.process.ImageProcessor;
import java.awt.Point;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** All that commands leave behind, in a few words that are the same only where every pixel, every figure and every weight is. How long things took is left out. */
public final class Digest {
    /** Columns of tables in files that say how long something took. */
    private static final Set<String> TIMES = Set.of("seconds", "images_per_second");

    private Digest() {}

    /**
     * Of the images that are open, the table of results, and the files in a folder, which is deleted, so that the next command begins anew; macros call it.
     *
     * @param folder need not be there
     */
    public static String take(String folder) throws IOException {
        String shown = Stream.concat(images().map(Digest::of).sorted(), Stream.of(of(table())))
                .collect(Collectors.joining("; "));
        return shown + "; " + taken(Path.of(folder));
    }

    private static List<String> taken(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isRegularFile(path)) {
                    CRC32 sum = new CRC32();
                    sum.update(content(path));
                    files.add(folder.relativize(path) + " " + sum.getValue());
                }
                Files.delete(path);
            }
        }
        return files;
    }

    /** What a file holds besides times. */
    private static byte[] content(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        if (name.equals("curve.png")) {
            return new byte[0]; // over minutes
        }
        if (name.endsWith(".safetensors")) {
            // the header says how long the training took
            int header = Math.toIntExact(
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
            return Arrays.copyOfRange(bytes, Long.BYTES + header, bytes.length);
        }
        return name.endsWith(".csv") ? withoutTimes(new String(bytes, StandardCharsets.UTF_8)) : bytes;
    }

    private static byte[] withoutTimes(String table) {
        List<String> columns = List.of(table.lines().findFirst().orElseThrow().split(","));
        StringBuilder kept = new StringBuilder();
        for (String line : table.lines().toList()) {
            String[] cells = line.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                if (i >= columns.size() || !TIMES.contains(columns.get(i))) {
                    kept.append(cells[i]).append(',');
                }
            }
            kept.append('\n');
        }
        return kept.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** ImageJ's own, or where that is empty the window of Samovar's that takes its place on a display. */
    private static ResultsTable table() {
        return Stream.of("Samovar Evaluation", "Samovar Models")
                .map(ResultsTable::getResultsTable)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(Analyzer::getResultsTable);
    }

    private static Stream<ImagePlus> images() {
        int[] ids = WindowManager.getIDList();
        return Arrays.stream(ids == null ? new int[0] : ids)
                .mapToObj(WindowManager::getImage)
                .filter(Objects::nonNull)
                // pictures that show how long it took
                .filter(image -> !image.getTitle().endsWith("-models")
                        && !image.getTitle().startsWith("Training of "));
    }

    private static String of(ImagePlus image) {
        CRC32 sum = new CRC32();
        for (int i = 1; i <= image.getStackSize(); i++) {
            ImageProcessor plane = image.getStack().getProcessor(i);
            for (int p = 0; p < plane.getPixelCount(); p++) {
                add(sum, plane.getf(p));
            }
        }
        return image.getTitle() + " " + Arrays.toString(image.getDimensions()) + " " + sum.getValue() + " selected "
                + (image.getRoi() == null ? "nothing" : of(image.getRoi())) + " over it " + of(image.getOverlay());
    }

    private static List<String> of(Overlay overlay) {
        return overlay == null
                ? List.of()
                : Arrays.stream(overlay.toArray()).map(Digest::of).toList();
    }

    private static String of(Roi roi) {
        CRC32 sum = new CRC32();
        for (Point point : roi.getContainedPoints()) {
            add(sum, point.x);
            add(sum, point.y);
        }
        return roi.getProperty("sam.prompt") + " " + roi.getProperty("sam.score") + " " + sum.getValue();
    }

    private static String of(ResultsTable table) {
        String[] columns = table.getHeadings();
        return IntStream.range(0, table.size())
                .mapToObj(row -> Arrays.stream(columns)
                        .filter(column -> !column.endsWith("(s)"))
                        .map(column -> column.equals("Label") ? table.getLabel(row) : table.getStringValue(column, row))
                        .collect(Collectors.joining(" ")))
                .toList()
                .toString();
    }

    private static void add(CRC32 sum, float value) {
        sum.update(Float.floatToIntBits(value));
        sum.update(Float.floatToIntBits(value) >> 8);
        sum.update(Float.floatToIntBits(value) >> 16);
        sum.update(Float.floatToIntBits(value) >> 24);
    }
}
