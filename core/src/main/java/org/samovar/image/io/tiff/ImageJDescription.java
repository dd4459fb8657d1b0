package org.samovar.image.io.tiff;

import java.util.HashMap;
import java.util.Map;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.raw.Micrometres;

/**
 * The lines that ImageJ keeps in the description of a TIFF ({@code ij.io.FileSaver.getDescriptionString}): how its pages
 * make a stack, and their calibration. Pages run through the channels first, then the slices, then the points in time.
 *
 * @param images number of pages; of a file larger than 4 GB only the first has a directory
 * @param channels at least 1
 * @param slices at least 1
 * @param frames at least 1
 * @param unit of lengths
 * @param spacing between slices
 * @param interval between points in time
 * @param timeUnit of the interval
 * @param slope factor of stored values
 * @param intercept added to the product
 */
record ImageJDescription(
        int images,
        int channels,
        int slices,
        int frames,
        String unit,
        double spacing,
        double interval,
        String timeUnit,
        double slope,
        double intercept) {
    private static final String FIRST = "ImageJ=";
    /** The calibration function of a straight line. */
    private static final String LINE = "0";

    static ImageJDescription parse(String text) {
        Map<String, String> values = new HashMap<>();
        if (text.startsWith(FIRST)) {
            text.lines().forEach(line -> {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(
                            line.substring(0, equals),
                            line.substring(equals + 1).strip());
                }
            });
        }
        boolean hasLine = LINE.equals(values.get("cf")) && real(values, "c1", 0) != 0;
        double interval = real(values, "finterval", 0);
        return new ImageJDescription(
                count(values, "images"),
                count(values, "channels"),
                count(values, "slices"),
                count(values, "frames"),
                unit(values.getOrDefault("unit", "pixel")),
                positive(real(values, "spacing", 1)),
                positive(interval),
                interval > 0 ? timeUnit(values.getOrDefault("tunit", "s")) : "frame",
                hasLine ? real(values, "c1", 1) : 1,
                hasLine ? real(values, "c0", 0) : 0);
    }

    private static int count(Map<String, String> values, String key) {
        double value = real(values, key, 1);
        return value >= 1 && value <= Integer.MAX_VALUE ? (int) value : 1;
    }

    private static double positive(double value) {
        return Math.abs(value) > 0 ? Math.abs(value) : 1;
    }

    /** A finite number. */
    private static double real(Map<String, String> values, String key, double otherwise) {
        try {
            double value = Double.parseDouble(values.getOrDefault(key, ""));
            return Double.isFinite(value) ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static String unit(String unit) {
        return unit.isEmpty() || "pixels".equals(unit) ? "pixel" : Micrometres.named(unit);
    }

    private static String timeUnit(String unit) {
        return "sec".equals(unit) ? "s" : unit;
    }

    /** Slices of the stack that a number of pages makes; all of them where the description does not fit. */
    int depth(int pages) {
        return fits(pages) ? slices : pages;
    }

    /** Points in time of the stack that a number of pages makes. */
    int frames(int pages) {
        return fits(pages) ? frames : 1;
    }

    /** Channels that lie on pages of their own. */
    int channels(int pages) {
        return fits(pages) ? channels : 1;
    }

    private boolean fits(int pages) {
        return (double) channels * slices * frames == pages;
    }

    /** The text that makes ImageJ open a stack calibrated. */
    static String of(VolumeInfo info, int channelsOnPages) {
        VolumeSize size = info.size();
        VolumeGeometry geometry = info.geometry();
        Spacing spacing = geometry.spacing();
        StringBuilder out = new StringBuilder(FIRST).append("1.54f\n");
        long pages = (long) channelsOnPages * size.depth() * size.frames();
        line(out, "images", pages);
        line(out, "channels", channelsOnPages);
        line(out, "slices", size.depth());
        line(out, "frames", size.frames());
        if (channelsOnPages > 1 || size.frames() > 1) {
            line(out, "hyperstack", true);
        }
        if (channelsOnPages > 1) {
            line(out, "mode", "composite");
        }
        line(out, "unit", Micrometres.UNIT.equals(spacing.unit()) ? "micron" : spacing.unit());
        line(out, "spacing", spacing.z());
        if (!"frame".equals(geometry.timeUnit())) {
            line(out, "finterval", geometry.frameInterval());
            line(out, "tunit", "s".equals(geometry.timeUnit()) ? "sec" : geometry.timeUnit());
        }
        line(out, "loop", false);
        return out.toString();
    }

    private static void line(StringBuilder out, String key, Object value) {
        out.append(key)
                .append('=')
                .append(String.valueOf(value).replace('\n', ' '))
                .append('\n');
    }
}
