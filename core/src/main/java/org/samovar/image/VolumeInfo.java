package org.samovar.image;

import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;

/**
 * What is known of a volume without its voxels.
 *
 * @param size in voxels
 * @param channels of each voxel, at least 1
 * @param type of the samples in their file
 * @param meaning of the channels
 * @param geometry where the voxels lie
 */
public record VolumeInfo(VolumeSize size, int channels, SampleType type, Channels meaning, VolumeGeometry geometry) {
    public VolumeInfo {
        if (channels < 1 || (meaning == Channels.COLOUR && channels != 3)) {
            throw new IllegalArgumentException(channels + " channels of " + meaning);
        }
    }
}
