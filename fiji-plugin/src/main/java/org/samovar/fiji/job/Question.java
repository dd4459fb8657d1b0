package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.gui.Roi;
import java.util.List;
import org.samovar.fiji.convert.PromptRois;
import org.samovar.fiji.convert.SeenPart;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.RgbImage;
import org.samovar.predict.Conversation;
import org.samovar.predict.Progress;
import org.samovar.prompt.PromptSet;

/**
 * A question about one object of the slice that is shown, for any model.
 *
 * @param part of the slice that models see
 * @param asking how it is put to a model
 */
record Question(Region part, Asking asking) {
    /** Puts the question. */
    @FunctionalInterface
    interface Asking {
        /**
         * A model's answer about its part of the image; it may be empty.
         *
         * @param pixels of the part
         */
        Segmentation ask(Segmenter model, RgbImage pixels, Progress progress);
    }

    /** @throws org.samovar.geometry.UserError when the prompts cannot be understood or there are none */
    static Question of(ImagePlus image, CompareModelsOptions options) {
        Size size = new Size(image.getWidth(), image.getHeight());
        return options.isSaid()
                ? talk(Conversation.parse(options.said(), size), size)
                : prompts(new PromptRois(image).prompts(rois(image, options.prompts())), size);
    }

    private static List<Roi> rois(ImagePlus image, PromptSource source) {
        PromptRois rois = new PromptRois(image);
        return switch (source) {
            case SELECTION -> List.of(DrawnRois.selection(image));
            case MANAGER, MANAGER_AS_ONE -> DrawnRois.here(rois, Managers.rois());
            case OVERLAY -> DrawnRois.here(rois, DrawnRois.overlay(image));
        };
    }

    private static Question prompts(PromptSet prompts, Size size) {
        Region part = SeenPart.of(size, prompts);
        List<PromptSet> within = List.of(prompts.within(part).requireFits(part.size()));
        return new Question(part, (model, pixels, progress) -> model.segment(pixels, within, progress)
                .get(0));
    }

    private static Question talk(Conversation said, Size size) {
        Region part = SeenPart.of(size, said);
        Conversation within = said.within(part);
        within.prompts().requireFits(part.size());
        // an image of its own for each time, for what was answered once costs nothing
        return new Question(part, (model, pixels, progress) -> model.look(
                        RgbImage.of(pixels.width(), pixels.height(), pixels.pixels()))
                .answer(within)
                .chosen());
    }
}
