package org.samovar.image.io.raw;

import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.NonFinite;
import org.samovar.image.RgbImage;
import org.samovar.image.SampleType;
import org.samovar.image.Slide;
import org.samovar.image.SlideInfo;
import org.samovar.image.SlideLevel;
import org.samovar.image.SlideSource;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;

/**
 * A slide whose levels are read as the slices of volumes are. Samples of 8 bits are shown as they are; of others the coarsest level gives the range, so that all
 * parts of the slide become bright alike. One channel is gray, of several the first three are red, green and blue.
 */
public final class VoxelSlide implements SlideSource {
    /** Pixels of the coarsest level that a range is found from. */
    private static final long MOST_RANGED = 1 << 24;

    private final List<VoxelSource> levels;
    private final Samples samples;
    private final IntensityRule rule;

    /**
     * What the samples are.
     *
     * @param channels of each pixel, at least 1
     * @param type of a sample
     * @param meaning of the channels
     */
    public record Samples(int channels, SampleType type, Channels meaning) {}

    private VoxelSlide(List<VoxelSource> levels, Samples samples, IntensityRule rule) {
        this.levels = levels;
        this.samples = samples;
        this.rule = rule;
    }

    /**
     * A slide without pictures beside it.
     *
     * @param format as users call it
     * @param sizes of the levels, the finest first
     * @param levels the values of each, read with z and t 0; none of them holds a file open
     * @param spacing of the finest level
     * @throws UserError where the coarsest level is too large to find a range from, and one is needed
     */
    public static Slide open(
            String format, List<SlideLevel> sizes, List<VoxelSource> levels, Samples samples, Spacing spacing) {
        IntensityRule rule = IntensityRule.suitedTo(samples.type);
        if (samples.type != SampleType.UINT8) {
            int last = sizes.size() - 1;
            rule = rule.over(volume(sizes.get(last), levels.get(last), samples));
        }
        SlideInfo info = new SlideInfo(format, sizes, Spacing.of(spacing.x(), spacing.y(), spacing.unit()), List.of());
        return Slide.of(info, new VoxelSlide(List.copyOf(levels), samples, rule));
    }

    private static Volume volume(SlideLevel size, VoxelSource voxels, Samples samples) {
        if ((long) size.width() * size.height() > MOST_RANGED) {
            throw new UserError("its samples are not of 8 bits, and its smallest level of " + size.size()
                    + " pixels is too large to find their range from");
        }
        VolumeSize slice = new VolumeSize(size.width(), size.height(), 1, 1);
        return Volume.of(
                new VolumeInfo(slice, samples.channels, samples.type, samples.meaning, VolumeGeometry.PIXELS), voxels);
    }

    @Override
    public byte[] read(int level, Region window) {
        int used = Math.min(3, samples.channels);
        int n = window.size().pixels();
        float[] planes = new float[Math.multiplyExact(used, n)];
        for (int c = 0; c < used; c++) {
            double[] values = levels.get(level).read(window, 0, 0, c);
            for (int i = 0; i < n; i++) {
                planes[c * n + i] = (float) values[i];
            }
        }
        Image image = Image.planar(window.width(), window.height(), used, samples.type, samples.meaning, planes);
        return rule.apply(image, NonFinite.AS_BLACK).pixels();
    }

    @Override
    public RgbImage associated(String name) {
        throw new IllegalArgumentException("no picture " + name);
    }

    @Override
    public void close() {
        // levels open their files whenever they read
    }
}
