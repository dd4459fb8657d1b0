package org.samovar.predict.semantic;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.samovar.geometry.UserError;
import org.samovar.io.RecordJson;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.masksam.MaskSam;
import org.samovar.method.masksam.MaskSamConfig;
import org.samovar.method.medicosam.MedicoSam;
import org.samovar.method.medicosam.MedicoSamConfig;
import org.samovar.method.rfmedsam2.RfMedSam2;
import org.samovar.method.rfmedsam2.RfMedSam2Options;
import org.samovar.method.unet.UNetOptions;
import org.samovar.method.unet.UNetSystem;
import org.samovar.method.unet.UNetSystemConfig;
import org.samovar.model.AdaptableNetwork;
import org.samovar.nn.adapt.Additions;

/** Builds prompt-free systems from what is said of them. */
public final class SemanticNetworks {
    private static final Map<String, Function<SemanticSpec, SemanticNetwork>> SYSTEMS = new TreeMap<>(Map.of(
            "masksam", SemanticNetworks::masksam,
            "medicosam", SemanticNetworks::medicoSam,
            "rfmedsam2", SemanticNetworks::rfMedSam2,
            "unet", SemanticNetworks::unet));

    private SemanticNetworks() {}

    /** The names of all systems. */
    public static SortedSet<String> systems() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(SYSTEMS.keySet()));
    }

    /**
     * The network of a system, without weights.
     *
     * @throws UserError when there is no such system, or it cannot be like that
     */
    public static SemanticNetwork of(SemanticSpec spec) {
        Function<SemanticSpec, SemanticNetwork> system = SYSTEMS.get(spec.system());
        if (system == null) {
            throw new UserError(
                    "There is no prompt-free system '" + spec.system() + "'.",
                    "There are " + String.join(", ", SYSTEMS.keySet()) + ".");
        }
        try {
            SemanticNetwork network = system.apply(spec);
            requirePatch(spec, network.patch());
            requireIntensities(spec, network.intensities());
            return network;
        } catch (IllegalArgumentException e) {
            throw new UserError("There is no " + spec.system() + " like that: " + e.getMessage() + ".", e);
        }
    }

    private static void requirePatch(SemanticSpec spec, PatchShape fitting) {
        if (!spec.patch().equals(fitting)) {
            throw new UserError(
                    "A " + spec.system() + " cannot have patches of " + sizes(spec.patch()) + ".",
                    "Take " + sizes(fitting) + ".");
        }
    }

    private static void requireIntensities(SemanticSpec spec, Intensities fitting) {
        if (spec.intensities() != fitting) {
            throw new UserError(
                    "A " + spec.system() + " does not see intensities as " + spec.intensities() + ".",
                    "Take " + fitting + ".");
        }
    }

    private static String sizes(PatchShape patch) {
        return patch.depth() + " x " + patch.height() + " x " + patch.width();
    }

    private static SemanticNetwork masksam(SemanticSpec spec) {
        MaskSamConfig config = RecordJson.read(spec.options(), MaskSamConfig.class, "The options of a masksam");
        return new MaskSam(config, spec.patch(), spec.classes().size() + 1, backbone(spec));
    }

    private static Function<Additions, AdaptableNetwork> backbone(SemanticSpec spec) {
        return Backbones.of(backboneName(spec));
    }

    private static String backboneName(SemanticSpec spec) {
        return spec.backbone()
                .orElseThrow(() -> new UserError(
                        "A " + spec.system() + " builds on another network, and no 'backbone' is named."));
    }

    private static SemanticNetwork unet(SemanticSpec spec) {
        requireNoBackbone(spec);
        UNetOptions options = RecordJson.read(spec.options(), UNetOptions.class, "The options of a unet");
        int classes = spec.classes().size() + 1;
        return new UNetSystem(UNetSystemConfig.of(spec.patch(), classes, spec.intensities(), options));
    }

    private static SemanticNetwork rfMedSam2(SemanticSpec spec) {
        RfMedSam2Options options =
                RecordJson.read(spec.options(), RfMedSam2Options.class, "The options of an rfmedsam2");
        return new RfMedSam2(spec.patch(), spec.classes().size() + 1, backbone(spec), options);
    }

    private static SemanticNetwork medicoSam(SemanticSpec spec) {
        MedicoSamConfig.Parts parts =
                RecordJson.read(spec.options(), MedicoSamConfig.Parts.class, "The options of a medicosam");
        MedicoSamConfig config =
                new MedicoSamConfig(spec.patch(), spec.classes().size() + 1, parts);
        return new MedicoSam(config, backbone(spec));
    }

    private static void requireNoBackbone(SemanticSpec spec) {
        if (spec.backbone().isPresent()) {
            throw new UserError("A " + spec.system() + " builds on no other network, and so not on '"
                    + spec.backbone().get() + "'.");
        }
    }
}
