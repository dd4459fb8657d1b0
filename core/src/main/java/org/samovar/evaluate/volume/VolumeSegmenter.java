package org.samovar.evaluate.volume;

import java.util.Map;
import org.samovar.image.VolumeMask;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.prompt.PromptSet;

/** Something that follows objects through volumes: a network or a classical method. */
public interface VolumeSegmenter {
    /** The name in reports. */
    String label();

    /** What else reports say about it, by name. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Starts on a volume, whose slices are those of the view; the caller closes it. */
    Answers open(VolumeView view);

    /** Answers on one volume. */
    interface Answers extends AutoCloseable {
        /**
         * Says something about an object on a slice, in place of what was said there before. A set of clicks alone, on a slice where the
         * object has been found already, corrects what was found.
         */
        void prompt(int object, int slice, PromptSet prompts);

        /** Follows all objects from where they were prompted. */
        void propagate(SliceRange range, Progress progress);

        /** What is known of an object: on slices that it was not followed to, nothing. */
        VolumeMask mask(int object);

        @Override
        void close();
    }
}
