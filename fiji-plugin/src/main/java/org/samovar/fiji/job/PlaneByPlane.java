package org.samovar.fiji.job;

import ij.ImagePlus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.ShownPlane;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.Size;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Conversation;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;

/**
 * Labels of images and stacks by ways that see one slice at a time, in the channel that is shown. One slice is in memory, and the labels of all.
 *
 * @param host of the model
 * @param model a name, or the path of a file of weights
 * @param way how each slice is segmented
 */
record PlaneByPlane(ModelHost host, String model, Way way) {
    /** How a slice is segmented. */
    sealed interface Way {
        /**
         * The objects of a slice by their numbers.
         *
         * @param before the largest number so far
         */
        Map<Integer, RunLengthMask> find(Segmenter segmenter, ShownPlane plane, int before, Progress progress);
    }

    /** All objects, each with a number of its own throughout the stack. */
    record Objects(EverythingOptions.Way how, int minimumArea) implements Way {
        @Override
        public Map<Integer, RunLengthMask> find(Segmenter segmenter, ShownPlane plane, int before, Progress progress) {
            List<Segmentation> found =
                    how.find(segmenter, plane.part(plane.size().region()), minimumArea, progress);
            Map<Integer, RunLengthMask> masks = new HashMap<>();
            found.forEach(object -> masks.put(before + masks.size() + 1, object.mask()));
            return masks;
        }
    }

    /** The one object that prompts are about, with the number 1. */
    record Said(String words) implements Way {
        @Override
        public Map<Integer, RunLengthMask> find(Segmenter segmenter, ShownPlane plane, int before, Progress progress) {
            Conversation said = Conversation.parse(words, plane.size());
            return Map.of(
                    1, new PlaneTalk(plane).answer(segmenter, said).chosen().mask());
        }
    }

    /**
     * The label image of an image, or the label stack of a stack, with its calibration; where objects overlap, the earlier one keeps the pixel.
     *
     * @throws org.samovar.geometry.UserError when a prompt lies outside of the image
     * @throws java.util.concurrent.CancellationException when cancelled, within one slice
     */
    ImagePlus labels(ImagePlus image, ModelHost.Waiting waiting, Progress progress) {
        int slices = image.getNSlices();
        int count = slices * image.getNFrames();
        FoundSlices found = new FoundSlices(new Size(image.getWidth(), image.getHeight()), count);
        int largest = 0;
        for (int i = 0; i < count; i++) {
            ShownPlane plane = ShownPlane.of(image, i % slices, i / slices);
            Progress part = new ProgressPart(progress, i, count, "segmenting slices");
            int before = largest;
            Map<Integer, RunLengthMask> masks = host.with(model, waiting, segmenter -> {
                try {
                    return way.find(segmenter, plane, before, part);
                } finally {
                    // nobody comes back to this slice
                    segmenter.forget();
                }
            });
            found.found(i, masks);
            largest = masks.keySet().stream().reduce(largest, Math::max);
        }
        return LabelImages.ofPlanes(found.labels(), image.getNFrames(), largest, image);
    }
}
