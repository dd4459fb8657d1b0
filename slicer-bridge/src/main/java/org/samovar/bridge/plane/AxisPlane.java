package org.samovar.bridge.plane;

import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;

/**
 * A slice along an axis.
 *
 * @param axis of i, j or k, which are X, Y and Z
 * @param index along the axis, from 0
 * @param frame point in time, from 0
 */
public record AxisPlane(Axis axis, int index, int frame) implements Plane {
    public AxisPlane {
        if (axis == Axis.T) {
            throw new IllegalArgumentException("a plane across time");
        }
    }

    @Override
    public PlaneView in(SeenVolume volume) {
        VolumeSize size = volume.volume().size();
        volume.requireFrame(frame);
        if (index < 0 || index >= size.count(axis)) {
            throw new UserError("There is no slice " + index + ": along this axis there are " + size.count(axis)
                    + ", counted from 0.");
        }
        return new View(volume, size);
    }

    private final class View implements PlaneView {
        private final SeenVolume volume;
        private final VolumeSize size;

        View(SeenVolume volume, VolumeSize size) {
            this.volume = volume;
            this.size = size;
        }

        @Override
        public Size size() {
            return size.slice(axis);
        }

        @Override
        public Spacing steps() {
            return volume.volume().geometry().spacing(axis);
        }

        @Override
        public RgbImage image() {
            return volume.rule().apply(volume.volume().slice(axis, index, frame));
        }

        @Override
        public VoxelPatch patch(RunLengthMask mask) {
            VoxelBox box = new VoxelBox(
                    axis == Axis.X ? index : 0,
                    axis == Axis.X ? index + 1 : size.width(),
                    axis == Axis.Y ? index : 0,
                    axis == Axis.Y ? index + 1 : size.height(),
                    axis == Axis.Z ? index : 0,
                    axis == Axis.Z ? index + 1 : size.depth());
            return VoxelPatch.of(box, mask);
        }
    }
}
