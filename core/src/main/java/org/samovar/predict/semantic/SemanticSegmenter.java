package org.samovar.predict.semantic;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelRuns;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.method.Framing;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.Slabs;
import org.samovar.method.Voxels;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;

/**
 * A prompt-free system on whole images and volumes. What is larger than a patch is seen in windows that overlap by half, and the
 * probabilities are blended with Gaussian weights, as in nnU-Net (Isensee et al. 2021); what is smaller is padded with zeros.
 *
 * <p>It keeps nothing between calls. A point in time is segmented by itself. Volumes are read slab by slab, as deep as a patch, so that they may
 * be larger than memory.
 */
public final class SemanticSegmenter {
    private static final String DOING = "segmenting";

    private final SemanticNetwork network;
    private final SlidingWindow window;

    /**
     * @param network filled with weights, which are on the device of the settings
     * @param framing how patches are cut out, of images as well
     */
    public SemanticSegmenter(SemanticNetwork network, Framing framing, SegmenterSettings settings) {
        this.network = network;
        this.window = new SlidingWindow(network, framing, settings);
    }

    /**
     * The class of each pixel, 0 for background.
     *
     * @throws org.samovar.geometry.UserError when the image has other channels than the system wants, or the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public LabelMap segment(Image image, Progress progress) {
        Voxels voxels = Voxels.of(image, network.patch().modalities(), network.intensities());
        return LabelMap.of(image.width(), image.height(), labels(voxels, progress));
    }

    /**
     * The class of each voxel at each point in time, 0 for background, with the geometry of the volume.
     *
     * @throws org.samovar.geometry.UserError when the volume has other channels than the system wants or cannot be read any more, or the
     *     network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public LabelVolume segment(Volume volume, Progress progress) {
        VolumeSize size = volume.size();
        Size slice = size.slice(Axis.Z);
        List<LabelRuns> planes = new ArrayList<>();
        for (int t = 0; t < size.frames(); t++) {
            Slabs slabs = Voxels.slabs(volume, t, network.patch().modalities(), network.intensities());
            window.run(
                    slabs,
                    new ProgressPart(progress, t, size.frames(), DOING),
                    plane -> planes.add(LabelRuns.of(slice, plane)));
        }
        return LabelVolume.ofPlanes(planes, size, volume.geometry());
    }

    /**
     * The class of each of (D, H, W) voxels in row-major order; their values are those that the system wants.
     *
     * @throws org.samovar.geometry.UserError when the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public int[] labels(Voxels voxels, Progress progress) {
        int pixels = voxels.height() * voxels.width();
        int[] out = new int[Math.multiplyExact(voxels.depth(), pixels)];
        int[] at = {0};
        window.run(voxels, progress, classes -> {
            for (char k : classes) {
                out[at[0]++] = k;
            }
        });
        return out;
    }
}
