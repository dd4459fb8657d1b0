package org.samovar.bridge.plane;

import java.util.Arrays;
import org.samovar.bridge.v1.Runs;
import org.samovar.bridge.volume.StoredVoxels;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.Mask;
import org.samovar.image.NonFinite;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;

/**
 * Any plane: pixel (c, r) lies at origin + c * right + r * down.
 *
 * @param origin the centre of the left upper pixel
 * @param right step to the next column
 * @param down step to the next row, not along {@code right}
 * @param size in pixels
 * @param frame point in time, from 0
 */
public record ObliquePlane(VoxelVector origin, VoxelVector right, VoxelVector down, Size size, int frame)
        implements Plane {
    /** Pixels of a plane at most; a patch of more would not fit into a frame of the protocol. */
    private static final int PIXEL_BITS = 20;

    private static final int MOST_PIXELS = 1 << PIXEL_BITS;

    public ObliquePlane {
        VoxelVector normal = right.cross(down);
        double steepest = Math.abs(normal.get(normal.longest()));
        if (!(origin.isFinite() && steepest > 1e-9 && Double.isFinite(steepest))) {
            throw new UserError("The steps of the plane to the right and down do not span a plane.");
        }
        if (size.pixels() > MOST_PIXELS) {
            throw new UserError(
                    "The plane of " + size + " pixels is too large.",
                    "At most " + MOST_PIXELS + " pixels can be seen across a volume at a time.");
        }
    }

    @Override
    public PlaneView in(SeenVolume volume) {
        volume.requireFrame(frame);
        View view = new View(volume);
        if (view.voxels.length == 0) {
            throw new UserError("The plane lies outside of the volume.");
        }
        return view;
    }

    private final class View implements PlaneView {
        private final SeenVolume volume;
        private final VolumeSize space;
        /** Those of the plane that have a pixel, i fastest, ascending; in the lowest bits of each the pixel. */
        private final long[] voxels;

        View(SeenVolume volume) {
            this.volume = volume;
            this.space = volume.volume().size();
            this.voxels = voxels();
        }

        @Override
        public Size size() {
            return size;
        }

        @Override
        public Spacing steps() {
            return Spacing.of(
                    length(right), length(down), volume.volume().geometry().unit());
        }

        private double length(VoxelVector step) {
            Affine affine = volume.volume().geometry().affine();
            WorldVector place = affine.x()
                    .times(step.i())
                    .plus(affine.y().times(step.j()))
                    .plus(affine.z().times(step.k()));
            return place.length();
        }

        @Override
        public RgbImage image() {
            int channels = volume.volume().info().channels();
            Channels meaning = volume.volume().info().meaning();
            float[] planes = new float[Math.multiplyExact(channels, size.pixels())];
            int n = 0;
            for (int c = 0; c < channels; c++) {
                for (int row = 0; row < size.height(); row++) {
                    VoxelVector left = origin.plus(down, row);
                    for (int column = 0; column < size.width(); column++) {
                        planes[n++] = sample(left.plus(right, column), c);
                    }
                }
            }
            Image image = Image.planar(
                    size.width(),
                    size.height(),
                    channels,
                    volume.volume().info().type(),
                    meaning,
                    planes);
            return volume.rule().apply(image, NonFinite.AS_BLACK);
        }

        /** Between the eight voxels around a place; NaN outside of the volume. */
        private float sample(VoxelVector at, int component) {
            StoredVoxels from = volume.frames().get(frame);
            if (!isInside(at.i(), space.width())
                    || !isInside(at.j(), space.height())
                    || !isInside(at.k(), space.depth())) {
                return Float.NaN;
            }
            double sum = 0;
            for (int corner = 0; corner < 8; corner++) {
                double i = Math.floor(at.i()) + (corner & 1);
                double j = Math.floor(at.j()) + (corner >> 1 & 1);
                double k = Math.floor(at.k()) + (corner >> 2);
                double weight = (1 - Math.abs(at.i() - i)) * (1 - Math.abs(at.j() - j)) * (1 - Math.abs(at.k() - k));
                if (weight > 0) {
                    sum += weight
                            * from.value(
                                    clamp(i, space.width()),
                                    clamp(j, space.height()),
                                    clamp(k, space.depth()),
                                    component);
                }
            }
            return (float) sum;
        }

        /** Whether a place belongs to a voxel, whose edges lie half a step from its centre. */
        private static boolean isInside(double place, int count) {
            return place >= -0.5 && place < count - 0.5;
        }

        private static int clamp(double index, int count) {
            return (int) Math.max(0, Math.min(count - 1, index));
        }

        private long[] voxels() {
            VoxelVector normal = right.cross(down);
            int a = normal.longest();
            int b = a == 0 ? 1 : 0;
            int c = a == 2 ? 1 : 2;
            int[] from = {0, 0, 0};
            int[] to = {space.width(), space.height(), space.depth()};
            bound(b, from, to);
            bound(c, from, to);
            long[] out = new long[1024];
            int n = 0;
            int[] voxel = new int[3];
            for (voxel[c] = from[c]; voxel[c] < to[c]; voxel[c]++) {
                for (voxel[b] = from[b]; voxel[b] < to[b]; voxel[b]++) {
                    double beside =
                            normal.get(b) * (voxel[b] - origin.get(b)) + normal.get(c) * (voxel[c] - origin.get(c));
                    double place = origin.get(a) - beside / normal.get(a);
                    voxel[a] = (int) Math.floor(place + 0.5);
                    int pixel = pixel(b, c, voxel, normal.get(a), a);
                    if (voxel[a] >= 0 && voxel[a] < to[a] && pixel >= 0) {
                        out = n == out.length ? Arrays.copyOf(out, 2 * n) : out;
                        long index = ((long) voxel[2] * space.height() + voxel[1]) * space.width() + voxel[0];
                        out[n++] = index << PIXEL_BITS | pixel;
                    }
                }
            }
            long[] exact = Arrays.copyOf(out, n);
            Arrays.sort(exact);
            return exact;
        }

        /** Narrows a range of voxels to those beside the corners of the plane. */
        private void bound(int axis, int[] from, int[] to) {
            double first = Double.POSITIVE_INFINITY;
            double last = Double.NEGATIVE_INFINITY;
            for (int corner = 0; corner < 4; corner++) {
                double place = origin.get(axis)
                        + ((corner & 1) * size.width() - 0.5) * right.get(axis)
                        + ((corner >> 1) * size.height() - 0.5) * down.get(axis);
                first = Math.min(first, place);
                last = Math.max(last, place);
            }
            from[axis] = (int) Math.max(from[axis], Math.floor(first));
            to[axis] = (int) Math.min(to[axis], Math.ceil(last) + 1);
        }

        /** The pixel under a voxel that was moved along axis a into the plane; -1 where there is none. */
        private int pixel(int b, int c, int[] voxel, double normal, int a) {
            double x = voxel[b] - origin.get(b);
            double y = voxel[c] - origin.get(c);
            // the determinant of the steps along b and c is the normal's part along a, but for its sign where a is j
            double determinant = a == 1 ? -normal : normal;
            double column = (x * down.get(c) - y * down.get(b)) / determinant;
            double row = (y * right.get(b) - x * right.get(c)) / determinant;
            double wholeColumn = Math.floor(column + 0.5);
            double wholeRow = Math.floor(row + 0.5);
            return wholeColumn >= 0 && wholeColumn < size.width() && wholeRow >= 0 && wholeRow < size.height()
                    ? (int) wholeRow * size.width() + (int) wholeColumn
                    : -1;
        }

        @Override
        public VoxelPatch patch(RunLengthMask mask) {
            Mask pixels = mask.toMask();
            VoxelBox box = box();
            Runs.Writer within = new Runs.Writer();
            Runs.Writer inMask = new Runs.Writer();
            for (long entry : voxels) {
                long index = entry >>> PIXEL_BITS;
                int i = (int) (index % space.width());
                int j = (int) (index / space.width() % space.height());
                int k = (int) (index / space.width() / space.height());
                long place = ((long) (k - box.k0()) * (box.j1() - box.j0()) + j - box.j0()) * (box.i1() - box.i0())
                        + i
                        - box.i0();
                within.out(place - within.voxels()).in(1);
                if (pixels.pixels()[(int) (entry & (MOST_PIXELS - 1))]) {
                    inMask.out(place - inMask.voxels()).in(1);
                }
            }
            return new VoxelPatch(box, VoxelPatch.toEnd(within, box), VoxelPatch.toEnd(inMask, box));
        }

        private VoxelBox box() {
            int[] least = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
            int[] most = {-1, -1, -1};
            for (long entry : voxels) {
                long index = entry >>> PIXEL_BITS;
                int[] voxel = {
                    (int) (index % space.width()),
                    (int) (index / space.width() % space.height()),
                    (int) (index / space.width() / space.height())
                };
                for (int axis = 0; axis < 3; axis++) {
                    least[axis] = Math.min(least[axis], voxel[axis]);
                    most[axis] = Math.max(most[axis], voxel[axis]);
                }
            }
            return new VoxelBox(least[0], most[0] + 1, least[1], most[1] + 1, least[2], most[2] + 1);
        }
    }
}
