package org.samovar.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samovar.testing.WrittenTiff.Page;

/** Stacks of microscopes whose every voxel is known. */
public final class WrittenStacks {
    public static final int WIDTH = 40;
    public static final int HEIGHT = 30;
    public static final int CHANNELS = 3;
    public static final int DEPTH = 4;
    public static final int FRAMES = 2;

    private WrittenStacks() {}

    /** A voxel of 16 bits. @param seed tells images of one file apart */
    public static int value(int x, int y, int z, int t, int c, int seed) {
        return (x * 31 + y * 577 + z * 4099 + c * 9973 + t * 17011 + seed * 331) & 0xffff;
    }

    private static byte[] plane(int z, int t, int c, int seed, ByteOrder order) {
        ByteBuffer out = ByteBuffer.allocate(2 * WIDTH * HEIGHT).order(order);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            out.putShort((short) value(i % WIDTH, i / WIDTH, z, t, c, seed));
        }
        return out.array();
    }

    /** OME-TIFF of two images, each with three channels, four slices and two points in time. */
    public static Path ome(Path file) throws IOException {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">");
        List<Page> pages = new ArrayList<>();
        for (int image = 0; image < 2; image++) {
            xml.append(
                    """
                    <Image ID="Image:%1$d" Name="field %1$d"><Pixels ID="Pixels:%1$d" DimensionOrder="XYCZT" Type="uint16"
                     SizeX="40" SizeY="30" SizeC="3" SizeZ="4" SizeT="2" PhysicalSizeX="0.25" PhysicalSizeY="0.25"
                     PhysicalSizeZ="900" PhysicalSizeZUnit="nm" TimeIncrement="1.5" TimeIncrementUnit="min" BigEndian="false">"""
                            .replace("%1$d", String.valueOf(image)));
            for (int c = 0; c < CHANNELS; c++) {
                xml.append("<Channel ID=\"Channel:" + image + ":" + c + "\" SamplesPerPixel=\"1\"/>");
            }
            xml.append("<TiffData IFD=\"" + image * CHANNELS * DEPTH * FRAMES + "\" PlaneCount=\""
                    + CHANNELS * DEPTH * FRAMES + "\"/></Pixels></Image>");
        }
        xml.append("</OME>");
        for (int image = 0; image < 2; image++) {
            for (int i = 0; i < CHANNELS * DEPTH * FRAMES; i++) {
                byte[] plane =
                        plane(i / CHANNELS % DEPTH, i / CHANNELS / DEPTH, i % CHANNELS, image, ByteOrder.LITTLE_ENDIAN);
                String description = pages.isEmpty() ? xml.toString() : "";
                pages.add(new Page(WIDTH, HEIGHT, 1, 2, 0, 0, description, plane, List.of()));
            }
        }
        return WrittenTiff.write(file, pages);
    }

    /** Image Cytometry Standard 2, a format of microscopes with a header in words: big-endian, three channels, four slices. */
    public static Path ics(Path file) throws IOException {
        String header = String.join(
                "\n",
                "\t",
                "ics_version\t2.0",
                "filename\tstack",
                "layout\tparameters\t5",
                "layout\torder\tbits\tx\ty\tz\tch",
                "layout\tsizes\t16\t40\t30\t4\t3",
                "layout\tcoordinates\tvideo",
                "layout\tsignificant_bits\t16",
                "representation\tformat\tinteger",
                "representation\tsign\tunsigned",
                "representation\tcompression\tuncompressed",
                "representation\tbyte_order\t2\t1",
                "parameter\torigin\t0\t0\t0\t0\t0",
                "parameter\tscale\t1\t0.5\t0.5\t2\t1",
                "parameter\tunits\tbits\tmicrometers\tmicrometers\tmicrometers\tundefined",
                "end",
                "");
        ByteBuffer out = ByteBuffer.allocate(header.length() + CHANNELS * DEPTH * 2 * WIDTH * HEIGHT);
        out.put(header.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < CHANNELS * DEPTH; i++) {
            out.put(plane(i % DEPTH, 0, i / DEPTH, 0, ByteOrder.BIG_ENDIAN));
        }
        return Files.write(file, out.array());
    }
}
