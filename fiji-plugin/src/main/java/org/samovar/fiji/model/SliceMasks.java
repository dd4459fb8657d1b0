package org.samovar.fiji.model;

import java.util.Map;
import org.samovar.image.RunLengthMask;

/** Hears of objects slice by slice, on the thread of the model. */
@FunctionalInterface
public interface SliceMasks {
    /**
     * Objects were found on a slice, in place of what was found of them there before.
     *
     * @param slice from 0
     * @param masks by the number of the object; empty where it is not on the slice
     */
    void found(int slice, Map<Integer, RunLengthMask> masks);
}
