package org.samovar.catalog;

import java.util.ArrayList;
import java.util.List;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.nn.Weights;
import org.samovar.predict.support.SupportSession;
import org.samovar.predict.support.SupportSettings;
import org.samovar.predict.support.SupportSpec;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Devices;
import org.samovar.tensor.Precision;

/** A network that segments by support sets, with its weights. Closing it frees the weights; sessions must be closed before. */
public final class LoadedSupport implements AutoCloseable {
    /** Whether a network has learned to use support sets. */
    public enum Schooling {
        TRAINED,
        /** A network of the SAM 2 family as it is, which follows objects from frame to frame and takes examples for frames. */
        UNTRAINED
    }

    private final ModelSource source;
    private final SupportSpec spec;
    private final Schooling schooling;
    private final Sam2Sgp network;
    private final Weights weights;
    private final Precision precision;
    private final Devices.Resolved resolved;

    LoadedSupport(
            ModelSource source,
            SupportSpec spec,
            Schooling schooling,
            Sam2Sgp network,
            Weights weights,
            Precision precision,
            Devices.Resolved resolved) {
        this.source = source;
        this.spec = spec;
        this.schooling = schooling;
        this.network = network;
        this.weights = weights;
        this.precision = precision;
        this.resolved = resolved;
    }

    /** What users call it: its catalog name, or the name of its file. */
    public String name() {
        return source.name();
    }

    public Schooling schooling() {
        return schooling;
    }

    public Weights weights() {
        return weights;
    }

    /** Where it runs. */
    public ComputeDevice device() {
        return resolved.device();
    }

    /** A line for the user where it does not run on the device that was asked for, and one where it was not trained for support sets. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        resolved.note().ifPresent(notes::add);
        if (schooling == Schooling.UNTRAINED) {
            notes.add(name() + " has not been trained for support sets; `samovar train sam2sgp-laptop` does so.");
        }
        return notes;
    }

    /** As it was trained. */
    public SupportSettings settings() {
        return SupportSettings.of(spec.neighbours()).on(precision, device());
    }

    /** A session without examples. */
    public SupportSession session(SupportSettings settings) {
        return SupportSession.open(network, settings);
    }

    /** The same for someone else, who frees nothing by closing it. */
    LoadedSupport lent() {
        return new LoadedSupport(source, spec, schooling, network, weights.lent(), precision, resolved);
    }

    @Override
    public void close() {
        weights.close();
    }
}
