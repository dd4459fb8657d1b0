package org.samovar.fiji;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.io.AtomicFiles;
import org.samovar.io.RecordJson;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.medicosam.Unetr;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.method.sam2sgp.SgpConfig;
import org.samovar.method.unet.UNetOptions;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.Layer;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.instances.InstanceRule;
import org.samovar.predict.instances.InstanceSpec;
import org.samovar.predict.semantic.SemanticNetworks;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.predict.support.SupportSpec;
import org.samovar.tensor.Precision;

/** Files that take milliseconds to make and to run: networks with random weights, and examples of noise. */
public final class SmallFiles {
    private static final int SIDE = 64;

    private static final Sam2Config BACKBONE = new Sam2Config(
            Sam2Config.Version.SAM_2_1,
            SIDE,
            8,
            1,
            List.of(1, 1, 1, 1),
            List.of(3),
            List.of(4, 4, 4, 2),
            7,
            SIDE,
            16,
            Sam2Config.Memory.WITH,
            Sam2Config.SingleMask.FIRST_TOKEN);

    private SmallFiles() {}

    /** A U-Net that finds cells and nuclei. */
    public static Path system(Path folder) {
        SemanticSpec spec = new SemanticSpec(
                "unet",
                Optional.empty(),
                new PatchShape(1, 1, 32, 32),
                Framing.WINDOWS,
                Intensities.Z_SCORE,
                List.of("cell", "nucleus"),
                RecordJson.write(new UNetOptions(4, 8, 1)));
        return write(SemanticNetworks.of(spec).layer(), spec.metadata(), folder.resolve("system.safetensors"));
    }

    /** A SAM2-SGP that sees images beside two others. */
    public static Path support(Path folder) {
        SupportSpec spec = new SupportSpec(SgpConfig.of(BACKBONE).withLoraRank(2), 2);
        return write(new Sam2Sgp(spec.network()), spec.metadata(), folder.resolve("support.safetensors"));
    }

    /** A network with a decoder of instances beside it, which finds dozens in an image of nuclei, wherever they are. */
    public static Path instances(Path folder) {
        InstanceSpec spec = new InstanceSpec(Optional.of(SIDE), Optional.empty(), new InstanceRule(0.4, 1, 1, 1, 1, 0));
        Map<String, String> metadata = new HashMap<>(Sam2Metadata.of(BACKBONE));
        metadata.putAll(spec.metadata());
        Unetr network = new Unetr(new Sam2(BACKBONE), BACKBONE.width(), 4, 3);
        return write(network, metadata, folder.resolve("instances.safetensors"));
    }

    private static Path write(Layer network, Map<String, String> metadata, Path file) {
        try (Weights weights = Weights.initialise(network, 7)) {
            Checkpoints.writeSafetensors(
                    StoredWeights.store("small", weights, Precision.FLOAT32, metadata), file, metadata);
        }
        return file;
    }

    /** The config of a U-Net that learns classes of images in so many iterations, without a limit in time. */
    public static Path config(Path folder, long iterations) {
        Path file = folder.resolve("config-" + iterations + ".json");
        AtomicFiles.writeText(
                file,
                """
                {"name": "small", "system": "unet", "patch": {"modalities": 1, "depth": 1, "height": 32, "width": 32},
                 "framing": "WHOLE_SLICES", "intensities": "UNIT", "options": {"firstWidth": 8, "widest": 16, "sliceSpacing": 1},
                 "frozen": [], "seed": 5, "precision": "FLOAT32",
                 "data": {"set": "another", "foreground": 0.5, "heldOut": 2, "threads": 1},
                 "augmentation": {"spatial": 0.2, "degrees": 30, "least": 0.8, "most": 1.25, "mirrored": ["WIDTH"], "intensities": 1},
                 "optimiser": {"kind": "SGD", "momentum": 0.9, "rate": 2e-2, "schedule": "CONSTANT", "decay": 3e-5, "clip": 12, "average": 0.9},
                 "batch": 2,
                 "budget": {"minutes": 1000, "iterations": ITERATIONS, "validateMinutes": 0.05, "saveMinutes": 1000, "patience": 0}}
                """
                        .replace("ITERATIONS", Long.toString(iterations)));
        return file;
    }

    /** An example in {@code images/} and {@code labels/} of a folder, the upper half of which has a label. */
    public static void example(Path folder, String name, int label) {
        byte[] pixels = new byte[SIDE * SIDE];
        new Random(name.hashCode()).nextBytes(pixels);
        int[] ids = new int[SIDE * SIDE];
        Arrays.fill(ids, 0, ids.length / 2, label);
        Images.write(RgbImage.gray(SIDE, SIDE, pixels), folder.resolve("images/" + name + ".png"));
        Labels.write(LabelMap.of(SIDE, SIDE, ids), folder.resolve("labels/" + name + ".png"));
    }

    /** Four examples, of which a training holds out one. */
    public static Path examples(Path folder) {
        for (int i = 0; i < 4; i++) {
            example(folder, "e" + i, 1 + i);
        }
        return folder;
    }
}
