package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.measure.Calibration;
import java.util.SortedMap;
import org.samovar.geometry.Spacing;
import org.samovar.image.RunLengthMask;

/**
 * How large an object is and where it lies, in the unit of its image and counted from its origin, as ImageJ measures.
 *
 * @param size area or volume
 * @param x of the centroid
 * @param y of the centroid
 * @param z of the centroid
 * @param diameter the largest in any slice: Feret's
 * @param unit of lengths, such as {@code µm}
 */
public record ObjectMeasure(double size, double x, double y, double z, double diameter, String unit) {
    /** What a pixel is. */
    public enum Extent {
        /** A part of a plane. */
        AREA,
        /** A part of a stack. */
        VOLUME
    }

    /** Of the masks of an object by their slice, from 1; at least one has a pixel. */
    public static ObjectMeasure of(ImagePlus image, SortedMap<Integer, RunLengthMask> slices, Extent extent) {
        Sums sums = new Sums();
        slices.forEach(sums::add);
        Spacing step = Planes.spacing(image);
        Calibration origin = image.getCalibration();
        double pixel = step.x() * step.y() * (extent == Extent.VOLUME ? step.z() : 1);
        double diameter = slices.values().stream()
                .mapToDouble(mask -> diameter(mask, image))
                .max()
                .orElseThrow();
        return new ObjectMeasure(
                sums.count * pixel,
                (sums.x / sums.count + 0.5 - origin.xOrigin) * step.x(),
                (sums.y / sums.count + 0.5 - origin.yOrigin) * step.y(),
                (sums.z / sums.count - origin.zOrigin) * step.z(),
                diameter,
                step.unit());
    }

    private static double diameter(RunLengthMask mask, ImagePlus image) {
        return MaskRois.outline(mask)
                .map(roi -> {
                    roi.setImage(image); // which knows the size of a pixel
                    return roi.getFeretsDiameter();
                })
                .orElse(0.0);
    }

    /** Sums over the pixels of an object. */
    private static final class Sums {
        private long count;
        private double x;
        private double y;
        private double z;

        void add(int slice, RunLengthMask mask) {
            int width = mask.size().width();
            mask.forEachRun((from, to) -> {
                for (int i = from; i < to; i++) {
                    x += i % width;
                    y += i / width;
                }
            });
            count += mask.area();
            z += (slice - 1.0) * mask.area();
        }
    }
}
