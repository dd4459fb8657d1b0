package org.samovar.predict;

import org.samovar.tensor.Precision;

/**
 * How a session predicts.
 *
 * @param style how the network was trained to take prompts
 * @param zoom whether it sees crops around the prompts
 * @param precision of its products
 * @param memory bytes of embeddings that a session without a shared cache keeps, at least 0; the latest one is always kept
 */
public record SessionSettings(PromptStyle style, Zoom zoom, Precision precision, long memory) {
    private static final long MEMORY = 512L << 20;

    public SessionSettings {
        if (memory < 0) {
            throw new IllegalArgumentException("memory " + memory);
        }
    }

    /** For the published networks: sparse prompts, zoom on small objects. */
    public static SessionSettings published() {
        return new SessionSettings(PromptStyle.SPARSE, Zoom.AUTO, Precision.FLOAT32, MEMORY);
    }

    /** For {@code samovar-nano}: drawn prompts, always zoomed in. */
    public static SessionSettings nano() {
        return new SessionSettings(PromptStyle.DENSE, Zoom.ALWAYS, Precision.FLOAT32, MEMORY);
    }

    public SessionSettings withZoom(Zoom other) {
        return new SessionSettings(style, other, precision, memory);
    }

    public SessionSettings withPrecision(Precision other) {
        return new SessionSettings(style, zoom, other, memory);
    }
}
