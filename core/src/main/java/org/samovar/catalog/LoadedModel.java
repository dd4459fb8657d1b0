package org.samovar.catalog;

import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.memory.MemoryPolicy;
import org.samovar.model.PromptableNetwork;
import org.samovar.nn.Weights;
import org.samovar.predict.CollectionSession;
import org.samovar.predict.CollectionSettings;
import org.samovar.predict.CollectionSettings.Joining;
import org.samovar.predict.EmbeddingCache;
import org.samovar.predict.Everything;
import org.samovar.predict.EverythingSettings;
import org.samovar.predict.ImageSession;
import org.samovar.predict.PromptStyle;
import org.samovar.predict.SessionSettings;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.VolumeSession;
import org.samovar.predict.VolumeSettings;
import org.samovar.predict.instances.InstanceMaps;
import org.samovar.predict.instances.InstanceSegmenter;
import org.samovar.predict.instances.InstanceSettings;
import org.samovar.predict.instances.InstanceSpec;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Devices;

/** A network with its weights, ready to segment. Closing it frees the weights; sessions must be closed before. */
public final class LoadedModel implements AutoCloseable {
    private final ModelSource source;
    private final Networks.Blueprint blueprint;
    private final Weights weights;
    private final SessionSettings settings;
    private final InstanceSpec instanceSpec;
    private final Devices.Resolved resolved;
    private final Lazy<String> sha256;

    LoadedModel(
            ModelSource source,
            Networks.Blueprint blueprint,
            Weights weights,
            SessionSettings settings,
            InstanceSpec instanceSpec,
            Devices.Resolved resolved) {
        this.source = source;
        this.blueprint = blueprint;
        this.weights = weights;
        this.settings = settings;
        this.instanceSpec = instanceSpec;
        this.resolved = resolved;
        this.sha256 = new Lazy<>(source::sha256);
    }

    /** What users call it: its catalog name, or the name of its file. */
    public String name() {
        return source.name();
    }

    /** Its family and size in a few words, such as {@code SAM 2.1 tiny}. */
    public String description() {
        return blueprint.title();
    }

    /** SHA-256 of its file, 64 hexadecimal digits in lower case; the first call reads the file. */
    public String sha256() {
        return sha256.get();
    }

    public PromptableNetwork network() {
        return blueprint.network();
    }

    public Weights weights() {
        return weights;
    }

    /** How the network wants to be prompted, and its precision. */
    public SessionSettings settings() {
        return settings;
    }

    /** Where it runs. */
    public ComputeDevice device() {
        return resolved.device();
    }

    /** One line for the user where it does not run on the device that was asked for. */
    public Optional<String> note() {
        return resolved.note();
    }

    /** A session on an image, with its own embeddings. */
    public ImageSession session(RgbImage image) {
        return ImageSession.open(network(), image, settings);
    }

    /** A session on an image, with the embeddings of a cache that was made with {@link #sha256()}. */
    public ImageSession session(RgbImage image, EmbeddingCache cache) {
        return ImageSession.open(network(), image, settings, cache);
    }

    /** How it follows objects through volumes: by its memory, or by projection where it has none. */
    public VolumeSettings volumeSettings() {
        return VolumeSettings.suitedTo(network(), settings);
    }

    /** A session on a volume, with its own embeddings. */
    public VolumeSession session(SliceSequence slices, VolumeSettings how) {
        return VolumeSession.open(network(), slices, how);
    }

    /** A session on a volume, with the embeddings of a cache that was made with {@link #sha256()}. */
    public VolumeSession session(SliceSequence slices, VolumeSettings how, EmbeddingCache cache) {
        return VolumeSession.open(network(), slices, how, cache);
    }

    /**
     * A session on a collection of images, with its own embeddings.
     *
     * @throws org.samovar.geometry.UserError when the network has no memory
     */
    public CollectionSession collection(MemoryPolicy policy, Joining joining) {
        return CollectionSession.open(network(), new CollectionSettings(settings, policy, joining));
    }

    /** A session on a collection of images, with the embeddings of a cache that serves this model alone. */
    public CollectionSession collection(MemoryPolicy policy, Joining joining, EmbeddingCache cache) {
        return CollectionSession.open(network(), new CollectionSettings(settings, policy, joining), cache);
    }

    /** Finds everything in images, as suits the network. */
    public Everything everything() {
        return everything(Optional.empty());
    }

    /**
     * The same, where the user may say how sure the network must be.
     *
     * @param leastScore 0 to 1; empty for what suits the network
     * @throws UserError when it is not between 0 and 1
     */
    public Everything everything(Optional<Double> leastScore) {
        EverythingSettings suited = (settings.style() == PromptStyle.DENSE
                        ? EverythingSettings.nano()
                        : EverythingSettings.published())
                .withPrecision(settings.precision())
                .withDevice(settings.device());
        return new Everything(network(), leastScore.map(suited::withLeastScore).orElse(suited));
    }

    /** The same, where it must have one. @throws UserError where it has none */
    public InstanceSegmenter requireInstances() {
        return instances()
                .orElseThrow(
                        () -> new UserError(
                                name() + " has no decoder that finds objects by itself.",
                                "Take a file that was trained to, as by the config medicosam-instances-laptop, or find everything by clicks."));
    }

    /** Finds the objects of images by its decoder of instances; empty where it has none. */
    public Optional<InstanceSegmenter> instances() {
        InstanceSettings how = new InstanceSettings(instanceSpec, settings.precision(), settings.device());
        return blueprint
                .decoder()
                .filter(unetr -> unetr.outputs() == InstanceMaps.CHANNELS)
                .map(unetr -> new InstanceSegmenter(unetr, how));
    }

    /** The same for someone else, who frees nothing by closing it. */
    LoadedModel lent() {
        return new LoadedModel(source, blueprint, weights.lent(), settings, instanceSpec, resolved);
    }

    @Override
    public void close() {
        weights.close();
    }
}
