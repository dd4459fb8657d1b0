package org.samovar.image.io.nrrd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.LabelVolume;
import org.samovar.image.Palette;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;

/**
 * The segments that 3D Slicer keeps in a NRRD (its documentation, "Segmentations", file format): each is a value in a layer,
 * layers follow each other along a list or a vector. Here a voxel has one label; where segments overlap, that of the later
 * layer stays. Ids are the values, or, where layers use a value twice, the numbers of the segments from 1 on.
 */
final class NrrdSegments {
    /** 3D Slicer is slow with hundreds. */
    private static final int MOST = 4096;

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private record Segment(int layer, int value, String name) {}

    private final List<Segment> segments;
    private final boolean hasDistinctValues;

    private NrrdSegments(List<Segment> segments) {
        this.segments = segments;
        Set<Integer> values = new HashSet<>();
        this.hasDistinctValues = segments.stream().allMatch(s -> values.add(s.value));
    }

    /** Those of a file; none where it is no segmentation. */
    static NrrdSegments of(NrrdFields fields) {
        List<Segment> out = new ArrayList<>();
        for (int i = 0; fields.pairs().containsKey("segment" + i + "_id"); i++) {
            String key = "segment" + i + "_";
            String id = fields.pairs().getOrDefault(key + "id", "");
            // before it had shared layers, each segment had its own, with the value 1
            int layer = whole(fields, key + "layer", i, 0);
            int value = whole(fields, key + "labelvalue", 1, 1);
            out.add(new Segment(layer, value, unescaped(fields.pairs().getOrDefault(key + "name", id))));
        }
        return new NrrdSegments(out);
    }

    private static int whole(NrrdFields fields, String key, int otherwise, int least) {
        String text = fields.pairs().getOrDefault(key, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        Optional<Double> value = NrrdNumbers.parse(text).filter(v -> v == Math.rint(v));
        return value.filter(v -> v >= least && v <= Integer.MAX_VALUE)
                .map(Double::intValue)
                .orElseThrow(() -> new UserError("its field " + key + " holds '" + text + "'"));
    }

    SortedMap<Integer, String> names() {
        SortedMap<Integer, String> out = new TreeMap<>();
        for (int i = 0; i < segments.size(); i++) {
            out.put(id(i), segments.get(i).name);
        }
        return out;
    }

    private int id(int segment) {
        return hasDistinctValues ? segments.get(segment).value : segment + 1;
    }

    /** What is known of the labels, of which the file says this as if layers were times or channels. */
    VolumeInfo info(VolumeInfo stored) {
        if (segments.isEmpty()) {
            return stored;
        }
        VolumeSize size = stored.size();
        if (size.frames() > 1 && stored.channels() > 1) {
            throw new UserError("it is a sequence of segmentations, which is not read here");
        }
        int layers = Math.max(size.frames(), stored.channels());
        segments.stream().filter(s -> s.layer >= layers).findFirst().ifPresent(s -> {
            throw new UserError("its segment '" + s.name + "' lies in layer " + s.layer + " of " + layers);
        });
        SampleType type = layers == 1 && hasDistinctValues ? stored.type() : SampleType.INTEGER;
        VolumeSize flat = new VolumeSize(size.width(), size.height(), size.depth(), 1);
        return new VolumeInfo(flat, 1, type, Channels.INTENSITY, stored.geometry());
    }

    /** The labels of a file with these values. */
    Volume joined(Volume stored) {
        VolumeInfo info = info(stored.info());
        int layers = Math.max(stored.size().frames(), stored.info().channels());
        if (segments.isEmpty() || (layers == 1 && hasDistinctValues)) {
            return stored;
        }
        List<Map<Double, Integer>> ids = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            Map<Double, Integer> ofLayer = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                if (segments.get(i).layer == layer) {
                    ofLayer.put((double) segments.get(i).value, id(i));
                }
            }
            ids.add(ofLayer);
        }
        boolean isAlongTime = stored.size().frames() > 1;
        VoxelSource voxels = stored.voxels();
        return Volume.of(info, (window, z, t, c) -> {
            double[] out = new double[window.size().pixels()];
            for (int layer = 0; layer < layers; layer++) {
                double[] values = voxels.read(window, z, isAlongTime ? layer : 0, isAlongTime ? 0 : layer);
                put(values, ids.get(layer), layer, out);
            }
            return out;
        });
    }

    private static void put(double[] values, Map<Double, Integer> ids, int layer, double[] out) {
        for (int i = 0; i < out.length; i++) {
            if (values[i] != 0) {
                Integer id = ids.get(values[i]);
                if (id == null) {
                    throw new UserError("Cannot read the segmentation: its layer " + layer + " holds the value "
                            + values[i] + ", which is that of no segment.");
                }
                out[i] = id;
            }
        }
    }

    /**
     * The lines that make 3D Slicer show labels as segments with their names and colours.
     *
     * @param file that they are written to
     * @throws UserError where they cannot be segments
     */
    static String text(LabelVolume labels, Path file) {
        if (labels.size().frames() > 1) {
            throw new UserError(
                    "Cannot write " + file + ": a segmentation of 3D Slicer has no points in time, and the labels have "
                            + labels.size().frames() + ".",
                    "Write them as .nrrd or .nii.gz.");
        }
        SortedMap<Integer, int[]> extents = extents(labels);
        if (extents.size() > MOST) {
            throw new UserError(
                    "Cannot write " + file + ": " + extents.size() + " segments are more than the " + MOST
                            + " that a segmentation of 3D Slicer is written with.",
                    "Write the labels as .nrrd or .nii.gz.");
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        for (Map.Entry<Integer, int[]> segment : extents.entrySet()) {
            int id = segment.getKey();
            String key = "Segment" + i++ + "_";
            int rgb = Palette.rgb(id);
            pair(out, key + "ID", "Segment_" + id);
            pair(out, key + "Name", escaped(labels.names().getOrDefault(id, "Segment_" + id)));
            pair(
                    out,
                    key + "Color",
                    (rgb >> 16 & 0xff) / 255f + " " + (rgb >> 8 & 0xff) / 255f + " " + (rgb & 0xff) / 255f);
            pair(out, key + "LabelValue", id);
            pair(out, key + "Layer", 0);
            int[] e = segment.getValue();
            pair(out, key + "Extent", e[0] + " " + e[1] + " " + e[2] + " " + e[3] + " " + e[4] + " " + e[5]);
        }
        pair(out, "Segmentation_ContainedRepresentationNames", "Binary labelmap|");
        pair(out, "Segmentation_MasterRepresentation", "Binary labelmap");
        pair(out, "Segmentation_ReferenceImageExtentOffset", "0 0 0");
        return out.toString();
    }

    private static void pair(StringBuilder out, String key, Object value) {
        out.append(key).append(":=").append(value).append('\n');
    }

    /** First and last x, y and z of each label that occurs or has a name; of one that does not occur, last before first. */
    private static SortedMap<Integer, int[]> extents(LabelVolume labels) {
        SortedMap<Integer, int[]> out = new TreeMap<>();
        labels.names().keySet().forEach(id -> out.put(id, new int[] {0, -1, 0, -1, 0, -1}));
        Region plane = labels.size().slice(Axis.Z).region();
        for (int z = 0; z < labels.size().depth(); z++) {
            double[] ids = labels.voxels().read(plane, z, 0, 0);
            for (int i = 0; i < ids.length; i++) {
                if (ids[i] != 0) {
                    int[] place = {i % plane.width(), i / plane.width(), z};
                    extend(out.computeIfAbsent((int) ids[i], id -> new int[] {0, -1, 0, -1, 0, -1}), place);
                }
            }
        }
        return out;
    }

    private static void extend(int[] extent, int... place) {
        boolean isEmpty = extent[1] < extent[0];
        for (int a = 0; a < place.length; a++) {
            extent[2 * a] = isEmpty ? place[a] : Math.min(extent[2 * a], place[a]);
            extent[2 * a + 1] = isEmpty ? place[a] : Math.max(extent[2 * a + 1], place[a]);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(m -> "n".equals(m.group(1)) ? "\n" : Matcher.quoteReplacement(m.group(1)));
    }
}
