package org.samovar.image.io.nrrd;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.Channels;
import org.samovar.image.LabelVolume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.raw.Gzip;
import org.samovar.image.io.raw.Micrometres;
import org.samovar.image.io.raw.StoredVolume;
import org.samovar.image.io.raw.StoredVolumeWriter;
import org.samovar.io.AtomicFiles;

/**
 * Writes {@code .nrrd}, and {@code .nhdr} with the voxels in a file beside it, packed with gzip; the space is
 * left-posterior-superior, as ITK and 3D Slicer write it. Labels in {@code .seg.nrrd} are segments for 3D Slicer.
 */
public final class NrrdWriter extends StoredVolumeWriter {
    private static final String HEADER_ONLY = ".nhdr";
    private static final String SEGMENTATION = ".seg.nrrd";

    @Override
    public Set<String> extensions() {
        return Set.of("nrrd", "nhdr");
    }

    @Override
    public void write(LabelVolume labels, Path file) {
        if (!isSegmentation(file)) {
            super.write(labels, file);
            return;
        }
        String segments = NrrdSegments.text(labels, file);
        StoredVolume volume = StoredVolume.of(labels);
        AtomicFiles.write(file, out -> {
            out.write(header(volume, "", segments));
            Gzip.pack(out, volume::writeTo);
        });
    }

    private static boolean isSegmentation(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(SEGMENTATION);
    }

    @Override
    protected void write(StoredVolume volume, Path file) {
        if (isSegmentation(file)) {
            throw new UserError(
                    "Cannot write " + file + ": its name is that of a segmentation, and these are intensities.",
                    "Let it end in .nrrd alone.");
        }
        String name = String.valueOf(file.getFileName());
        if (!name.toLowerCase(Locale.ROOT).endsWith(HEADER_ONLY)) {
            AtomicFiles.write(file, out -> {
                out.write(header(volume, "", ""));
                Gzip.pack(out, volume::writeTo);
            });
            return;
        }
        String data = name.substring(0, name.length() - HEADER_ONLY.length()) + ".raw.gz";
        AtomicFiles.requireWritable(file);
        AtomicFiles.write(file.resolveSibling(data), out -> Gzip.pack(out, volume::writeTo));
        AtomicFiles.write(file, out -> out.write(header(volume, data, "")));
    }

    /**
     * The lines before the voxels.
     *
     * @param data name of the file with the voxels; empty where they follow
     * @param pairs further lines
     */
    private static byte[] header(StoredVolume volume, String data, String pairs) {
        VolumeInfo info = volume.info();
        VolumeSize size = info.size();
        VolumeGeometry geometry = info.geometry();
        List<Object> sizes = new ArrayList<>(List.of(size.width(), size.height(), size.depth()));
        List<String> directions = new ArrayList<>(List.of(
                vector(geometry.affine().x()),
                vector(geometry.affine().y()),
                vector(geometry.affine().z())));
        List<String> kinds = new ArrayList<>(List.of("domain", "domain", "domain"));
        if (size.frames() > 1) {
            sizes.add(size.frames());
            directions.add("none");
            kinds.add("list");
        }
        if (info.channels() > 1) {
            sizes.add(info.channels());
            directions.add("none");
            kinds.add(info.meaning() == Channels.COLOUR ? "RGB-color" : "vector");
        }
        StringBuilder out = new StringBuilder("NRRD0005\n");
        field(out, "type", NrrdTypes.name(volume.type()));
        field(out, "dimension", sizes.size());
        field(out, "space", "left-posterior-superior");
        field(out, "sizes", joined(sizes));
        field(out, "space directions", joined(directions));
        field(out, "kinds", joined(kinds));
        if (size.frames() > 1) {
            boolean hasChannels = info.channels() > 1;
            field(out, "spacings", "nan nan nan " + geometry.frameInterval() + (hasChannels ? " nan" : ""));
            String units = "\"\" \"\" \"\" " + quoted(geometry.timeUnit()) + (hasChannels ? " \"\"" : "");
            field(out, "units", units);
        }
        // not every reader takes more than ASCII
        String unit = quoted(Micrometres.UNIT.equals(geometry.unit()) ? "um" : geometry.unit());
        field(out, "space units", unit + " " + unit + " " + unit);
        field(out, "space origin", vector(geometry.affine().origin()));
        field(out, "endian", "little");
        field(out, "encoding", "gzip");
        if (!data.isEmpty()) {
            field(out, "data file", data);
        }
        return out.append(pairs).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder out, String name, Object value) {
        out.append(name).append(": ").append(value).append('\n');
    }

    private static String joined(List<?> values) {
        return String.join(" ", values.stream().map(String::valueOf).toList());
    }

    private static String quoted(String unit) {
        return '"' + unit.replace("\"", "") + '"';
    }

    /** In the space of the file, left and to the back. */
    private static String vector(WorldVector v) {
        return "(" + (0.0 - v.x()) + "," + (0.0 - v.y()) + "," + v.z() + ")";
    }
}
