package org.samovar.image;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.samovar.geometry.Size;

/**
 * A 2D image of one or more channels with the values of its source, unscaled. Immutable by contract: the arrays handed in
 * belong to the image, those handed out are its own and must not be written.
 */
public final class Image implements Raster {
    private final Size size;
    private final int channels;
    private final SampleType type;
    private final Channels meaning;
    private final float[] planes;

    private Image(Size size, int channels, SampleType type, Channels meaning, float[] planes) {
        if (channels < 1 || planes.length != (long) size.pixels() * channels) {
            throw new IllegalArgumentException(
                    planes.length + " values for " + size + " pixels of " + channels + " channels");
        }
        if (meaning == Channels.COLOUR && channels != 3) {
            throw new IllegalArgumentException("a colour image of " + channels + " channels");
        }
        this.size = size;
        this.channels = channels;
        this.type = type;
        this.meaning = meaning;
        this.planes = planes;
    }

    /**
     * From channel planes one after the other, each row by row.
     *
     * @param planes channels * height * width values; the image keeps the array
     */
    public static Image planar(int width, int height, int channels, SampleType type, Channels meaning, float[] planes) {
        return new Image(new Size(width, height), channels, type, meaning, planes);
    }

    /** A gray image of floats, row by row; the image keeps the array. */
    public static Image gray(int width, int height, float[] pixels) {
        return planar(width, height, 1, SampleType.FLOAT, Channels.INTENSITY, pixels);
    }

    /** A gray image of unsigned bytes, row by row. */
    public static Image gray(int width, int height, byte[] pixels) {
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xff;
        }
        return planar(width, height, 1, SampleType.UINT8, Channels.INTENSITY, values);
    }

    /** A gray image of unsigned shorts, row by row. */
    public static Image gray(int width, int height, short[] pixels) {
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xffff;
        }
        return planar(width, height, 1, SampleType.UINT16, Channels.INTENSITY, values);
    }

    /** A colour image of interleaved unsigned bytes: red, green, blue of the first pixel, of the second, ... */
    public static Image rgb(int width, int height, byte[] interleaved) {
        int n = interleaved.length / 3;
        float[] values = new float[interleaved.length];
        for (int i = 0; i < n; i++) {
            values[i] = interleaved[3 * i] & 0xff;
            values[n + i] = interleaved[3 * i + 1] & 0xff;
            values[2 * n + i] = interleaved[3 * i + 2] & 0xff;
        }
        return planar(width, height, 3, SampleType.UINT8, Channels.COLOUR, values);
    }

    /**
     * A copy of an ImgLib2 image.
     *
     * @param source axes x, y or x, y, c
     */
    public static Image copyOf(
            RandomAccessibleInterval<? extends RealType<?>> source, SampleType type, Channels meaning) {
        int dimensions = source.numDimensions();
        if (dimensions != 2 && dimensions != 3) {
            throw new IllegalArgumentException("axes x, y or x, y, c expected, got " + dimensions + " axes");
        }
        int channels = dimensions == 3 ? Math.toIntExact(source.dimension(2)) : 1;
        Size size = new Size(Math.toIntExact(source.dimension(0)), Math.toIntExact(source.dimension(1)));
        float[] values = new float[Math.multiplyExact(size.pixels(), channels)];
        Cursor<? extends RealType<?>> cursor = Views.flatIterable(source).cursor();
        for (int i = 0; i < values.length; i++) {
            values[i] = cursor.next().getRealFloat();
        }
        return new Image(size, channels, type, meaning, values);
    }

    /** The pixels as an ImgLib2 image, axes x, y, c, without a copy. */
    public RandomAccessibleInterval<FloatType> pixels() {
        return ArrayImgs.floats(planes, width(), height(), channels);
    }

    @Override
    public Size size() {
        return size;
    }

    public int channels() {
        return channels;
    }

    public SampleType type() {
        return type;
    }

    public Channels meaning() {
        return meaning;
    }

    /** The value at column x, row y of channel c. */
    public float get(int x, int y, int c) {
        return planes[(c * height() + y) * width() + x];
    }

    /** All values, channel by channel, row by row: the array itself, not to be written. */
    public float[] planes() {
        return planes;
    }
}
