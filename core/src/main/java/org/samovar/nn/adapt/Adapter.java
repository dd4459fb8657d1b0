package org.samovar.nn.adapt;

import java.util.Optional;
import org.samovar.nn.Activation;
import org.samovar.nn.Linear;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A bottleneck of two linear layers with GELU between (Houlsby et al. 2019), which may mix tokens or slices in one place.
 */
public final class Adapter extends Insert {
    /** Whether its input is added to its result. */
    public enum Skip {
        /** As inserts in series need it. */
        AROUND,
        NONE
    }

    /** Where tokens or slices are mixed. */
    public enum Spot {
        BEFORE_NARROWING,
        BETWEEN,
        AFTER_WIDENING
    }

    /** How its second layer starts. */
    public enum Start {
        /** As PyTorch's linear layers do. */
        RANDOM,
        /** With zeros, so that the adapter changes nothing before it has learned. */
        ZERO
    }

    /** A layer that keeps the shape, and where it stands. */
    public record Mixing(Spot spot, Insert layer) {}

    private final Linear down;
    private final Linear up;
    private final Optional<Mixing> mixing;
    private final Skip skip;
    private final double scale;

    /**
     * @param width C, channels of what it gets and gives
     * @param hidden channels between its layers
     * @param scale of its result, before the input is added
     */
    public Adapter(int width, int hidden, Optional<Mixing> mixing, Skip skip, double scale, Start start) {
        this.down = child("down", new Linear(width, hidden));
        this.mixing = mixing;
        mixing.ifPresent(m -> child("mixing", m.layer));
        this.up = child("up", start == Start.ZERO ? Linear.zero(hidden, width) : new Linear(hidden, width));
        this.skip = skip;
        this.scale = scale;
    }

    /** (..., C) to the same. */
    @Override
    public Tensor forward(Tensor x) {
        Tensor hidden = down.forward(mixed(x, Spot.BEFORE_NARROWING), Activation.GELU); // (..., hidden)
        Tensor wide = mixed(up.forward(mixed(hidden, Spot.BETWEEN)), Spot.AFTER_WIDENING); // (..., C)
        Tensor scaled = scale == 1 ? wide : Ops.mul(wide, scale);
        return skip == Skip.AROUND ? Ops.add(x, scaled) : scaled;
    }

    private Tensor mixed(Tensor x, Spot spot) {
        return mixing.filter(m -> m.spot == spot).map(m -> m.layer.forward(x)).orElse(x);
    }
}
