package org.samovar.evaluate.collection;

import java.util.Map;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.prompt.PromptSet;

/** Something that finds on other images what it was shown on some: a network or a classical method. */
public interface CollectionSegmenter {
    /** The name in reports. */
    String label();

    /** What else reports say about it, by name. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Starts on a heap; the caller closes it. */
    Answers open();

    /** Answers about one class on one heap. */
    interface Answers extends AutoCloseable {
        /** Shows the class on an image. */
        void example(RgbImage image, PromptSet prompts);

        /** Where the class is on an image; empty where it is not. There was an example before. */
        Mask answer(RgbImage image);

        @Override
        void close();
    }
}
