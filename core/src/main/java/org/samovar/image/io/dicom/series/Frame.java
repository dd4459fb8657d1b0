package org.samovar.image.io.dicom.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.Tag;
import org.samovar.image.io.dicom.pixel.FrameDecoder;
import org.samovar.image.io.dicom.pixel.PixelFormat;

/**
 * A slice, or a point in time.
 *
 * @param file that holds it
 * @param index in the file, from 0
 * @param format of its pixels
 * @param decoder of its pixels
 * @param pose where it lies; empty where the file does not say
 * @param steps within it; empty where the file does not say
 * @param between from slice to slice, as far as the file says
 * @param slope factor of stored values
 * @param intercept added to the product
 */
public record Frame(
        DicomFile file,
        int index,
        PixelFormat format,
        FrameDecoder decoder,
        Optional<Pose> pose,
        Optional<Steps> steps,
        double between,
        double slope,
        double intercept) {
    /** Of a file, so that one of lies alone cannot fill the memory. */
    public static final int MOST = 1 << 17;

    /**
     * All frames of a file.
     *
     * @throws IOException saying what is wrong with the data
     * @throws org.samovar.geometry.UserError where its pixels cannot be read here
     */
    static List<Frame> of(DicomFile file) throws IOException {
        Dataset data = file.dataset();
        int count = count(file);
        PixelFormat format = PixelFormat.of(data);
        FrameDecoder decoder = FrameDecoder.of(file, format, count);
        boolean isStack = count > 1 && data.items(Tag.FRAME_GROUPS).isEmpty() && !isFilm(file);
        List<Frame> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FrameGroups groups = FrameGroups.of(data, i, count);
            double between = groups.between();
            double before = isStack ? i * between : 0;
            double slope = groups.decimal(Tag.PIXEL_TRANSFORMATION, Tag.RESCALE_SLOPE, 1);
            out.add(new Frame(
                    file,
                    i,
                    format,
                    decoder,
                    groups.pose().map(pose -> pose.further(before)),
                    groups.steps(),
                    between,
                    slope == 0 ? 1 : slope, // some programs leave it empty so
                    groups.decimal(Tag.PIXEL_TRANSFORMATION, Tag.RESCALE_INTERCEPT, 0)));
        }
        return out;
    }

    /**
     * How many frames a file says it has, from 1 to {@link #MOST}.
     *
     * @throws IOException where it is no number of frames
     */
    public static int count(DicomFile file) throws IOException {
        int count = file.dataset().whole(Tag.FRAMES, 1);
        if (count < 1 || count > MOST) {
            throw new IOException("it says that it has " + count + " frames");
        }
        return count;
    }

    /** Whether the frames of a file are points in time. */
    static boolean isFilm(DicomFile file) throws IOException {
        Dataset data = file.dataset();
        boolean hasTimes = data.text(Tag.FRAME_TIME).isPresent()
                || data.text(Tag.FRAME_TIMES).isPresent();
        return hasTimes && data.items(Tag.FRAME_GROUPS).isEmpty() && count(file) > 1;
    }

    /** Whether values are rescaled. */
    boolean isScaled() {
        return slope != 1 || intercept != 0;
    }

    /** How messages call it. */
    String name() throws IOException {
        return count(file) > 1 ? "frame " + (index + 1) + " of " + file.name() : file.name();
    }

    /**
     * A stored value as it is meant. Black and white change places where the least value is white, unless values are rescaled
     * and so measure something.
     */
    double value(double stored) {
        if (isScaled()) {
            return stored * slope + intercept;
        }
        return format.colour() == PixelFormat.Colour.INVERSE_GRAY ? format.inverse(stored) : stored;
    }
}
