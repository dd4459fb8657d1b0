package org.samovar.predict;

import java.util.Map;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;

/** Hears of each image of a collection as soon as it is done. Called on the working thread. */
public interface CollectionListener {
    /**
     * An image is segmented.
     *
     * @param index of the image in the collection, from 0
     * @param found by object; an object that is not on the image has an empty mask
     */
    void onImage(int index, RgbImage image, Map<Integer, Candidate> found);

    /** An image could not be read or segmented; the others go on. */
    void onFailure(int index, UserError why);
}
