package org.samovar.image.io.dicom.seg;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.Residence;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.PixelPlace.Plain;
import org.samovar.image.io.dicom.data.Tag;
import org.samovar.image.io.dicom.data.TransferSyntax.Packing;
import org.samovar.image.io.dicom.pixel.PixelFormat;
import org.samovar.image.io.dicom.pixel.PlaneStream;
import org.samovar.image.io.dicom.series.Frame;
import org.samovar.image.io.dicom.series.FrameGroups;
import org.samovar.image.io.dicom.series.Pose;
import org.samovar.image.io.dicom.series.SliceStack;
import org.samovar.image.io.dicom.series.Steps;
import org.samovar.image.io.raw.VoxelType;

/**
 * A binary segmentation as a volume of labels: the numbers of its segments, or the labels that this program wrote it from.
 */
public final class SegmentationReader {
    private final DicomFile file;
    private final Plain pixels;
    private final Size size;
    private final Affine affine;
    /** The frames on each slice. */
    private final List<List<Slot>> slices;

    /** A frame, from 0, and the label of what it shows. */
    private record Slot(int frame, int label) {}

    private SegmentationReader(DicomFile file, Plain pixels, Size size, Affine affine, List<List<Slot>> slices) {
        this.file = file;
        this.pixels = pixels;
        this.size = size;
        this.affine = affine;
        this.slices = slices;
    }

    /**
     * Reads what a segmentation says of its frames.
     *
     * @throws IOException where it makes no sense
     * @throws UserError where it is not read here
     */
    public static SegmentationReader of(DicomFile file) throws IOException {
        Dataset data = file.dataset();
        String kind = data.text(Tag.SEGMENTATION_TYPE).orElse("BINARY");
        PixelFormat format = PixelFormat.of(data);
        if (!"BINARY".equals(kind) || format.allocated() != 1) {
            throw new UserError("it is a segmentation of the kind " + kind + " with " + format.allocated()
                    + " bits, of which only BINARY with 1 bit is read here");
        }
        int count = Frame.count(file);
        Plain pixels = plain(file, ((long) count * format.size().pixels() + Byte.SIZE - 1) / Byte.SIZE);
        List<Pose> poses = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        Map<Integer, Integer> names = labels(data);
        for (int i = 0; i < count; i++) {
            FrameGroups groups = FrameGroups.of(data, i, count);
            poses.add(groups.pose().orElseThrow(() -> new UserError("its frames do not say where they lie")));
            int segment = segment(groups);
            labels.add(names.getOrDefault(segment, segment));
            if (!poses.get(i).isParallel(poses.get(0))) {
                throw new UserError("its frames differ in orientation");
            }
        }
        FrameGroups first = FrameGroups.of(data, 0, count);
        SliceGrid grid = SliceGrid.of(data, poses, first.between());
        List<List<Slot>> slices = new ArrayList<>();
        for (int z = 0; z < grid.depth(); z++) {
            slices.add(new ArrayList<>());
        }
        for (int i = 0; i < count; i++) {
            slices.get(grid.index(poses.get(i))).add(new Slot(i, labels.get(i)));
        }
        return new SegmentationReader(file, pixels, format.size(), affine(first, poses.get(0), grid), slices);
    }

    private static Plain plain(DicomFile file, long needed) throws IOException {
        boolean isRaw = file.syntax().packing() == Packing.NONE && file.syntax().order() == ByteOrder.LITTLE_ENDIAN;
        if (isRaw && file.pixels().isPresent() && file.pixels().get() instanceof Plain plain) {
            file.requirePlain(plain, needed);
            return plain;
        }
        throw file.syntax().unread("run lengths, or turned bytes, with 1 bit a sample");
    }

    private static Affine affine(FrameGroups first, Pose pose, SliceGrid grid) throws IOException {
        Steps steps =
                first.steps().orElseThrow(() -> new UserError("its frames do not say how large their pixels are"));
        return new Affine(
                SliceStack.world(pose.row().times(steps.x())),
                SliceStack.world(pose.column().times(steps.y())),
                SliceStack.world(grid.step()),
                SliceStack.world(grid.origin()));
    }

    /** From the numbers of segments to labels, where they differ. */
    private static Map<Integer, Integer> labels(Dataset data) throws IOException {
        Map<Integer, Integer> out = new HashMap<>();
        for (Dataset segment : data.items(Tag.SEGMENTS)) {
            out.put(segment.unsigned16(Tag.SEGMENT_NUMBER, 0), label(segment));
        }
        return out;
    }

    private static int label(Dataset segment) throws IOException {
        int number = segment.unsigned16(Tag.SEGMENT_NUMBER, 0);
        int own = SliceGrid.isOwn(segment) ? segment.whole(Tag.OWN_LABEL, number) : number;
        if (own < 1) {
            throw new IOException("segment " + number + " has the label " + own);
        }
        return own;
    }

    /** What a file calls its labels; nothing of those that had no name when this program wrote them. */
    public static Map<Integer, String> names(DicomFile file) throws IOException {
        Dataset data = file.dataset();
        Map<Integer, String> out = new HashMap<>();
        for (Dataset segment : data.items(Tag.SEGMENTS)) {
            int label = label(segment);
            segment.text(Tag.SEGMENT_LABEL, data)
                    .filter(name -> !SliceGrid.isOwn(segment) || !name.equals(SegmentationHeader.nameless(label)))
                    .ifPresent(name -> out.put(label, name));
        }
        return out;
    }

    private static int segment(FrameGroups groups) throws IOException {
        Optional<Dataset> found = groups.group(Tag.SEGMENT_IDENTIFICATION);
        int segment = found.isPresent() ? found.get().unsigned16(Tag.REFERENCED_SEGMENT, 0) : 0;
        if (segment < 1) {
            throw new IOException("a frame does not say which segment it shows");
        }
        return segment;
    }

    /** What is known of the labels without their voxels. */
    public VolumeInfo info() {
        VolumeSize volume = new VolumeSize(size.width(), size.height(), slices.size(), 1);
        return new VolumeInfo(volume, 1, type().sample(), Channels.INTENSITY, VolumeGeometry.of(affine, "mm"));
    }

    /** The labels. */
    public Volume volume(Residence residence) throws IOException {
        VolumeInfo info = info();
        return Volume.of(
                info, PlaneStream.voxels((z, t, c) -> plane(slices.get(z)), info.size(), 1, type(), residence));
    }

    private VoxelType type() {
        int most = slices.stream()
                .flatMap(List::stream)
                .mapToInt(Slot::label)
                .max()
                .orElse(0);
        if (most <= 0xff) {
            return VoxelType.UINT8;
        }
        return most <= 0xffff ? VoxelType.UINT16 : VoxelType.INT32;
    }

    private double[] plane(List<Slot> slots) throws IOException {
        double[] out = new double[size.pixels()];
        for (Slot slot : slots) {
            long first = (long) slot.frame() * out.length;
            long from = first / Byte.SIZE;
            int bytes = (int) ((first + out.length - 1) / Byte.SIZE - from + 1);
            byte[] bits = file.bytes(pixels.offset() + from, bytes);
            for (int i = 0; i < out.length; i++) {
                int bit = (int) (first % Byte.SIZE) + i;
                if ((bits[bit / Byte.SIZE] >> bit % Byte.SIZE & 1) == 0) {
                    continue;
                }
                if (out[i] != 0 && out[i] != slot.label()) {
                    throw new UserError(
                            "its segments " + (int) out[i] + " and " + slot.label()
                                    + " overlap, where labels are one number for each voxel",
                            "Export them one by one.");
                }
                out[i] = slot.label();
            }
        }
        return out;
    }
}
