package org.samovar.catalog;

import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.nn.Weights;
import org.samovar.predict.SessionSettings;
import org.samovar.predict.SettingsMetadata;
import org.samovar.predict.instances.InstanceSpec;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Devices;
import org.samovar.tensor.Precision;

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

    /**
     * Opens a model that was found.
     *
     * @throws UserError when its weights are damaged or fit no network that is known
     */
    public static LoadedModel open(ModelSource source, DeviceChoice choice, Precision precision) {
        StateDict stored = source.read();
        Networks.Blueprint blueprint = Networks.of(stored);
        Devices.Resolved resolved = Devices.resolve(choice);
        SessionSettings settings = SettingsMetadata.read(stored.metadata())
                .withPrecision(precision)
                .withDevice(resolved.device());
        Weights weights = blueprint.bind(stored).lower(precision);
        if (!resolved.device().equals(ComputeDevice.CPU)) {
            weights.to(resolved.device());
        }
        return new LoadedModel(
                source, blueprint, weights, settings, InstanceSpec.of(stored.metadata()), resolved);
    }
}
