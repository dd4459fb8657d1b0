package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.Optional;
import org.samovar.fiji.model.ClassFinder;
import org.samovar.fiji.model.Examples;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmenter;
import org.samovar.fiji.model.SupportUse;
import org.samovar.image.RgbImage;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.support.Sweep;

/**
 * The segmentation of each image of a batch.
 *
 * @param host of the model
 * @param options what the user chose
 * @param escape to stop waiting for the model
 */
record BatchWork(ModelHost host, BatchOptions options, Escape escape) {
    /** To ask a model whether it has a decoder of instances. */
    private static final RgbImage BLACK = RgbImage.gray(64, 64, new byte[64 * 64]);

    /** Opens the model and looks at what belongs to it, so that what is wrong with either shows before any image is looked at. */
    void prepare() {
        switch (options.task()) {
            case EVERYTHING, WORDS -> host.with(options.model(), escape, Segmenter::name);
            case INSTANCES -> host.with(
                    options.model(), escape, segmenter -> segmenter.instances(BLACK, options.area(), escape));
            case SEMANTIC -> host.withSystem(options.model(), escape, ClassFinder::channels);
            case SUPPORT -> host.withSupport(options.model(), escape, model -> {
                model.notes().forEach(IJ::log);
                model.prepare(support(), escape);
                return model;
            });
        }
    }

    /** The label image of an image. */
    ImagePlus labels(ImagePlus image, Progress progress) {
        return switch (options.task()) {
            case EVERYTHING -> objects(new EverythingOptions.Clicks(Optional.empty()))
                    .labels(image, escape, progress);
            case INSTANCES -> objects(new EverythingOptions.Decoder()).labels(image, escape, progress);
            case WORDS -> planes(new PlaneByPlane.Said(options.said())).labels(image, escape, progress);
            case SEMANTIC -> host.withSystem(
                    options.model(), escape, system -> ClassLabels.by(system, image, Mirroring.NONE, progress));
            case SUPPORT -> host.withSupport(
                    options.model(), escape, model -> ClassLabels.by(model, image, support(), progress));
        };
    }

    private PlaneByPlane objects(EverythingOptions.Way how) {
        return planes(new PlaneByPlane.Objects(how, options.area()));
    }

    private PlaneByPlane planes(PlaneByPlane.Way way) {
        return new PlaneByPlane(host, options.model(), way);
    }

    private SupportUse support() {
        Examples examples = new Examples.InFolder(options.support(), Optional.empty(), Integer.MAX_VALUE);
        return new SupportUse(examples, 0, Sweep.BOTH);
    }
}
