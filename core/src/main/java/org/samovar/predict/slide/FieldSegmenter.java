package org.samovar.predict.slide;

import java.util.ArrayList;
import java.util.List;
import org.samovar.image.ConnectedComponents;
import org.samovar.image.Connectivity;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Everything;
import org.samovar.predict.Progress;
import org.samovar.predict.Segment;
import org.samovar.predict.instances.InstanceSegmenter;
import org.samovar.predict.semantic.SemanticSegmenter;

/** Finds what is in the window of a field, always the same in the same pixels. */
@FunctionalInterface
public interface FieldSegmenter {
    /**
     * What is in a window.
     *
     * @param window its pixels
     * @param progress that stops it; where it stands in a single window matters to nobody
     * @throws org.samovar.geometry.UserError when the network's answer is not a number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    List<Found> find(RgbImage window, Progress progress);

    /**
     * One thing.
     *
     * @param mask of the size of the window, not empty
     * @param score how sure the network is, 0 to 1
     * @param kind number of its class; 0 where there are no classes
     */
    record Found(RunLengthMask mask, double score, int kind) {}

    /** All objects by clicks; they may overlap. */
    static FieldSegmenter of(Everything everything) {
        return (window, progress) -> {
            List<Found> out = new ArrayList<>();
            for (Segment segment : everything.segment(window, progress).segments()) {
                out.add(new Found(segment.mask(), segment.score(), 0));
            }
            return out;
        };
    }

    /** All objects by a decoder, which is as sure of one as of another. */
    static FieldSegmenter of(InstanceSegmenter decoder) {
        return (window, progress) -> decoder.masks(window, progress).stream()
                .map(mask -> new Found(mask, 1, 0))
                .toList();
    }

    /** The areas of the classes. */
    static FieldSegmenter of(SemanticSegmenter segmenter) {
        return (window, progress) -> {
            Image image = Image.rgb(window.width(), window.height(), window.pixels());
            LabelMap classes = segmenter.segment(image, progress);
            LabelMap areas = ConnectedComponents.of(classes, Connectivity.FOUR);
            List<Found> out = new ArrayList<>();
            areas.runs().forEach((id, mask) -> out.add(new Found(mask, 1, classes.labels()[firstPixel(mask)])));
            return out;
        };
    }

    private static int firstPixel(RunLengthMask mask) {
        int[] first = {-1};
        mask.forEachRun((from, to) -> first[0] = first[0] < 0 ? from : first[0]);
        return first[0];
    }
}
