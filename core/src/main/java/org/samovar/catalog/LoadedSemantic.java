package org.samovar.catalog;

import java.util.List;
import java.util.Optional;
import org.samovar.method.SemanticNetwork;
import org.samovar.nn.Weights;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.semantic.SegmenterSettings;
import org.samovar.predict.semantic.SemanticSegmenter;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Devices;
import org.samovar.tensor.Precision;

/** A prompt-free system with its weights, ready to segment. Closing it frees the weights. */
public final class LoadedSemantic implements AutoCloseable {
    private final ModelSource source;
    private final SemanticSpec spec;
    private final SemanticNetwork network;
    private final Weights weights;
    private final Precision precision;
    private final Devices.Resolved resolved;

    LoadedSemantic(
            ModelSource source,
            SemanticSpec spec,
            SemanticNetwork network,
            Weights weights,
            Precision precision,
            Devices.Resolved resolved) {
        this.source = source;
        this.spec = spec;
        this.network = network;
        this.weights = weights;
        this.precision = precision;
        this.resolved = resolved;
    }

    /** What users call it: the name of its file. */
    public String name() {
        return source.name();
    }

    /** SHA-256 of its file, 64 hexadecimal digits in lower case, which is read. */
    public String sha256() {
        return source.sha256();
    }

    /** What it is, which classes it finds, and how. */
    public SemanticSpec spec() {
        return spec;
    }

    public SemanticNetwork network() {
        return network;
    }

    public Weights weights() {
        return weights;
    }

    /** Where it runs. */
    public ComputeDevice device() {
        return resolved.device();
    }

    /** One line for the user where it does not run on the device that was asked for. */
    public Optional<String> note() {
        return resolved.note();
    }

    /** Segments images and volumes for as long as the weights are there. */
    public SemanticSegmenter segmenter(Mirroring mirroring) {
        return segmenter(network, mirroring);
    }

    /** One segmenter for each step of the system, the last of which is {@link #segmenter}. */
    public List<SemanticSegmenter> steps(Mirroring mirroring) {
        return network.steps().stream().map(step -> segmenter(step, mirroring)).toList();
    }

    private SemanticSegmenter segmenter(SemanticNetwork step, Mirroring mirroring) {
        return new SemanticSegmenter(step, spec.framing(), new SegmenterSettings(precision, device(), mirroring));
    }

    /** The same for someone else, who frees nothing by closing it. */
    LoadedSemantic lent() {
        return new LoadedSemantic(source, spec, network, weights.lent(), precision, resolved);
    }

    @Override
    public void close() {
        weights.close();
    }
}
