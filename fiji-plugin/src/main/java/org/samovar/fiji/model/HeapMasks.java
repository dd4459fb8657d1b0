package org.samovar.fiji.model;

import java.util.Map;
import org.samovar.image.RunLengthMask;

/** Hears of objects image by image, on the thread of the model. */
public interface HeapMasks {
    /**
     * An image is done.
     *
     * @param image its place in the heap, from 0
     * @param masks of the image's size, by the number of the object; empty where it is not on the image
     */
    void found(int image, Map<Integer, RunLengthMask> masks);

    /** An image could not be read or segmented; the others go on. */
    void failed(int image, String why);
}
