package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.Channels;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.raw.StoredVolume;
import org.samovar.image.io.raw.StoredVolumeWriter;
import org.samovar.image.io.raw.VoxelType;
import org.samovar.image.io.tiff.TiffEntries.Form;
import org.samovar.io.AtomicFiles;

/**
 * Writes stacks that ImageJ opens calibrated: one page for each channel, slice and point in time, not packed, one behind
 * the other. Spacing and times are kept; TIFF has no place for direction and origin. {@code .ome.tif} is OME-TIFF, with
 * directions and origin in an annotation that this program understands. More than 4 GB become BigTIFF.
 */
public final class TiffVolumeWriter extends StoredVolumeWriter {
    private static final int DESCRIPTION = 270;
    private static final int RESOLUTION_UNIT = 296;
    private static final long LARGEST_CLASSIC = 0xffffffffL;
    /** Of a fraction: for readers that take it for signed, and round so that common steps are exact. */
    private static final double LARGEST_PART = 2e9;

    private final long largestClassic;

    /** As services are made. */
    public TiffVolumeWriter() {
        this(LARGEST_CLASSIC);
    }

    /** @param largestClassic bytes from which on files are BigTIFF */
    TiffVolumeWriter(long largestClassic) {
        this.largestClassic = largestClassic;
    }

    @Override
    public Set<String> extensions() {
        return Set.of("tif", "tiff", "ome.tif", "ome.tiff");
    }

    @Override
    protected void write(StoredVolume volume, Path file) {
        VolumeInfo info = volume.info();
        long pages = (long) info.size().depth() * info.size().frames() * channelsOnPages(info);
        if (pages > TiffParser.MAX_PAGES) {
            throw new UserError(
                    "Cannot write " + file + ": its " + pages + " pages are more than the " + TiffParser.MAX_PAGES
                            + " that a TIFF file is written with.",
                    "Write it as .nii or .nrrd.");
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean isOme = name.endsWith(".ome.tif") || name.endsWith(".ome.tiff");
        String description = isOme
                ? OmeText.of(info, volume.type(), channelsOnPages(info))
                : ImageJDescription.of(info, channelsOnPages(info));
        long directories = pages * later(volume, Form.CLASSIC).length()
                + first(volume, Form.CLASSIC, description).length();
        boolean isSmall = volume.bytes() + directories + Form.CLASSIC.headerBytes() <= largestClassic;
        Form form = isSmall ? Form.CLASSIC : Form.BIG;
        AtomicFiles.write(file, out -> encode(volume, form, description, (int) pages, out));
    }

    /** Colours are samples of one page. */
    private static int channelsOnPages(VolumeInfo info) {
        return info.meaning() == Channels.COLOUR ? 1 : info.channels();
    }

    /** The first directory, the samples of all pages, the other directories. */
    private static void encode(StoredVolume volume, Form form, String description, int pages, OutputStream out)
            throws IOException {
        TiffEntries first = first(volume, form, description);
        TiffEntries later = later(volume, form);
        long each = volume.bytes() / pages;
        int start = form.headerBytes();
        long data = (long) start + first.length();
        long behind = (data + volume.bytes() + 1) / 2 * 2;
        out.write(form.header());
        out.write(first.places(TiffDirectory.STRIP_OFFSETS, data).bytes(start, pages > 1 ? behind : 0));
        samples(volume, out);
        out.write(new byte[(int) (behind - data - volume.bytes())]);
        for (int page = 1; page < pages; page++) {
            long place = behind + (long) (page - 1) * later.length();
            long next = page == pages - 1 ? 0 : place + later.length();
            out.write(later.places(TiffDirectory.STRIP_OFFSETS, data + page * each)
                    .bytes(place, next));
        }
    }

    /** The pages in ImageJ's order: channels, slices, points in time. */
    private static void samples(StoredVolume volume, OutputStream out) throws IOException {
        VolumeInfo info = volume.info();
        for (int t = 0; t < info.size().frames(); t++) {
            for (int z = 0; z < info.size().depth(); z++) {
                if (info.meaning() == Channels.COLOUR) {
                    volume.writeColours(out, z, t);
                } else {
                    for (int c = 0; c < info.channels(); c++) {
                        volume.writePlane(out, z, t, c);
                    }
                }
            }
        }
    }

    private static TiffEntries first(StoredVolume volume, Form form, String description) {
        Spacing spacing = volume.info().geometry().spacing();
        TiffEntries out = later(volume, form).text(DESCRIPTION, description);
        resolution(out, TiffDirectory.X_RESOLUTION, spacing.x());
        resolution(out, TiffDirectory.Y_RESOLUTION, spacing.y());
        return out.shorts(RESOLUTION_UNIT, 1);
    }

    private static TiffEntries later(StoredVolume volume, Form form) {
        VolumeInfo info = volume.info();
        boolean isColour = info.meaning() == Channels.COLOUR;
        int samples = isColour ? info.channels() : 1;
        int[] bits = new int[samples];
        Arrays.fill(bits, 8 * volume.type().bytes());
        int[] formats = new int[samples];
        Arrays.fill(formats, format(volume.type()));
        long plane = (long) samples
                * info.size().width()
                * info.size().height()
                * volume.type().bytes();
        return new TiffEntries(form)
                .longs(TiffDirectory.WIDTH, info.size().width())
                .longs(TiffDirectory.HEIGHT, info.size().height())
                .shorts(TiffDirectory.BITS, bits)
                .shorts(TiffDirectory.COMPRESSION, TiffDirectory.NO_COMPRESSION)
                .shorts(TiffDirectory.PHOTOMETRIC, isColour ? TiffDirectory.RGB : TiffDirectory.BLACK_IS_ZERO)
                .places(TiffDirectory.STRIP_OFFSETS, 0)
                .shorts(TiffDirectory.SAMPLES, samples)
                .longs(TiffDirectory.STRIP_ROWS, info.size().height())
                .places(TiffDirectory.STRIP_BYTES, plane)
                .shorts(TiffDirectory.PLANAR, 1)
                .shorts(TiffDirectory.SAMPLE_FORMAT, formats);
    }

    /** Unsigned, signed or floating point. */
    private static int format(VoxelType type) {
        return switch (type) {
            case UINT8, UINT16, UINT32, UINT64 -> 1;
            case INT8, INT16, INT32, INT64 -> 2;
            case FLOAT32, FLOAT64 -> 3;
        };
    }

    /** Pixels in a unit, as a fraction of the greatest precision. */
    static void resolution(TiffEntries out, int tag, double step) {
        double numerator = Math.max(1, Math.floor(LARGEST_PART / Math.max(1, step)));
        out.fraction(tag, (long) numerator, (long) Math.max(1, Math.rint(numerator * step)));
    }
}
