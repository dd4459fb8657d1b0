package org.samovar.catalog;

import java.util.Optional;
import org.samovar.model.PromptableNetwork;
import org.samovar.nn.Weights;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Precision;

/** A network with its weights, ready to segment. Closing it frees the weights; whatever was made of it ends with it. */
public final class LoadedModel implements AutoCloseable {
    private final ModelSource source;
    private final String description;
    private final PromptableNetwork network;
    private final Weights weights;
    private final ComputeDevice device;
    private final Precision precision;
    private final Optional<String> note;
    private final Lazy<String> sha256;

    LoadedModel(
            ModelSource source,
            String description,
            PromptableNetwork network,
            Weights weights,
            ComputeDevice device,
            Precision precision,
            Optional<String> note) {
        this.source = source;
        this.description = description;
        this.network = network;
        this.weights = weights;
        this.device = device;
        this.precision = precision;
        this.note = note;
        this.sha256 = new Lazy<>(source::sha256);
    }

    /** What users call it: its catalog name, or the name of its file. */
    public String name() {
        return source.name();
    }

    /** Its family and size in a few words, such as {@code SAM 2.1 Hiera-T}. */
    public String description() {
        return description;
    }

    /** SHA-256 of its file, 64 hexadecimal digits in lower case; the first call reads the file. */
    public String sha256() {
        return sha256.get();
    }

    public PromptableNetwork network() {
        return network;
    }

    public Weights weights() {
        return weights;
    }

    /** Where it runs. */
    public ComputeDevice device() {
        return device;
    }

    /** Precision of its products. */
    public Precision precision() {
        return precision;
    }

    /** One line for the user where it does not run on the device that was asked for. */
    public Optional<String> note() {
        return note;
    }

    @Override
    public void close() {
        weights.close();
    }
}
