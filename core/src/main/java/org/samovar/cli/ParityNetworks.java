package org.samovar.cli;

import java.util.Map;
import java.util.Optional;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.Models;
import org.samovar.evaluate.parity.ImageParity;
import org.samovar.evaluate.parity.ParityCase;
import org.samovar.evaluate.parity.ParityCase.Kind;
import org.samovar.evaluate.parity.SegmentationParity;
import org.samovar.evaluate.parity.VideoParity;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.mobilesam.MobileSam;
import org.samovar.model.mobilesam.MobileSamConfig;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Config.SingleMask;
import org.samovar.model.sam2.Sam2Config.Version;
import org.samovar.nn.Weights;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;

/** The networks that golden cases name, under computable weights. */
final class ParityNetworks {
    /** Channels of the embeddings of SAM. */
    private static final int SAM_WIDTH = 256;
    /** Foreground, distance to the centre, distance to the boundary. */
    private static final int UNETR_CHANNELS = 3;

    private ParityNetworks() {}

    /** Whether the network of a case is built, and what it does there. */
    static boolean knows(ParityCase golden) {
        return golden.kind() == Kind.SEGMENTATION
                ? unetr(golden).isPresent()
                : golden.kind() != Kind.OTHER && network(golden).isPresent();
    }

    /** The error of each output; the network's memory is given back before this returns. */
    static Map<String, Double> run(ParityCase golden, Optional<String> salt) {
        Weights.Source source = salt.map(golden::weights).orElseGet(golden::weights);
        if (golden.kind() == Kind.SEGMENTATION) {
            Unetr unetr = unetr(golden).orElseThrow();
            try (Weights weights = Weights.fill(unetr, source)) {
                return SegmentationParity.errors(golden, unetr, image(golden), Precision.FLOAT32);
            }
        }
        PromptableNetwork network = network(golden).orElseThrow();
        try (Weights weights = Weights.fill(network.layer(), source)) {
            return errors(golden, network);
        }
    }

    /** The same with a model that has weights of its own. */
    static Map<String, Double> run(ParityCase golden, String model) {
        try (LoadedModel loaded = Models.open(model, DeviceChoice.CPU, Precision.FLOAT32)) {
            return errors(golden, loaded.network());
        }
    }

    private static Map<String, Double> errors(ParityCase golden, PromptableNetwork network) {
        if (golden.kind() == Kind.VIDEO) {
            if (network instanceof Sam2 sam2) {
                return VideoParity.errors(golden, sam2, Precision.FLOAT32);
            }
            throw new UserError("The case " + golden.name() + " needs a SAM 2 model.");
        }
        return ImageParity.errors(golden, network, image(golden), Precision.FLOAT32);
    }

    private static RgbImage image(ParityCase golden) {
        return new IntensityRule.AsIs().apply(Images.read(golden.image()));
    }

    private static Optional<Unetr> unetr(ParityCase golden) {
        boolean isKnown = golden.family().equals("MedicoSAM") && golden.model().equals("UNETR decoder on SAM ViT-B");
        return isKnown
                ? Optional.of(new Unetr(new Sam(SamConfig.vitB()), SAM_WIDTH, Unetr.PUBLISHED_FEATURES, UNETR_CHANNELS))
                : Optional.empty();
    }

    private static Optional<PromptableNetwork> network(ParityCase golden) {
        return switch (golden.family()) {
            case "SAM" -> sam(golden.model()).map(Sam::new);
            case "MobileSAM" -> golden.model().equals("vit_t")
                    ? Optional.of(new MobileSam(MobileSamConfig.vitT()))
                    : Optional.empty();
            case "SAM 2" -> sam2(golden.model())
                    .map(config -> new Sam2(
                            config.with(golden.isPostProcessed() ? SingleMask.STABLE : SingleMask.FIRST_TOKEN)));
            default -> Optional.empty();
        };
    }

    private static Optional<SamConfig> sam(String model) {
        return switch (model) {
            case "vit_b" -> Optional.of(SamConfig.vitB());
            case "vit_l" -> Optional.of(SamConfig.vitL());
            case "vit_h" -> Optional.of(SamConfig.vitH());
            default -> Optional.empty();
        };
    }

    private static Optional<Sam2Config> sam2(String model) {
        Version version = model.startsWith("sam2.1_") ? Version.SAM_2_1 : Version.SAM_2_0;
        return switch (model.replaceFirst("^sam2(\\.1)?_hiera_", "")) {
            case "t" -> Optional.of(Sam2Config.tiny(version));
            case "s" -> Optional.of(Sam2Config.small(version));
            case "b+" -> Optional.of(Sam2Config.basePlus(version));
            case "l" -> Optional.of(Sam2Config.large(version));
            default -> Optional.empty();
        };
    }
}
