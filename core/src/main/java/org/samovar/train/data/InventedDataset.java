package org.samovar.train.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samovar.geometry.Axis;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.io.Images;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Volumes;
import org.samovar.io.AtomicFiles;

/**
 * A dataset of noise with round objects in it, one of each label, to try out what learns from such data.
 *
 * @param name of its folder
 * @param kind what the numbers of its labels mean
 * @param labels how many there are
 * @param size of its images or volumes
 * @param count how many there are
 */
public record InventedDataset(String name, LabelKind kind, int labels, Size size, int count) {
    private static final int GROUND = 80;
    private static final int NOISE = 30;
    private static final int CONTRAST = 120;

    /**
     * The size of images or volumes.
     *
     * @param channels 1 or 3 for images, which are written as colours
     * @param depth slices; 1 for images where there are 1 or 3 channels
     * @param height in pixels
     * @param width in pixels
     */
    public record Size(int channels, int depth, int height, int width) {
        private boolean isImage() {
            return depth == 1 && (channels == 1 || channels == 3);
        }
    }

    /** Writes it into a folder of its name. @throws org.samovar.geometry.UserError when that cannot be done */
    public void write(Path datasets) {
        Path folder = datasets.resolve(name);
        SplittableRandom random = new SplittableRandom(1);
        List<String> ids =
                IntStream.range(0, count).mapToObj(i -> "invented" + i).toList();
        for (String id : ids) {
            List<int[]> truth = IntStream.range(0, size.depth)
                    .mapToObj(z -> labels(z, random))
                    .toList();
            if (size.isImage()) {
                writeImage(folder, id, truth.get(0), random);
            } else {
                writeVolume(folder, id, truth, random);
            }
        }
        AtomicFiles.writeText(folder.resolve("dataset.json"), description(ids));
    }

    private String description(List<String> ids) {
        String classes = kind == LabelKind.INSTANCES
                ? ""
                : IntStream.rangeClosed(1, labels)
                        .mapToObj(k -> "\"" + k + "\": \"class " + k + "\"")
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "{\"name\": \"%s\", \"kind\": \"%s\", \"classes\": {%s}, \"split\": {\"train\": [%s], \"test\": []}}%n",
                name,
                kind.name().toLowerCase(Locale.ROOT),
                classes,
                ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", ")));
    }

    /** Ellipsoids in the cells of a grid, which grow and shrink from slice to slice. */
    private int[] labels(int z, SplittableRandom random) {
        int cells = (int) Math.ceil(Math.sqrt(labels));
        double across = (z + 0.5) / size.depth - 0.5;
        double radius = (0.4 + 0.05 * random.nextDouble()) * Math.sqrt(Math.max(0.1, 1 - 3.5 * across * across));
        int[] out = new int[size.height * size.width];
        for (int i = 0; i < out.length; i++) {
            double y = (i / size.width + 0.5) / size.height * cells;
            double x = (i % size.width + 0.5) / size.width * cells;
            int label = (int) y * cells + (int) x + 1;
            boolean inside = Math.hypot(y - (int) y - 0.5, x - (int) x - 0.5) < radius;
            out[i] = inside && label <= labels ? label : 0;
        }
        return out;
    }

    private float value(int label, SplittableRandom random) {
        return GROUND + CONTRAST * label / (float) labels + random.nextInt(NOISE);
    }

    private void writeImage(Path folder, String id, int[] truth, SplittableRandom random) {
        byte[] pixels = new byte[3 * truth.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) value(truth[i / 3], random);
        }
        Images.write(RgbImage.of(size.width, size.height, pixels), folder.resolve("images/" + id + ".png"));
        Labels.write(LabelMap.of(size.width, size.height, truth), folder.resolve("labels/" + id + ".png"));
    }

    private void writeVolume(Path folder, String id, List<int[]> truth, SplittableRandom random) {
        List<Image> slices = new ArrayList<>();
        for (int[] plane : truth) {
            float[] values = new float[size.channels * plane.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(plane[i % plane.length], random);
            }
            slices.add(
                    Image.planar(size.width, size.height, size.channels, SampleType.FLOAT, Channels.INTENSITY, values));
        }
        List<LabelMap> maps = truth.stream()
                .map(plane -> LabelMap.of(size.width, size.height, plane))
                .toList();
        VolumeGeometry geometry = VolumeGeometry.PIXELS;
        Volumes.write(Volume.ofSlices(slices, Axis.Z, geometry), folder.resolve("images/" + id + ".nii"));
        LabelVolumes.write(LabelVolume.ofSlices(maps, Axis.Z, geometry), folder.resolve("labels/" + id + ".nii"));
    }
}
