package org.samovar.predict;

import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;

/**
 * How a session predicts.
 *
 * @param style how the network was trained to take prompts
 * @param zoom whether it sees crops around the prompts
 * @param precision of its products
 * @param device where the network's weights are
 * @param memory bytes of embeddings that a session without a shared cache keeps, at least 0; the latest one is always kept
 */
public record SessionSettings(PromptStyle style, Zoom zoom, Precision precision, ComputeDevice device, long memory) {
    private static final long MEMORY = 512L << 20;

    public SessionSettings {
        if (memory < 0) {
            throw new IllegalArgumentException("memory " + memory);
        }
    }

    /** For the published networks: sparse prompts, zoom on small objects. */
    public static SessionSettings published() {
        return new SessionSettings(PromptStyle.SPARSE, Zoom.AUTO, Precision.FLOAT32, ComputeDevice.CPU, MEMORY);
    }

    /** For {@code samovar-nano}: drawn prompts, always zoomed in. */
    public static SessionSettings nano() {
        return new SessionSettings(PromptStyle.DENSE, Zoom.ALWAYS, Precision.FLOAT32, ComputeDevice.CPU, MEMORY);
    }

    public SessionSettings withZoom(Zoom other) {
        return new SessionSettings(style, other, precision, device, memory);
    }

    public SessionSettings withPrecision(Precision other) {
        return new SessionSettings(style, zoom, other, device, memory);
    }

    public SessionSettings withDevice(ComputeDevice other) {
        return new SessionSettings(style, zoom, precision, other, memory);
    }

    /** Opens a scope in which the network runs as these settings say. */
    Scope scope() {
        return Scope.inference(precision, device);
    }
}
