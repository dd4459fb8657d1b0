package org.samovar.predict;

/** Whether the network sees a crop around the prompts instead of the whole image. */
public enum Zoom {
    /** Always the whole image, as the official predictors. */
    NEVER,
    /** A crop where the object is too small on the network's grid. */
    AUTO,
    /** Always a crop; clicks are tried at several scales. For small networks, which are weak on whole images. */
    ALWAYS
}
