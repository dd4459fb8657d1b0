package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files that are damaged as files are: by copies that were interrupted, wrong names and bits that fell over. */
public final class DamagedFiles {
    private static final int SIDE = 64;

    private DamagedFiles() {}

    /** Five of them in a folder; their names. */
    public static List<String> write(Path folder) throws IOException {
        Path whole = Files.createTempDirectory(folder, ".whole");
        ImagePlus noise = noise();
        new FileSaver(noise).saveAsPng(whole.resolve("a.png").toString());
        new FileSaver(noise).saveAsTiff(whole.resolve("a.tif").toString());
        Files.createFile(folder.resolve("empty.png"));
        cut(whole.resolve("a.png"), folder.resolve("interrupted.png"));
        cut(whole.resolve("a.tif"), folder.resolve("interrupted.tif"));
        Files.writeString(folder.resolve("text.png"), "This is a letter and no image,\nwhatever it is called.\n");
        byte[] header = Files.readAllBytes(whole.resolve("a.tif"));
        Arrays.fill(header, 4, 40, (byte) 0xff);
        Files.write(folder.resolve("header.tif"), header);
        return List.of("empty.png", "header.tif", "interrupted.png", "interrupted.tif", "text.png");
    }

    /** Noise, which no format packs into a few bytes. */
    static ImagePlus noise() {
        ImagePlus image = IJ.createImage("noise", "8-bit black", SIDE, SIDE, 1);
        new Random(7).nextBytes((byte[]) image.getProcessor().getPixels());
        return image;
    }

    /** The first half of a file. */
    static void cut(Path whole, Path half) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
    }
}
