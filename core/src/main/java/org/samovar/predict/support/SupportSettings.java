package org.samovar.predict.support;

import org.samovar.method.sam2sgp.Retrieval;
import org.samovar.method.sam2sgp.SliceBank.Eviction;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;

/**
 * How a support set is used.
 *
 * @param neighbours k, beside how many images of it an image is seen
 * @param retrieval which ones
 * @param seed of a retrieval that draws
 * @param slices how many slices of the same volume a slice is seen beside as well; 0 for none
 * @param eviction which of them make room
 * @param sweep the order of the slices
 * @param precision of products
 * @param device where the weights are
 */
public record SupportSettings(
        int neighbours,
        Retrieval retrieval,
        long seed,
        int slices,
        Eviction eviction,
        Sweep sweep,
        Precision precision,
        ComputeDevice device) {
    /** The paper's, which takes it for the best balance (section 5.3.2). */
    public static final int NEIGHBOURS = 4;
    /** Slices that the released code remembers. */
    public static final int RELEASED_SLICES = 16;

    public SupportSettings {
        if (neighbours < 1 || slices < 0) {
            throw new IllegalArgumentException(neighbours + " neighbours and " + slices + " slices");
        }
    }

    /** The most similar images, and as many slices, in both orders; on a CPU in float32. */
    public static SupportSettings of(int neighbours) {
        return new SupportSettings(
                neighbours,
                Retrieval.SIMILAR,
                0,
                neighbours,
                Eviction.LEAST_SIMILAR,
                Sweep.BOTH,
                Precision.FLOAT32,
                ComputeDevice.CPU);
    }

    /** Beside another number of images, and as many slices. */
    public SupportSettings withNeighbours(int other) {
        return new SupportSettings(other, retrieval, seed, other, eviction, sweep, precision, device);
    }

    public SupportSettings with(Retrieval other, long otherSeed) {
        return new SupportSettings(neighbours, other, otherSeed, slices, eviction, sweep, precision, device);
    }

    public SupportSettings withSlices(int other, Eviction otherEviction) {
        return new SupportSettings(neighbours, retrieval, seed, other, otherEviction, sweep, precision, device);
    }

    public SupportSettings with(Sweep other) {
        return new SupportSettings(neighbours, retrieval, seed, slices, eviction, other, precision, device);
    }

    public SupportSettings on(Precision otherPrecision, ComputeDevice otherDevice) {
        return new SupportSettings(neighbours, retrieval, seed, slices, eviction, sweep, otherPrecision, otherDevice);
    }

    Scope scope() {
        return Scope.inference(precision, device);
    }
}
