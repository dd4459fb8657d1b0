package org.samovar.predict.instances;

import java.util.Map;
import org.samovar.geometry.Size;
import org.samovar.image.ConnectedComponents;
import org.samovar.image.Connectivity;
import org.samovar.image.GaussianBlur;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.Watershed;

/**
 * How objects are made of {@link InstanceMaps}: where a pixel is near to its centre and far from its boundary an object begins, and
 * floods the foreground from low to high along the distance to the boundary (micro-sam, {@code InstanceSegmentationWithDecoder};
 * torch-em, {@code watershed_from_center_and_boundary_distances}).
 *
 * @param foreground pixels of more than this belong to objects
 * @param centre objects begin where the distance to the centre is less
 * @param boundary objects begin where the distance to the boundary is less
 * @param foregroundBlur deviation in pixels of the Gaussian on the foreground
 * @param distanceBlur deviation in pixels of the Gaussian on both distances
 * @param smallest objects of fewer pixels are dropped
 */
public record InstanceRule(
        double foreground, double centre, double boundary, double foregroundBlur, double distanceBlur, int smallest) {
    public InstanceRule {
        if (foregroundBlur < 0 || distanceBlur < 0 || smallest < 0) {
            throw new IllegalArgumentException(
                    foregroundBlur + ", " + distanceBlur + " or " + smallest + " is negative");
        }
    }

    /** The defaults of micro-sam. */
    public static InstanceRule published() {
        return new InstanceRule(0.5, 0.5, 0.5, 1.0, 1.6, 0);
    }

    /** The objects with ids 1 to n, in the order of the first pixels of their beginnings; foreground in which none begins is background. */
    public LabelMap objects(InstanceMaps maps) {
        Size size = maps.size();
        Mask within = Mask.above(
                size.width(), size.height(), GaussianBlur.of(maps.foreground(), size, foregroundBlur), foreground);
        float[] toCentre = GaussianBlur.of(maps.toCentre(), size, distanceBlur);
        float[] toBoundary = GaussianBlur.of(maps.toBoundary(), size, distanceBlur);
        boolean[] begins = new boolean[toCentre.length];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = within.pixels()[i] && toCentre[i] < centre && toBoundary[i] < boundary;
        }
        LabelMap seeds = ConnectedComponents.of(Mask.of(size.width(), size.height(), begins), Connectivity.EIGHT);
        return withoutSmall(Watershed.flood(toBoundary, seeds, within, Connectivity.FOUR));
    }

    private LabelMap withoutSmall(LabelMap objects) {
        Map<Integer, Integer> areas = objects.areas();
        int[] kept = new int[objects.labels().length];
        for (int i = 0; i < kept.length; i++) {
            int id = objects.labels()[i];
            kept[i] = id != 0 && areas.getOrDefault(id, 0) >= smallest ? id : 0;
        }
        return LabelMap.of(objects.width(), objects.height(), kept).consecutive();
    }
}
