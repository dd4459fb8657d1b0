package org.samovar.fiji.script;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import org.samovar.fiji.convert.StackValues;
import org.samovar.geometry.UserError;

/** ImgLib2's images as ImageJ's, and back. Planes are read when they are needed, in both directions. */
public final class Views {
    private static final int PLANE = 2;
    private static final int MOST = 4;

    private Views() {}

    /**
     * An image as ImageJ shows it: a virtual stack of 32 bits.
     *
     * @param pixels 2 to 4 dimensions: x, y, z, t; not copied, so that changes are seen
     * @throws UserError when there are fewer or more
     */
    public static ImagePlus image(String title, RandomAccessibleInterval<? extends RealType<?>> pixels) {
        int dimensions = pixels.numDimensions();
        if (dimensions < PLANE || dimensions > MOST) {
            throw new UserError("An image has 2 to 4 dimensions, x, y, z and t, but this has " + dimensions + ".");
        }
        int slices = dimensions > PLANE ? Math.toIntExact(pixels.dimension(2)) : 1;
        int frames = dimensions == MOST ? Math.toIntExact(pixels.dimension(3)) : 1;
        ImagePlus image = new ImagePlus(title, new Planes(pixels, slices, slices * frames));
        image.setDimensions(1, slices, frames);
        image.setOpenAsHyperStack(slices > 1 && frames > 1);
        return image;
    }

    /**
     * The values of an image.
     *
     * @return x, y, c, z, t; of several channels the one that is shown, of colours all three
     */
    public static RandomAccessibleInterval<FloatType> values(ImagePlus image) {
        return StackValues.of(image, 1).pixels();
    }

    /** The planes of an image of ImgLib2. */
    private static final class Planes extends VirtualStack {
        private final RandomAccessibleInterval<? extends RealType<?>> pixels;
        private final int slices;

        Planes(RandomAccessibleInterval<? extends RealType<?>> pixels, int slices, int count) {
            super(Math.toIntExact(pixels.dimension(0)), Math.toIntExact(pixels.dimension(1)), count);
            this.pixels = pixels;
            this.slices = slices;
            setBitDepth(Float.SIZE);
        }

        @Override
        public String getSliceLabel(int n) {
            return "";
        }

        @Override
        public ImageProcessor getProcessor(int n) {
            FloatProcessor plane = new FloatProcessor(getWidth(), getHeight());
            RandomAccess<? extends RealType<?>> at = pixels.randomAccess();
            long[] place = pixels.minAsLongArray();
            if (place.length > PLANE) {
                place[2] += (n - 1) % slices;
            }
            if (place.length == MOST) {
                place[3] += (n - 1) / slices;
            }
            at.setPosition(place);
            for (int y = 0; y < getHeight(); y++) {
                at.setPosition(place[1] + y, 1);
                for (int x = 0; x < getWidth(); x++) {
                    at.setPosition(place[0] + x, 0);
                    plane.setf(x, y, at.get().getRealFloat());
                }
            }
            return plane;
        }
    }
}
