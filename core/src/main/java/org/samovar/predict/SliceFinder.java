package org.samovar.predict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.image.Mask;
import org.samovar.memory.Direction;
import org.samovar.prompt.PromptSet;

/**
 * Finds objects on one slice after the other. It knows the slices as the network sees them: prompts and masks are in their square pixels.
 * Not for several threads at once.
 */
interface SliceFinder extends AutoCloseable {
    /**
     * Segments an object by prompts, from which it will be followed.
     *
     * @param earlier the mask that the prompts correct
     */
    Candidates prompt(int object, int slice, PromptSet prompts, Optional<Logits> earlier);

    /** Takes a mask, perhaps empty, for what the object is on a slice. */
    void give(int object, int slice, Mask mask);

    /**
     * Finds objects where they have no prompts.
     *
     * @param direction the slice before this one in this direction was visited just before, or is a prompted one
     * @param objects to be found
     * @return by object; one that is left out has come to its end before this slice
     */
    Map<Integer, Candidate> track(int slice, Direction direction, List<Integer> objects);

    /** Whether an object can be followed on from a slice on which it was found. */
    boolean canGoOn(int object, int slice);

    /** Forgets an object between two slices, both inclusive, but for what prompts said. */
    void forgetTracked(int object, int first, int last);

    void forgetPrompts(int object, int slice);

    void remove(int object);

    @Override
    void close();
}
