package org.samovar.image.io.dicom.seg;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.samovar.geometry.Axis;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.LabelVolume;

/**
 * The frames that a segmentation of labels has: one for each label on each slice where it occurs, slice by slice.
 *
 * @param labels that are written
 * @param frames in the order of the file
 * @param segments from a label to the number of its segment, counted from 1 without gaps
 */
record FoundFrames(LabelVolume labels, List<Found> frames, SortedMap<Integer, Integer> segments) {
    /** A label on a slice. */
    record Found(int slice, int label) {}

    /** Reads all labels to find them; without any, a file still has a segment, and a frame on which nothing is. */
    static FoundFrames of(LabelVolume labels) {
        List<Found> frames = new ArrayList<>();
        TreeSet<Integer> ids = new TreeSet<>();
        for (int z = 0; z < labels.size().depth(); z++) {
            for (int id : labels.slice(Axis.Z, z, 0).ids()) {
                frames.add(new Found(z, id));
                ids.add(id);
            }
        }
        if (frames.isEmpty()) {
            frames.add(new Found(0, 1));
            ids.add(1);
        }
        SortedMap<Integer, Integer> segments = new TreeMap<>();
        ids.forEach(id -> segments.put(id, segments.size() + 1));
        return new FoundFrames(labels, frames, segments);
    }

    /** The slices that have frames, ascending. */
    List<Integer> slices() {
        return frames.stream().map(Found::slice).distinct().toList();
    }

    /** The greatest of what a file counts with 16 bits: segments, rows and columns. */
    int largest() {
        VolumeSize size = labels.size();
        return Math.max(segments.size(), Math.max(size.width(), size.height()));
    }

    /** Bytes of all frames. */
    long bytes() {
        long bits = (long) frames.size() * labels.size().width() * labels.size().height();
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Writes a bit for each pixel, the first pixel in the lowest bit; frames follow each other without a gap. */
    void writeTo(OutputStream out) throws IOException {
        int used = 0;
        int bits = 0;
        int slice = -1;
        int[] ids = {};
        for (Found found : frames) {
            ids = found.slice() == slice
                    ? ids
                    : labels.slice(Axis.Z, found.slice(), 0).labels();
            slice = found.slice();
            for (int id : ids) {
                bits |= (id == found.label() ? 1 : 0) << used;
                used++;
                if (used == Byte.SIZE) {
                    out.write(bits);
                    bits = 0;
                    used = 0;
                }
            }
        }
        if (used > 0) {
            out.write(bits);
        }
    }
}
