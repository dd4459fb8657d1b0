package org.samovar.train.semantic;

import java.util.SplittableRandom;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.Voxels;

/** Draws patches of cases: anywhere or about a voxel of a class, turned, scaled, mirrored and with other intensities. Safe for several threads. */
public final class PatchDrawer {
    /** A patch so many times as wide as deep has thick slices, which are turned in their plane alone (nnU-Net's "dummy 2D"). */
    private static final int THICK = 3;

    private final PatchShape shape;
    private final Augmentation augmentation;
    private final double foreground;
    private final boolean turnsInPlane;
    private final PatchIntensities intensities;

    /** @param foreground share of patches that are drawn about a voxel of a class, each class of the case as often */
    public PatchDrawer(
            PatchShape shape, Framing framing, Intensities intensities, Augmentation augmentation, double foreground) {
        this.shape = shape;
        this.augmentation = augmentation;
        this.foreground = foreground;
        this.turnsInPlane =
                framing == Framing.WHOLE_SLICES || Math.max(shape.height(), shape.width()) > THICK * shape.depth();
        this.intensities = new PatchIntensities(shape, intensities, augmentation.intensities());
    }

    /** A patch of a case, whose slices have the size of the patch where they are framed as a whole. */
    public Patch draw(Case source, SplittableRandom random) {
        double[] turn = new double[3];
        double scale = 1;
        if (random.nextDouble() < augmentation.spatial()) {
            for (int axis = turnsInPlane ? 2 : 0; axis < 3; axis++) {
                turn[axis] = Math.toRadians(augmentation.degrees()) * (2 * random.nextDouble() - 1);
            }
        }
        if (random.nextDouble() < augmentation.spatial()) {
            boolean smaller = random.nextBoolean();
            double limit = smaller ? augmentation.least() : augmentation.most();
            scale = 1 + (limit - 1) * random.nextDouble();
        }
        int[] corner = corner(source, random);
        Patch patch = scale == 1 && turn[0] == 0 && turn[1] == 0 && turn[2] == 0
                ? cut(source, corner)
                : new PatchView(corner, shape, turn, scale, turnsInPlane).of(source);
        for (Augmentation.Mirror axis : augmentation.mirrored()) {
            if (random.nextBoolean()) {
                patch.mirror(axis);
            }
        }
        intensities.vary(patch.values(), random);
        return patch;
    }

    /** The first voxel z, y, x of a patch; before the case where it is smaller than the patch. */
    private int[] corner(Case source, SplittableRandom random) {
        Voxels v = source.voxels();
        int[] sizes = {v.depth(), v.height(), v.width()};
        int[] wanted = {shape.depth(), shape.height(), shape.width()};
        int[] present = source.present();
        int[] out = new int[3];
        boolean aimed = random.nextDouble() < foreground && present.length > 0;
        int place = 0;
        if (aimed) {
            int[] places = source.places().get(present[random.nextInt(present.length)] - 1);
            place = places[random.nextInt(places.length)];
        }
        int[] at = {place / (v.width() * v.height()), place / v.width() % v.height(), place % v.width()};
        for (int axis = 0; axis < 3; axis++) {
            int spare = sizes[axis] - wanted[axis];
            if (spare <= 0) {
                out[axis] = Math.floorDiv(spare, 2);
            } else {
                out[axis] =
                        aimed ? Math.max(0, Math.min(spare, at[axis] - wanted[axis] / 2)) : random.nextInt(spare + 1);
            }
        }
        return out;
    }

    private Patch cut(Case source, int[] corner) {
        Voxels v = source.voxels();
        float[] values = v.window(corner[0], corner[1], corner[2], shape);
        byte[] classes = new byte[shape.depth() * shape.height() * shape.width()];
        int first = Math.max(0, -corner[2]);
        int length = Math.min(shape.width(), v.width() - corner[2]) - first;
        for (int i = 0; i < shape.depth() * shape.height(); i++) {
            int z = i / shape.height() + corner[0];
            int y = i % shape.height() + corner[1];
            if (z >= 0 && z < v.depth() && y >= 0 && y < v.height()) {
                int from = (z * v.height() + y) * v.width() + corner[2] + first;
                System.arraycopy(source.classes(), from, classes, i * shape.width() + first, length);
            }
        }
        return new Patch(shape, values, classes);
    }
}
