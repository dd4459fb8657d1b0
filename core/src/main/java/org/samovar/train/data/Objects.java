package org.samovar.train.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.image.ConnectedComponents;
import org.samovar.image.Connectivity;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;

/**
 * The objects of a label image: instance ids, or connected parts (edges and corners) of a class, of at least {@link #SMALLEST} pixels,
 * as in the evaluation of MedicoSAM.
 */
public final class Objects {
    /** Fewer pixels are a speck, not an object. */
    public static final int SMALLEST = 20;
    /** Prompted protocols take so many objects of an image, the largest ones. */
    public static final int MOST = 20;

    private final LabelMap instances;
    private final List<SegmentedObject> all;

    private Objects(LabelMap instances, List<SegmentedObject> all) {
        this.instances = instances;
        this.all = List.copyOf(all);
    }

    /** Finds the objects of a label image. */
    public static Objects of(LabelMap labels, LabelKind kind) {
        LabelMap instances =
                kind == LabelKind.INSTANCES ? labels.consecutive() : ConnectedComponents.of(labels, Connectivity.EIGHT);
        return new Objects(instances, measure(instances, labels));
    }

    /** A map where each object, small ones too, has its own id. */
    public LabelMap instances() {
        return instances;
    }

    /** All that are large enough, the largest first. */
    public List<SegmentedObject> all() {
        return all;
    }

    /** The {@link #MOST} largest. */
    public List<SegmentedObject> largest() {
        return all.subList(0, Math.min(MOST, all.size()));
    }

    /** The pixels of an object. */
    public Mask mask(SegmentedObject object) {
        return instances.mask(object.id());
    }

    private static List<SegmentedObject> measure(LabelMap instances, LabelMap labels) {
        int n = instances.maxId() + 1;
        int[] area = new int[n];
        int[] label = new int[n];
        int[][] bounds = new int[n][];
        int[] ids = instances.labels();
        for (int y = 0, i = 0; y < instances.height(); y++) {
            for (int x = 0; x < instances.width(); x++, i++) {
                int id = ids[i];
                if (id == 0) {
                    continue;
                }
                if (area[id]++ == 0) {
                    label[id] = labels.labels()[i];
                    bounds[id] = new int[] {x, y, x, y};
                }
                int[] b = bounds[id];
                b[0] = Math.min(b[0], x);
                b[2] = Math.max(b[2], x);
                b[3] = y;
            }
        }
        List<SegmentedObject> out = new ArrayList<>();
        for (int id = 1; id < n; id++) {
            if (area[id] >= SMALLEST) {
                int[] b = bounds[id];
                Region region = new Region(b[0], b[1], b[2] - b[0] + 1, b[3] - b[1] + 1);
                out.add(new SegmentedObject(id, label[id], area[id], region));
            }
        }
        out.sort(Comparator.comparingInt(SegmentedObject::area).reversed().thenComparingInt(SegmentedObject::id));
        return out;
    }
}
