package org.samovar.catalog;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.samovar.catalog.LoadedSupport.Schooling;
import org.samovar.checkpoint.Architecture;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.method.sam2sgp.SgpConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.SessionSettings;
import org.samovar.predict.SettingsMetadata;
import org.samovar.predict.instances.InstanceSpec;
import org.samovar.predict.semantic.SemanticNetworks;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.predict.support.SupportSettings;
import org.samovar.predict.support.SupportSpec;
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
        return open(ModelSource.find(nameOrFile), choice, precision);
    }

    /**
     * Opens a model that was found.
     *
     * @throws UserError when its weights are damaged or fit no network that is known
     */
    public static LoadedModel open(ModelSource source, DeviceChoice choice, Precision precision) {
        StateDict stored = source.read();
        if (SupportSpec.find(stored.metadata()).isPresent()) {
            throw new UserError(
                    source.name() + " was trained for support sets, and takes no prompts.",
                    "Give it examples by `samovar support`, or by Segment with Support Set in ImageJ.");
        }
        if (SemanticSpec.find(stored.metadata()).isPresent()) {
            throw new UserError(
                    source.name() + " is a " + title(stored) + ", and takes no prompts.",
                    "Semantic segmentation runs it (`samovar semantic`, or Segment Semantic in ImageJ).");
        }
        Networks.Blueprint blueprint = Networks.of(stored);
        Devices.Resolved resolved = Devices.resolve(choice);
        SessionSettings settings = SettingsMetadata.read(stored.metadata())
                .withPrecision(precision)
                .withDevice(resolved.device());
        Weights weights = placed(blueprint.bind(stored), precision, resolved.device());
        return new LoadedModel(source, blueprint, weights, settings, InstanceSpec.of(stored.metadata()), resolved);
    }

    /**
     * Opens a prompt-free system: a file of the user's store, or any other.
     *
     * @throws UserError when there is no such file, or it is of another kind, or damaged
     */
    public static LoadedSemantic openSemantic(String nameOrFile, DeviceChoice choice, Precision precision) {
        return openSemantic(ModelSource.find(nameOrFile), choice, precision);
    }

    /**
     * Opens a prompt-free system that was found.
     *
     * @throws UserError when the file is of another kind, or damaged
     */
    public static LoadedSemantic openSemantic(ModelSource source, DeviceChoice choice, Precision precision) {
        StateDict stored = source.read();
        SemanticSpec spec = SemanticSpec.find(stored.metadata())
                .orElseThrow(() -> new UserError(
                        source.name() + " is " + title(stored) + ", which needs prompts.",
                        "Name a file of a system that was trained to find classes without prompts."));
        SemanticNetwork network = SemanticNetworks.of(spec);
        Devices.Resolved resolved = Devices.resolve(choice);
        Weights bound = StoredWeights.bind("a " + spec.system(), network.layer(), stored);
        Weights weights = placed(bound, precision, resolved.device());
        return new LoadedSemantic(source, spec, network, weights, precision, resolved);
    }

    /**
     * Opens a network that segments by support sets: a file of one that was trained for it, or any of the SAM 2 family with a memory.
     *
     * @throws UserError when there is no such file, or it is of another kind, or damaged
     */
    public static LoadedSupport openSupport(String nameOrFile, DeviceChoice choice, Precision precision) {
        return openSupport(ModelSource.find(nameOrFile), choice, precision);
    }

    /**
     * Opens a network that segments by support sets and was found.
     *
     * @throws UserError when the file is of another kind, or damaged
     */
    public static LoadedSupport openSupport(ModelSource source, DeviceChoice choice, Precision precision) {
        StateDict stored = source.read();
        Optional<SupportSpec> own = SupportSpec.find(stored.metadata());
        SupportSpec spec = own.orElseGet(() -> untrained(source, stored));
        StateDict fitting = own.isPresent() ? stored : stored.renamed(key -> "backbone." + key);
        Sam2Sgp network = new Sam2Sgp(spec.network());
        Devices.Resolved resolved = Devices.resolve(choice);
        Weights weights = placed(StoredWeights.bind("SAM2-SGP", network, fitting), precision, resolved.device());
        Schooling schooling = own.isPresent() ? Schooling.TRAINED : Schooling.UNTRAINED;
        return new LoadedSupport(source, spec, schooling, network, weights, precision, resolved);
    }

    /** The memory of a network alone, which takes examples for frames. */
    private static SupportSpec untrained(ModelSource source, StateDict stored) {
        if (SemanticSpec.find(stored.metadata()).isEmpty()
                && Networks.of(stored).network() instanceof Sam2 sam2
                && sam2.hasMemory()) {
            SgpConfig parts = SgpConfig.of(sam2.config()).withLoraRank(0).with(SgpConfig.Refinement.NONE);
            return new SupportSpec(parts, SupportSettings.NEIGHBOURS);
        }
        throw new UserError(
                source.name() + " is a " + title(stored) + ", which cannot use a support set.",
                "Name a file that was trained for it, or a network of the SAM 2 family.");
    }

    private static Weights placed(Weights weights, Precision precision, ComputeDevice device) {
        weights.lower(precision);
        return device.equals(ComputeDevice.CPU) ? weights : weights.to(device);
    }

    /**
     * What a file of weights can be used for.
     *
     * @throws UserError when it is for nothing that is known
     */
    static Set<ModelUse> uses(StateDict stored) {
        if (SupportSpec.find(stored.metadata()).isPresent()) {
            return EnumSet.of(ModelUse.SUPPORT);
        }
        if (SemanticSpec.find(stored.metadata()).isPresent()) {
            return EnumSet.of(ModelUse.CLASSES);
        }
        boolean remembers = Networks.of(stored).network() instanceof Sam2 sam2 && sam2.hasMemory();
        return remembers ? EnumSet.of(ModelUse.PROMPTS, ModelUse.SUPPORT) : EnumSet.of(ModelUse.PROMPTS);
    }

    /**
     * What a file of weights is for, in a few words.
     *
     * @throws UserError when it is for nothing that is known
     */
    public static String title(StateDict stored) {
        if (SupportSpec.find(stored.metadata()).isPresent()) {
            return "SAM2-SGP, for support sets";
        }
        return SemanticSpec.find(stored.metadata()).map(Models::title).orElseGet(() -> Architecture.of(stored)
                .title());
    }

    private static String title(SemanticSpec spec) {
        String base = spec.backbone().map(name -> " on " + name).orElse("");
        return "prompt-free " + spec.system() + base + " that finds " + String.join(", ", spec.classes());
    }
}
