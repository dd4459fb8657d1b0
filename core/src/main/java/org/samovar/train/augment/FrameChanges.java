package org.samovar.train.augment;

/** What is done to the views of a clip, frame by frame in order. */
interface FrameChanges {
    /** The view of frame t, which is upright before. */
    View moved(View upright, int t);

    /** What is seen beyond the image, 0 to 255; negative where its border is repeated. */
    float outside();

    /** Varies the values 0 to 1 of the view of frame t, 3 x size x size, in place. */
    void vary(float[] pixels, int size, int t);
}
