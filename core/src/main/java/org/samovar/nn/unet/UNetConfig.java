package org.samovar.nn.unet;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Spacing;
import org.samovar.nn.PerAxis;

/**
 * The measures of a {@link UNet}.
 *
 * @param inputs M, channels of the input
 * @param outputs K, channels of the logits
 * @param convolutions of a stage
 * @param stages finest first, at least two; the first has a stride of 1
 */
public record UNetConfig(int inputs, int outputs, int convolutions, List<UNetStage> stages) {
    private static final int FIRST_WIDTH = 32;
    private static final int WIDEST = 320;
    private static final int WIDEST_FLAT = 512;
    private static final int CONVOLUTIONS = 2;
    private static final int KERNEL = 3;
    /** No axis of a map gets shorter than this. */
    private static final int SHORTEST = 4;
    /** Axes whose spacings differ by less are treated alike. */
    private static final double ALIKE = 2;

    public UNetConfig {
        stages = List.copyOf(stages);
        if (inputs < 1 || outputs < 1 || convolutions < 1 || stages.size() < 2) {
            throw new IllegalArgumentException("a U-Net needs inputs, outputs, convolutions and two stages");
        }
        if (stages.get(0).stride().volume() != 1) {
            throw new IllegalArgumentException("the first stage has the size of the input");
        }
    }

    /** nnU-Net's network for a patch: 32 channels at first, up to 320 (512 for images). */
    public static UNetConfig nnunet(int inputs, int outputs, PerAxis patch, Spacing spacing) {
        return planned(inputs, outputs, patch, spacing, FIRST_WIDTH, patch.depth() == 1 ? WIDEST_FLAT : WIDEST);
    }

    /**
     * The stages that nnU-Net's rule gives a patch: while an axis is long enough, those whose spacing is within a factor of two of the
     * finest are halved; an axis gets kernels of 3 as soon as its spacing is within that factor. Reference:
     * {@code nnunetv2/experiment_planning/experiment_planners/network_topology.py}.
     *
     * @param firstWidth channels of the first stage; each further one has twice as many
     * @param widest most channels of a stage
     */
    public static UNetConfig planned(
            int inputs, int outputs, PerAxis patch, Spacing spacing, int firstWidth, int widest) {
        Plan plan = new Plan(patch, spacing);
        List<PerAxis> strides = new ArrayList<>(List.of(PerAxis.cube(1)));
        List<PerAxis> kernels = new ArrayList<>();
        while (plan.canHalve()) {
            kernels.add(plan.widenKernels());
            strides.add(plan.halve());
        }
        kernels.add(patch.depth() == 1 ? PerAxis.plane(KERNEL) : PerAxis.cube(KERNEL));
        List<UNetStage> stages = new ArrayList<>();
        int width = firstWidth;
        for (int i = 0; i < strides.size(); i++) {
            stages.add(new UNetStage(Math.min(width, widest), kernels.get(i), strides.get(i)));
            width = Math.min(2 * width, widest);
        }
        return new UNetConfig(inputs, outputs, CONVOLUTIONS, stages);
    }

    /** The sizes of inputs are multiples of this. */
    public PerAxis divisor() {
        int depth = 1;
        int height = 1;
        int width = 1;
        for (UNetStage stage : stages) {
            depth *= stage.stride().depth();
            height *= stage.stride().height();
            width *= stage.stride().width();
        }
        return new PerAxis(depth, height, width);
    }

    /** Logits that training sees: one for each level of the decoder but the lowest, and at least one. */
    public int heads() {
        return Math.max(1, stages.size() - 2);
    }

    /** The axes while the stages are chosen: z, y, x. */
    private static final class Plan {
        private final int[] size;
        private final double[] spacing;
        private final int[] kernel = {1, 1, 1};
        /** An image has two axes. */
        private final int first;

        Plan(PerAxis patch, Spacing spacing) {
            this.size = new int[] {patch.depth(), patch.height(), patch.width()};
            this.spacing = new double[] {spacing.z(), spacing.y(), spacing.x()};
            this.first = patch.depth() == 1 ? 1 : 0;
        }

        /** Whether an axis can be halved; one alone only if it is half as long again as it must be. */
        boolean canHalve() {
            int count = 0;
            int longest = 0;
            for (int i = first; i < 3; i++) {
                if (isHalved(i)) {
                    count++;
                    longest = Math.max(longest, size[i]);
                }
            }
            return count > 1 || count == 1 && longest >= 3 * SHORTEST;
        }

        private boolean isLong(int axis) {
            return size[axis] >= 2 * SHORTEST;
        }

        private boolean isHalved(int axis) {
            double finest = Double.MAX_VALUE;
            for (int i = first; i < 3; i++) {
                finest = isLong(i) ? Math.min(finest, spacing[i]) : finest;
            }
            return isLong(axis) && spacing[axis] / finest < ALIKE;
        }

        PerAxis widenKernels() {
            double finest = first == 1 ? Math.min(spacing[1], spacing[2]) : min(spacing);
            for (int i = first; i < 3; i++) {
                kernel[i] = spacing[i] / finest < ALIKE ? KERNEL : kernel[i];
            }
            return new PerAxis(kernel[0], kernel[1], kernel[2]);
        }

        private static double min(double[] values) {
            return Math.min(values[0], Math.min(values[1], values[2]));
        }

        PerAxis halve() {
            int[] stride = {1, 1, 1};
            for (int i = first; i < 3; i++) {
                stride[i] = isHalved(i) ? 2 : 1;
            }
            for (int i = 0; i < 3; i++) {
                size[i] = (size[i] + stride[i] - 1) / stride[i];
                spacing[i] *= stride[i];
            }
            return new PerAxis(stride[0], stride[1], stride[2]);
        }
    }
}
