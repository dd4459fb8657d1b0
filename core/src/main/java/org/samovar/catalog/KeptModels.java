package org.samovar.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;

/**
 * Models that are opened when they are first asked for, and then stay open for whoever asks for them again, on any thread. What is handed out is lent: to close it
 * frees nothing. Closing this frees all; what was lent must not be used afterwards.
 */
public final class KeptModels implements AutoCloseable {
    private record Key(String model, DeviceChoice device, Precision precision) {}

    private final Function<String, ModelSource> finder;
    private final Map<Key, LoadedModel> prompted = new ConcurrentHashMap<>();
    private final Map<Key, LoadedSemantic> semantic = new ConcurrentHashMap<>();
    private final Map<Key, LoadedSupport> support = new ConcurrentHashMap<>();
    private final Map<String, ModelPurpose> purposes = new ConcurrentHashMap<>();

    /** Models of the user's store and files, as {@link ModelSource#find(String)} finds them. */
    public KeptModels() {
        this(ModelSource::find);
    }

    /** @param finder of models by the name or file that users say */
    public KeptModels(Function<String, ModelSource> finder) {
        this.finder = finder;
    }

    // those who ask for a model while it is being opened wait, as the maps let one in at a time

    /** As {@link Models#open(String, DeviceChoice, Precision)}. */
    public LoadedModel open(String nameOrFile, DeviceChoice device, Precision precision) {
        return prompted.computeIfAbsent(
                        new Key(nameOrFile, device, precision),
                        key -> Models.open(finder.apply(nameOrFile), device, precision))
                .lent();
    }

    /** As {@link Models#openSemantic(String, DeviceChoice, Precision)}. */
    public LoadedSemantic openSemantic(String nameOrFile, DeviceChoice device, Precision precision) {
        return semantic.computeIfAbsent(
                        new Key(nameOrFile, device, precision),
                        key -> Models.openSemantic(finder.apply(nameOrFile), device, precision))
                .lent();
    }

    /** As {@link Models#openSupport(String, DeviceChoice, Precision)}. */
    public LoadedSupport openSupport(String nameOrFile, DeviceChoice device, Precision precision) {
        return support.computeIfAbsent(
                        new Key(nameOrFile, device, precision),
                        key -> Models.openSupport(finder.apply(nameOrFile), device, precision))
                .lent();
    }

    /**
     * Opens a model that finds what is in a picture without a user.
     *
     * @param leastScore of objects that are found by clicks, 0 to 1; empty for what suits the model
     * @throws org.samovar.geometry.UserError when there is no such model, its weights are damaged, it needs examples, or a least score is about
     *     nothing that it does
     */
    public LoadedFinder openFinder(
            String nameOrFile, DeviceChoice device, Precision precision, Optional<Double> leastScore) {
        ModelPurpose purpose = purposes.computeIfAbsent(nameOrFile, name -> ModelPurpose.of(finder.apply(name)));
        return purpose.uses().contains(ModelUse.CLASSES)
                ? LoadedFinder.of(openSemantic(nameOrFile, device, precision), leastScore)
                : LoadedFinder.of(open(nameOrFile, device, precision), leastScore);
    }

    @Override
    public void close() {
        prompted.values().forEach(LoadedModel::close);
        semantic.values().forEach(LoadedSemantic::close);
        support.values().forEach(LoadedSupport::close);
        prompted.clear();
        semantic.clear();
        support.clear();
    }
}
