package org.samovar.image.io.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.samovar.geometry.Affine;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.io.nifti.NiftiFields.Field;
import org.samovar.image.io.raw.Gzip;
import org.samovar.image.io.raw.StoredVolume;
import org.samovar.image.io.raw.StoredVolumeWriter;
import org.samovar.image.io.raw.VoxelType;
import org.samovar.io.AtomicFiles;

/**
 * Writes {@code .nii} and {@code .nii.gz}: NIfTI-1, or NIfTI-2 where an axis is longer than 32767. Lengths in units that
 * the format lacks are converted to those it has.
 */
public final class NiftiWriter extends StoredVolumeWriter {
    private static final int EXTENDER = 4;

    @Override
    public Set<String> extensions() {
        return Set.of("nii", "nii.gz");
    }

    @Override
    protected void write(StoredVolume volume, Path file) {
        boolean isPacked = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        AtomicFiles.write(file, out -> {
            if (isPacked) {
                Gzip.pack(out, packed -> encode(volume, packed));
            } else {
                encode(volume, out);
            }
        });
    }

    private static void encode(StoredVolume volume, OutputStream out) throws IOException {
        byte[] header = header(volume);
        out.write(header);
        out.write(new byte[padded(header.length) - header.length]);
        if (isRgb(volume)) {
            for (int i = 0;
                    i < volume.info().size().frames() * volume.info().size().depth();
                    i++) {
                int depth = volume.info().size().depth();
                volume.writeColours(out, i % depth, i / depth);
            }
        } else {
            volume.writeTo(out);
        }
    }

    /** Whether a voxel is one of the format's own colours, of a byte for each. */
    private static boolean isRgb(StoredVolume volume) {
        return volume.info().meaning() == Channels.COLOUR && volume.type() == VoxelType.UINT8;
    }

    /** The voxels begin behind the header and the word that tells of no extensions, at a multiple of 16. */
    private static int padded(int header) {
        return (header + EXTENDER + 15) / 16 * 16;
    }

    private static byte[] header(StoredVolume volume) {
        VolumeSize size = volume.info().size();
        boolean isRgb = isRgb(volume);
        int channels = isRgb ? 1 : volume.info().channels();
        int[] dim = {
            channels > 1 ? 5 : size.frames() > 1 ? 4 : 3,
            size.width(),
            size.height(),
            size.depth(),
            size.frames(),
            channels,
            1,
            1
        };
        boolean isLong = false;
        for (int length : dim) {
            isLong |= length > Short.MAX_VALUE;
        }
        NiftiFields fields = NiftiFields.blank(isLong ? 2 : 1);
        for (int i = 0; i < dim.length; i++) {
            fields.put(Field.DIM, i, dim[i]);
            fields.put(Field.STEPS, i, 1);
        }
        if (channels > 1) {
            boolean isColour = volume.info().meaning() == Channels.COLOUR;
            fields.put(Field.INTENT, 0, isColour ? NiftiTypes.INTENT_RGB_VECTOR : NiftiTypes.INTENT_VECTOR);
        }
        fields.put(Field.DATATYPE, 0, isRgb ? NiftiTypes.RGB : NiftiTypes.code(volume.type()));
        fields.put(Field.BITS, 0, isRgb ? 24 : 8 * volume.type().bytes());
        fields.put(Field.OFFSET, 0, padded(fields.bytes().length));
        fields.put(Field.SLOPE, 0, 1);
        place(fields, volume.info().geometry());
        return fields.bytes();
    }

    private static void place(NiftiFields fields, VolumeGeometry geometry) {
        NiftiTypes.Unit length = NiftiTypes.length(geometry.unit());
        NiftiTypes.Unit time = NiftiTypes.time(geometry.timeUnit());
        Affine a = geometry.affine();
        double f = length.factor();
        NiftiOrientation.write(
                fields,
                new Affine(
                        a.x().times(f),
                        a.y().times(f),
                        a.z().times(f),
                        a.origin().times(f)));
        fields.put(Field.STEPS, 4, geometry.frameInterval() * time.factor());
        fields.put(Field.UNITS, 0, length.code() | time.code());
    }
}
