package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.Pixels;
import org.samovar.fiji.convert.PromptRois;
import org.samovar.fiji.model.HeapMasks;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.prompt.PromptSet;

/** Finds the objects that ROIs point at on one image on many others as well. */
public final class CollectionJob {
    private final ModelHost host;
    private final ImagePlus image;
    private final CollectionOptions options;

    public CollectionJob(ModelHost host, ImagePlus image, CollectionOptions options) {
        this.host = host;
        this.image = image;
        this.options = options;
    }

    /**
     * Shows or saves a label image for each image, also of what was found until it was cancelled; an image that cannot be read is a line in the log.
     *
     * @throws UserError when the prompts cannot be understood, there are no other images, or labels cannot be saved
     * @throws CancellationException when cancelled before anything was found
     */
    public void run() {
        Optional<LabelFolder> folder = options.labels().map(LabelFolder::new);
        List<ImagePlus> labels = labels();
        labels.forEach(one -> folder.ifPresentOrElse(f -> f.save(one), one::show));
        IJ.showProgress(1.0);
        IJ.showStatus("Samovar: " + labels.size() + " images");
    }

    /** A label image for each image, the one with the prompts first. */
    List<ImagePlus> labels() {
        List<PromptSet> objects = objects();
        List<Supplier<ImagePlus>> images = new ArrayList<>(List.of(() -> image));
        images.addAll(HeapImages.of(options.images(), image));
        Heap heap = new Heap(images);
        Escape escape = new Escape();
        escape.report(0, images.size(), "looking at " + images.size() + " images with " + options.model());
        try {
            host.with(options.model(), escape, segmenter -> {
                segmenter.collect(objects, heap.pixels(), heap, escape);
                return heap;
            });
        } catch (CancellationException e) {
            if (heap.done.isEmpty()) {
                throw e;
            }
        }
        heap.failures.forEach(IJ::log);
        return List.copyOf(heap.done);
    }

    private List<PromptSet> objects() {
        PromptRois rois = new PromptRois(image);
        return switch (options.prompts()) {
            case SELECTION -> List.of(rois.prompts(DrawnRois.selection(image)));
            case MANAGER -> each(rois, Managers.rois());
            case MANAGER_AS_ONE -> List.of(rois.prompts(DrawnRois.here(rois, Managers.rois())));
            case OVERLAY -> each(rois, DrawnRois.overlay(image));
        };
    }

    private static List<PromptSet> each(PromptRois rois, List<Roi> all) {
        return DrawnRois.here(rois, all).stream().map(rois::prompts).toList();
    }

    /** The images and what is found on them. The model reads one image at a time, so that the last one read is the one heard of. */
    private static final class Heap implements HeapMasks {
        private final List<Supplier<ImagePlus>> images;
        private final Queue<ImagePlus> done = new ConcurrentLinkedQueue<>();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private ImagePlus current;

        /** @param images the first of which is open */
        Heap(List<Supplier<ImagePlus>> images) {
            this.images = images;
            this.current = images.get(0).get();
        }

        List<Supplier<RgbImage>> pixels() {
            List<Supplier<RgbImage>> pixels = new ArrayList<>();
            images.forEach(source -> pixels.add(() -> {
                current = source.get();
                return Pixels.of(current);
            }));
            return pixels;
        }

        @Override
        public void found(int index, Map<Integer, RunLengthMask> masks) {
            done.add(LabelImages.of(masks, current));
        }

        @Override
        public void failed(int index, String why) {
            failures.add(why);
        }
    }
}
