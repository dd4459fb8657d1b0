package org.samovar.predict.semantic;

import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Precision;

/**
 * How a {@link SemanticSegmenter} works.
 *
 * @param precision of products
 * @param device where the weights are
 * @param mirroring whether patches are seen mirrored as well
 */
public record SegmenterSettings(Precision precision, ComputeDevice device, Mirroring mirroring) {
    /** On a CPU in float32, each patch once. */
    public static SegmenterSettings plain() {
        return new SegmenterSettings(Precision.FLOAT32, ComputeDevice.CPU, Mirroring.NONE);
    }

    public SegmenterSettings with(Mirroring other) {
        return new SegmenterSettings(precision, device, other);
    }
}
