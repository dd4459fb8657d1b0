package org.samovar.evaluate;

import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.prompt.PromptSet;

/** Something that answers prompts on images: a network or a classical method. */
public interface Segmenter {
    /** The name in reports. */
    String label();

    /** Starts on an image; the caller closes it. */
    Answers open(RgbImage image);

    /** Answers on one image. */
    interface Answers extends AutoCloseable {
        /**
         * The mask of an object. A set whose {@link PromptSet#previous()} was the last one asked about is a correction of that answer.
         */
        Mask answer(PromptSet prompts);

        /** All objects of the image, without a prompt. */
        LabelMap everything();

        /** The same by what the segmenter learned about instances, where it did. */
        default LabelMap instances() {
            return everything();
        }

        @Override
        void close();
    }
}
