package org.samovar.fiji.installed;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.process.ImageProcessor;
import java.awt.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** All that commands leave behind, in a few words that are the same only where every pixel and every figure is. */
public final class Digest {
    private Digest() {}

    /** Of the images that are open and of the table of results, without how long things took; macros call it. */
    public static String now() {
        return Stream.concat(images().map(Digest::of).sorted(), Stream.of(of(table())))
                .collect(Collectors.joining("; "));
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
                // a picture that shows how long it took
                .filter(image -> !image.getTitle().endsWith("-models"));
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
