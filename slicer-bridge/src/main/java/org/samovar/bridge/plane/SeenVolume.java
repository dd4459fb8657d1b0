package org.samovar.bridge.plane;

import java.util.List;
import org.samovar.bridge.volume.StoredVoxels;
import org.samovar.bridge.volume.VolumeHeader;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.IntensityRule;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.predict.SliceSequence;

/**
 * The volumes that a client looks at, one after the other in time, with one intensity rule for all. The voxels stay where they are.
 *
 * @param volume with a point in time for each
 * @param rule whose ranges have been found
 * @param frames the voxels at each point in time
 */
public record SeenVolume(Volume volume, IntensityRule rule, List<StoredVoxels> frames) {
    public SeenVolume {
        frames = List.copyOf(frames);
    }

    /**
     * Volumes as points in time.
     *
     * @param frames at least one
     * @param geometry of all
     * @param window the rule for intensities
     * @throws UserError when they differ in size or samples
     */
    public static SeenVolume of(List<StoredVoxels> frames, VolumeGeometry geometry, Window window) {
        VolumeHeader first = frames.get(0).header();
        for (StoredVoxels frame : frames) {
            if (!frame.header().equals(first)) {
                throw new UserError(
                        "The volumes of the time series differ in size or in the type of their voxels.",
                        "Resample them to one size.");
            }
        }
        VolumeSize size = first.size();
        boolean isColour = first.components() > 1;
        VolumeInfo info = new VolumeInfo(
                new VolumeSize(size.width(), size.height(), size.depth(), frames.size()),
                first.components(),
                first.dtype().type(),
                isColour ? Channels.COLOUR : Channels.INTENSITY,
                geometry);
        Volume volume = Volume.of(info, (part, z, t, c) -> frames.get(t).read(part, z, c));
        return new SeenVolume(volume, window.rule(volume).over(volume), frames);
    }

    /** How values become gray. */
    @FunctionalInterface
    public interface Window {
        /** As suits the samples. */
        Window SUITED = volume -> IntensityRule.suitedTo(volume.info().type());

        IntensityRule rule(Volume volume);
    }

    /** The slices along an axis. @param fixed what they leave open: the point in time, or along {@link Axis#T} the k */
    public SliceSequence slices(Axis axis, int fixed) {
        return SliceSequence.of(volume, axis, fixed, rule);
    }

    /** @throws UserError when there is no such point in time */
    public void requireFrame(int frame) {
        if (frame < 0 || frame >= frames.size()) {
            throw new UserError(
                    "There is no point in time " + frame + ": there are " + frames.size() + ", counted from 0.");
        }
    }
}
