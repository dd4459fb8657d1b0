package org.samovar.catalog;

import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.geometry.UserError;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.Weights;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Devices;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Tensors;

/** Puts weights and network together. */
public final class Models {
    private Models() {}

    /**
     * Opens a model of the user's store, or any file of weights whose network is known.
     *
     * @param nameOrFile a name of {@link Catalog}, a file in the store with or without its ending, or the path of a file
     * @throws UserError when there is no such model, or its weights are damaged or fit no network that is known
     */
    public static LoadedModel open(String nameOrFile, DeviceChoice choice, Precision precision) {
        return open(ModelSource.find(nameOrFile, ModelStore.standard()), choice, precision);
    }

    /** Opens a model that was found. */
    public static LoadedModel open(ModelSource source, DeviceChoice choice, Precision precision) {
        StateDict dict = source.read();
        PromptableNetwork network = Sam2Metadata.read(dict.metadata())
                .map(Sam2::new)
                .orElseThrow(() -> new UserError("It is not known which network " + source.name() + " is for."));
        Devices.Resolved resolved = Devices.resolve(choice);
        Weights weights = Weights.fill(network.layer(), (key, parameter) -> {
            StoredTensor stored = dict.get(key);
            return Tensors.of(stored.toFloats(), stored.shape());
        });
        return new LoadedModel(source, source.name(), network, weights, resolved.device(), precision, resolved.note());
    }
}
