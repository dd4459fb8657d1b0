package org.samovar.image.io.metaimage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import org.samovar.geometry.Affine;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Channels;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.raw.StoredVolume;
import org.samovar.image.io.raw.StoredVolumeWriter;
import org.samovar.io.AtomicFiles;

/**
 * Writes {@code .mha}, and {@code .mhd} with the voxels in a file beside it, packed by zlib. Lengths in units that the
 * format lacks are converted to those it has.
 */
public final class MetaImageWriter extends StoredVolumeWriter {
    private static final String HEADER_ONLY = ".mhd";

    @Override
    public Set<String> extensions() {
        return Set.of("mha", "mhd");
    }

    @Override
    protected void write(StoredVolume volume, Path file) {
        String name = String.valueOf(file.getFileName());
        boolean isAlone = !name.toLowerCase(Locale.ROOT).endsWith(HEADER_ONLY);
        // readers want the number of packed bytes before them
        Path data = file.resolveSibling(
                isAlone
                        ? "." + name + "." + UUID.randomUUID() + ".part"
                        : name.substring(0, name.length() - HEADER_ONLY.length()) + ".zraw");
        AtomicFiles.requireWritable(file);
        AtomicFiles.write(data, out -> pack(volume, out));
        if (!isAlone) {
            AtomicFiles.write(
                    file, out -> out.write(header(volume, String.valueOf(data.getFileName()), Files.size(data))));
            return;
        }
        try {
            AtomicFiles.write(file, out -> {
                out.write(header(volume, "LOCAL", Files.size(data)));
                Files.copy(data, out);
            });
        } finally {
            AtomicFiles.remove(data);
        }
    }

    private static void pack(StoredVolume volume, OutputStream out) throws IOException {
        DeflaterOutputStream packed = new DeflaterOutputStream(out);
        VolumeSize size = volume.info().size();
        for (int t = 0; t < size.frames(); t++) {
            for (int z = 0; z < size.depth(); z++) {
                if (volume.info().channels() > 1) {
                    volume.writeColours(packed, z, t);
                } else {
                    volume.writePlane(packed, z, t, 0);
                }
            }
        }
        packed.finish();
    }

    /**
     * The lines before the voxels.
     *
     * @param data name of the file with the voxels
     * @param packed bytes of them
     */
    private static byte[] header(StoredVolume volume, String data, long packed) {
        VolumeInfo info = volume.info();
        VolumeSize size = info.size();
        VolumeGeometry geometry = info.geometry();
        MetaTypes.Unit unit = MetaTypes.unit(geometry.unit());
        boolean hasTimes = size.frames() > 1;
        StringBuilder out = new StringBuilder();
        field(out, "ObjectType", "Image");
        field(out, "NDims", hasTimes ? 4 : 3);
        field(out, "BinaryData", "True");
        field(out, "BinaryDataByteOrderMSB", "False");
        field(out, "CompressedData", "True");
        field(out, "CompressedDataSize", packed);
        field(out, "TransformMatrix", directions(geometry.affine(), hasTimes));
        field(out, "Offset", numbers(geometry.affine().origin(), unit.factor()) + (hasTimes ? " 0" : ""));
        String interval = hasTimes ? " " + geometry.frameInterval() : "";
        field(out, "ElementSpacing", steps(geometry.affine(), unit.factor()) + interval);
        String frames = hasTimes ? " " + size.frames() : "";
        field(out, "DimSize", size.width() + " " + size.height() + " " + size.depth() + frames);
        if (!unit.name().isEmpty()) {
            field(out, "DistanceUnits", unit.name());
        }
        if (hasTimes) {
            field(out, "TimeUnits", geometry.timeUnit());
        }
        if (info.channels() > 1) {
            field(out, "ElementNumberOfChannels", info.channels());
            field(out, "ChannelMeaning", info.meaning() == Channels.COLOUR ? MetaHeader.COLOUR : "intensity");
        }
        field(out, "ElementType", MetaTypes.name(volume.type()));
        field(out, "ElementDataFile", data);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder out, String name, Object value) {
        out.append(name).append(" = ").append(value).append('\n');
    }

    /** Of length 1, one axis after the other. */
    private static String directions(Affine affine, boolean hasTimes) {
        List<String> out = new ArrayList<>();
        for (WorldVector axis : List.of(affine.x(), affine.y(), affine.z())) {
            out.add(numbers(axis, 1 / axis.length()) + (hasTimes ? " 0" : ""));
        }
        return String.join(" ", out) + (hasTimes ? " 0 0 0 1" : "");
    }

    private static String steps(Affine affine, double factor) {
        return factor * affine.x().length()
                + " " + factor * affine.y().length()
                + " " + factor * affine.z().length();
    }

    /** In the space of the file, left and to the back. */
    private static String numbers(WorldVector v, double factor) {
        return (0.0 - factor * v.x()) + " " + (0.0 - factor * v.y()) + " " + factor * v.z();
    }
}
