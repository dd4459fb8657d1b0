package org.samovar.predict.slide;

import java.util.Optional;

/**
 * What a run over a slide does, so that another one goes on with the same alone.
 *
 * @param slide name of its file
 * @param bytes of the file; 0 where it is a folder
 * @param level that is looked at
 * @param width of the level in pixels
 * @param height of the level
 * @param field side of a field in pixels
 * @param halo of a field
 * @param tile side of a tile
 * @param blank least difference in brightness of a field that is looked at
 * @param model name of the model
 * @param sha256 of its weights
 * @param finds what it looks for, and how
 * @param leastScore of objects, where the user chose one
 */
public record SlideJob(
        String slide,
        long bytes,
        int level,
        int width,
        int height,
        int field,
        int halo,
        int tile,
        int blank,
        String model,
        String sha256,
        String finds,
        Optional<Double> leastScore) {}
