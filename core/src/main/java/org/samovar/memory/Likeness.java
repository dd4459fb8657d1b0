package org.samovar.memory;

/**
 * What a memory is compared with others by.
 *
 * @param memory of its features: how alike two memories are
 * @param image of the frame's own embedding: how alike the frame is to another frame
 */
public record Likeness(Fingerprint memory, Fingerprint image) {
    boolean isFinite() {
        return memory.isFinite() && image.isFinite();
    }
}
