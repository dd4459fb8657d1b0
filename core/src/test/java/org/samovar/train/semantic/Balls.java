package org.samovar.train.semantic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.Images;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Volumes;
import org.samovar.io.JsonFiles;

/** Datasets of bright and dark balls in noise, and a system small enough to learn them in a test. */
public final class Balls {
    private static final int SIDE = 16;

    private Balls() {}

    /** The dataset {@code balls} of volumes: bright balls have the label 1, dark ones 3. */
    public static void volumes(Path folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int[][] labels = new int[SIDE][];
            float[][] values = new float[SIDE][];
            SplittableRandom random = new SplittableRandom(i);
            double[] bright = {4 + 8 * random.nextDouble(), 3 + 2 * random.nextDouble(), 4 + 8 * random.nextDouble()};
            double[] dark = {4 + 8 * random.nextDouble(), 10 + 2 * random.nextDouble(), 4 + 8 * random.nextDouble()};
            for (int z = 0; z < SIDE; z++) {
                labels[z] = new int[SIDE * SIDE];
                values[z] = new float[SIDE * SIDE];
                for (int k = 0; k < SIDE * SIDE; k++) {
                    boolean one = near(bright, z, k / SIDE, k % SIDE, 3.5);
                    boolean three = !one && near(dark, z, k / SIDE, k % SIDE, 2.5);
                    labels[z][k] = one ? 1 : three ? 3 : 0;
                    values[z][k] = (float) (100 + (one ? 30 : three ? -30 : 0) + 5 * random.nextGaussian());
                }
            }
            write(folder.resolve("balls"), "ball" + i, values, labels);
        }
        describe(folder, count, "\"kind\": \"classes\", \"classes\": {\"1\": \"bright\", \"3\": \"dark\"}");
    }

    /** The dataset {@code balls} of images: bright discs are labelled. */
    public static void images(Path folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(i);
            double[] centre = {0, 8 + 8 * random.nextDouble(), 6 + 8 * random.nextDouble()};
            byte[] pixels = new byte[24 * 20];
            int[] labels = new int[pixels.length];
            for (int k = 0; k < pixels.length; k++) {
                labels[k] = near(centre, 0, k / 20, k % 20, 5) ? 1 : 0;
                pixels[k] = (byte) (100 + 60 * labels[k] + random.nextInt(20));
            }
            Images.write(
                    org.samovar.image.RgbImage.of(20, 24, tripled(pixels)),
                    folder.resolve("balls/images/ball" + i + ".png"));
            Labels.write(LabelMap.of(20, 24, labels), folder.resolve("balls/labels/ball" + i + ".png"));
        }
        describe(folder, count, "\"kind\": \"binary\"");
    }

    private static byte[] tripled(byte[] gray) {
        byte[] out = new byte[3 * gray.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = gray[i / 3];
        }
        return out;
    }

    private static boolean near(double[] centre, int z, int y, int x, double radius) {
        return Math.pow(z - centre[0], 2) + Math.pow(y - centre[1], 2) + Math.pow(x - centre[2], 2) < radius * radius;
    }

    private static void write(Path folder, String id, float[][] values, int[][] labels) {
        VolumeGeometry geometry = VolumeGeometry.of(Spacing.PIXELS);
        List<Image> slices = IntStream.range(0, values.length)
                .mapToObj(z -> Image.gray(SIDE, SIDE, values[z]))
                .toList();
        List<LabelMap> maps = IntStream.range(0, labels.length)
                .mapToObj(z -> LabelMap.of(SIDE, SIDE, labels[z]))
                .toList();
        Volumes.write(Volume.ofSlices(slices, Axis.Z, geometry), folder.resolve("images/" + id + ".nii.gz"));
        LabelVolumes.write(LabelVolume.ofSlices(maps, Axis.Z, geometry), folder.resolve("labels/" + id + ".nii.gz"));
    }

    /** Says what the files are; every tenth is held out of the training cases. */
    static void describe(Path folder, int count, String kind) throws IOException {
        String ids =
                IntStream.range(0, count).mapToObj(i -> "\"ball" + i + "\"").collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve("balls/dataset.json"),
                "{\"name\": \"balls\", " + kind + ", \"split\": {\"train\": [" + ids + "], \"test\": []}}");
    }

    /** A U-Net of a thousand voxels and a run of so many iterations. */
    public static String volumeConfig(int iterations) {
        return """
                {"name": "balls", "system": "unet", "patch": {"modalities": 1, "depth": 12, "height": 12, "width": 12},
                 "framing": "WINDOWS", "intensities": "Z_SCORE", "options": {"firstWidth": 8, "widest": 16, "sliceSpacing": 1},
                 "frozen": [], "seed": 5, "precision": "FLOAT32",
                 "data": {"set": "balls", "foreground": 0.5, "heldOut": 2, "threads": 1},
                 "augmentation": {"spatial": 0.2, "degrees": 30, "least": 0.8, "most": 1.25, "mirrored": ["WIDTH"], "intensities": 1},
                 "optimiser": {"kind": "SGD", "momentum": 0.9, "rate": 2e-2, "schedule": "POLY", "power": 0.9,
                               "decay": 3e-5, "clip": 12, "average": 0.9},
                 "batch": 2,
                 "budget": {"minutes": 1000, "iterations": %d, "validateMinutes": 1000, "saveMinutes": 1000, "patience": 0}}
                """
                .formatted(iterations);
    }

    /** The same for images of another size than the patch. */
    static String imageConfig(int iterations) {
        return volumeConfig(iterations)
                .replace("\"depth\": 12, \"height\": 12, \"width\": 12", "\"depth\": 1, \"height\": 16, \"width\": 16")
                .replace("WINDOWS", "WHOLE_SLICES")
                .replace("Z_SCORE", "UNIT");
    }

    static SemanticConfig config(String json) {
        return SemanticConfigFile.read(JsonFiles.parse(json, "balls.json"), "balls.json");
    }
}
