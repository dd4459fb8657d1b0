package org.samovar.bridge.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Runs;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;

class PlanePropertyTest {
    private static final int W = 11;
    private static final int H = 9;
    private static final int D = 7;
    private static final SeenVolume VOLUME = Seen.volume(W, H, D, new Spacing(1, 1, 2, "mm"), i -> i * 37 % 251);

    private static RunLengthMask checkered(Size size) {
        boolean[] pixels = new boolean[size.pixels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (i / size.width() + i % size.width()) % 3 != 0;
        }
        return RunLengthMask.of(Mask.of(size.width(), size.height(), pixels));
    }

    /** What a patch says of each voxel of the volume: 0 nothing, 1 not in the mask, 2 in it. */
    private static int[] said(VoxelPatch patch) throws Fault {
        VoxelBox box = patch.box();
        int voxels = (int) box.voxels();
        boolean[] mask = Runs.decode(patch.mask(), voxels);
        boolean[] within = new boolean[voxels];
        Arrays.fill(within, true);
        within = patch.within().length == 0 ? within : Runs.decode(patch.within(), voxels);
        int[] out = new int[W * H * D];
        int at = 0;
        for (int k = box.k0(); k < box.k1(); k++) {
            for (int j = box.j0(); j < box.j1(); j++) {
                for (int i = box.i0(); i < box.i1(); i++, at++) {
                    out[(k * H + j) * W + i] = !within[at] ? 0 : mask[at] ? 2 : 1;
                }
            }
        }
        return out;
    }

    /** The same straight from the words of the protocol. */
    private static int[] defined(ObliquePlane plane, RunLengthMask mask) {
        double[] o = numbers(plane.origin());
        double[] r = numbers(plane.right());
        double[] d = numbers(plane.down());
        double[] n = {r[1] * d[2] - r[2] * d[1], r[2] * d[0] - r[0] * d[2], r[0] * d[1] - r[1] * d[0]};
        int a = 0;
        for (int axis = 1; axis < 3; axis++) {
            a = Math.abs(n[axis]) > Math.abs(n[a]) ? axis : a;
        }
        boolean[] pixels = mask.toMask().pixels();
        int[] out = new int[W * H * D];
        for (int index = 0; index < out.length; index++) {
            double[] v = {index % W, index / W % H, index / W / H};
            double distance = (n[0] * (v[0] - o[0]) + n[1] * (v[1] - o[1]) + n[2] * (v[2] - o[2])) / n[a];
            if (distance > -0.5 && distance <= 0.5) {
                double[] p = v.clone();
                p[a] -= distance;
                double[] q = {p[0] - o[0], p[1] - o[1], p[2] - o[2]};
                double rr = dot(r, r);
                double dd = dot(d, d);
                double rd = dot(r, d);
                double determinant = rr * dd - rd * rd;
                long column = Math.round((dot(q, r) * dd - dot(q, d) * rd) / determinant);
                long row = Math.round((dot(q, d) * rr - dot(q, r) * rd) / determinant);
                if (column >= 0
                        && column < plane.size().width()
                        && row >= 0
                        && row < plane.size().height()) {
                    out[index] = pixels[(int) (row * plane.size().width() + column)] ? 2 : 1;
                }
            }
        }
        return out;
    }

    private static double[] numbers(VoxelVector v) {
        return new double[] {v.i(), v.j(), v.k()};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    @Property(tries = 400)
    void anyPlaneMeansTheVoxelsThatTheProtocolSays(
            @ForAll @DoubleRange(min = -1.2, max = 1.2) double ri,
            @ForAll @DoubleRange(min = -1.2, max = 1.2) double rj,
            @ForAll @DoubleRange(min = -1.2, max = 1.2) double rk,
            @ForAll @DoubleRange(min = -1.2, max = 1.2) double di,
            @ForAll @DoubleRange(min = -1.2, max = 1.2) double dj,
            @ForAll @DoubleRange(min = -1.2, max = 1.2) double dk,
            @ForAll @DoubleRange(min = -3, max = 12) double oi,
            @ForAll @IntRange(min = 1, max = 14) int columns,
            @ForAll @IntRange(min = 1, max = 14) int rows)
            throws Fault {
        VoxelVector right = new VoxelVector(ri + 0.011, rj + 0.007, rk - 0.0031);
        VoxelVector down = new VoxelVector(di - 0.013, dj + 0.0077, dk + 0.0019);
        VoxelVector normal = right.cross(down);
        if (Math.abs(normal.get(normal.longest())) < 0.05) {
            return;
        }
        ObliquePlane plane =
                new ObliquePlane(new VoxelVector(oi, 3.137, 2.719), right, down, new Size(columns, rows), 0);
        RunLengthMask mask = checkered(plane.size());
        int[] defined = defined(plane, mask);
        if (Arrays.stream(defined).sum() > 0) {
            assertThat(said(plane.in(VOLUME).patch(mask))).isEqualTo(defined);
        }
    }

    @Property(tries = 60)
    void aSliceSeenAsAnyPlaneIsTheSlice(@ForAll Axis axis, @ForAll @IntRange(min = 0, max = 6) int index) throws Fault {
        if (axis == Axis.T) {
            return;
        }
        PlaneView slice = new AxisPlane(axis, index, 0).in(VOLUME);
        VoxelVector i = new VoxelVector(1, 0, 0);
        VoxelVector j = new VoxelVector(0, 1, 0);
        VoxelVector k = new VoxelVector(0, 0, 1);
        ObliquePlane same =
                switch (axis) {
                    case X -> new ObliquePlane(new VoxelVector(index, 0, 0), j, k, slice.size(), 0);
                    case Y -> new ObliquePlane(new VoxelVector(0, index, 0), i, k, slice.size(), 0);
                    default -> new ObliquePlane(new VoxelVector(0, 0, index), i, j, slice.size(), 0);
                };
        RunLengthMask mask = checkered(slice.size());
        assertThat(same.in(VOLUME).image().pixels()).isEqualTo(slice.image().pixels());
        assertThat(said(same.in(VOLUME).patch(mask))).isEqualTo(said(slice.patch(mask)));
        assertThat(same.in(VOLUME).steps().x()).isEqualTo(slice.steps().x());
        assertThat(same.in(VOLUME).steps().y()).isEqualTo(slice.steps().y());
    }
}
