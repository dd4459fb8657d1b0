package org.samovar.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.samovar.testing.WrittenTiff.Page;

/** Slides whose every pixel is known. */
public final class WrittenSlides {
    public static final int WIDTH = 1100;
    public static final int HEIGHT = 700;

    private WrittenSlides() {}

    /** Channel c of a pixel of level 0, or of every {@code step}th of it. */
    public static int value(int x, int y, int c, int step) {
        int column = x * step;
        int row = y * step;
        return (c == 0 ? column / 4 : c == 1 ? row / 3 : (column + 2 * row) / 5) & 0xff;
    }

    private static Page page(int width, int height, int step, int tile, int subfile, String description) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) value(i / 3 % width, i / 3 / width, i % 3, step);
        }
        return new Page(width, height, 3, 1, tile, subfile, description, pixels, List.of());
    }

    /** A tiled TIFF with reduced pages, as many programs write it; the last level is reduced by more than it seems. */
    public static Path pyramid(Path file) throws IOException {
        return WrittenTiff.write(
                file,
                List.of(
                        page(WIDTH, HEIGHT, 1, 128, 0, ""),
                        page(WIDTH / 4, HEIGHT / 4, 4, 128, 1, ""),
                        page(WIDTH / 16, HEIGHT / 16, 16, 128, 1, "")));
    }

    /** As the scanners of one maker write it: 0.252 micrometres a pixel, two levels, a small picture, a label and the whole glass. */
    public static Path aperio(Path file) throws IOException {
        return aperio(file, WIDTH, HEIGHT, 256);
    }

    /** As {@link #aperio(Path)}. @param tile side of the tiles */
    public static Path aperio(Path file, int width, int height, int tile) throws IOException {
        String begin = "Aperio Image Library v11.2.1\n";
        String size = width + "x" + height;
        String scanned = begin + size + " [0,0 " + size + "] (" + tile + "x" + tile + ") ";
        return WrittenTiff.write(
                file,
                List.of(
                        page(width, height, 1, tile, 0, scanned + "RAW|AppMag = 40|MPP = 0.2520"),
                        page(width / 10, height / 10, 10, 0, 0, begin + size + " -> small - |AppMag = 40|MPP = 0.2520"),
                        page(width / 4, height / 4, 4, tile, 0, scanned + "-> reduced RAW"),
                        page(60, 50, 1, 0, 1, begin + "label 60x50"),
                        page(90, 40, 2, 0, 9, begin + "macro 90x40")));
    }

    /** OME-TIFF with its levels below the page. */
    public static Path omePyramid(Path file) throws IOException {
        String description =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">
                <Image ID="Image:0" Name="tissue"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8"
                 SizeX="1100" SizeY="700" SizeC="3" SizeZ="1" SizeT="1" Interleaved="true"
                 PhysicalSizeX="500" PhysicalSizeXUnit="nm" PhysicalSizeY="0.5" PhysicalSizeYUnit="µm">
                <Channel ID="Channel:0:0" SamplesPerPixel="3"/><TiffData IFD="0" PlaneCount="1"/></Pixels></Image></OME>""";
        Page whole = page(WIDTH, HEIGHT, 1, 128, 0, description);
        List<Page> reduced =
                List.of(page(WIDTH / 2, HEIGHT / 2, 2, 128, 1, ""), page(WIDTH / 4, HEIGHT / 4, 4, 128, 1, ""));
        return WrittenTiff.write(
                file, List.of(new Page(WIDTH, HEIGHT, 3, 1, 128, 0, description, whole.pixels(), reduced)));
    }
}
