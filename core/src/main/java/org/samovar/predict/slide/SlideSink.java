package org.samovar.predict.slide;

/** Where the objects of a slide go. */
public interface SlideSink {
    /**
     * Takes an object.
     *
     * @throws org.samovar.geometry.UserError when a file cannot be written
     */
    void accept(SlideObject object);

    /**
     * A row of tiles is done: what was taken so far is to be seen by others.
     *
     * @throws org.samovar.geometry.UserError when a file cannot be written
     */
    void flush();
}
