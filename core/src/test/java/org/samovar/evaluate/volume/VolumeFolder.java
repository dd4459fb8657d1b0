package org.samovar.evaluate.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.Volume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;

/**
 * A dataset of one volume: a bright pyramid from a square of eight pixels on slice 2 to one of fifteen on slice 9, in slices of 24 x 20
 * pixels of 1 mm that are 2 mm apart.
 */
public final class VolumeFolder {
    /** Slices of the volume. */
    public static final int DEPTH = 12;
    /** First slice of the pyramid. */
    public static final int FIRST = 2;
    /** Last slice of the pyramid. */
    public static final int LAST = 9;

    private static final Size SIZE = new Size(24, 20);

    private VolumeFolder() {}

    /** Writes it as the test split of a dataset. */
    public static void write(Path folder, String axes) throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(
                folder.resolve("dataset.json"),
                """
                {"name": "pyramid", "kind": "binary", "axes": "%s", "classes": {"1": "stone"},
                 "split": {"train": [], "test": ["a"]}}
                """
                        .formatted(axes));
        VolumeGeometry geometry = VolumeGeometry.of(new Spacing(1, 1, 2, "mm"));
        List<Image> slices = masks().stream()
                .map(mask -> {
                    float[] values = new float[SIZE.pixels()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = mask.pixels()[i] ? 200 : 20 + i % 3;
                    }
                    return Image.gray(SIZE.width(), SIZE.height(), values);
                })
                .toList();
        Volumes.write(Volume.ofSlices(slices, Axis.Z, geometry), folder.resolve("images/a.nii.gz"));
        LabelVolumes.write(
                LabelVolume.ofSlices(masks().stream().map(LabelMap::of).toList(), Axis.Z, geometry),
                folder.resolve("labels/a.nii.gz"));
    }

    /** The truth, slice by slice. */
    static List<Mask> masks() {
        return IntStream.range(0, DEPTH).mapToObj(VolumeFolder::mask).toList();
    }

    private static Mask mask(int z) {
        boolean inside = z >= FIRST && z <= LAST;
        return Mask.where(SIZE, (x, y) -> inside && x >= 2 && x < 8 + z && y >= 1 && y < 7 + z);
    }
}
