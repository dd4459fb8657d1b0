package org.samovar.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.checkpoint.Architecture;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.checkpoint.TorchLayout;
import org.samovar.geometry.UserError;
import org.samovar.method.medicosam.MedicoSam;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.sam.SamPositions;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.Precision;

/**
 * A state dict as the official packages want it.
 *
 * <p>MedicoSAM's networks are those of segment-anything and torch-em, in images, and of medico-sam ({@code SimpleUNETR3D}), in volumes.
 *
 * <p>{@code SAM2Base} fixes the decoder's MLPs at 2048 hidden channels and the IoU head at 256, and always has a memory. A small network of ours gets there
 * without another result: hidden channels of zeros add nothing, and images do not pass the memory, which is filled with initial values.
 *
 * @param weights under official keys
 * @param layout what the package that the network comes from expects around them
 * @param leftOut what no official package has a place for, in the user's words
 */
public record OfficialForm(StateDict weights, TorchLayout layout, Optional<String> leftOut) {
    private static final int DECODER_MLP = 2048;
    private static final String IOU_HEAD = "sam_mask_decoder.iou_prediction_head.layers.";
    private static final int IOU_HIDDEN = 256;
    private static final long SEED = 1;

    private static final String DECODER = Unetr.DECODER + ".";

    /**
     * The form of weights of any kind.
     *
     * @throws UserError for a system that no official package loads
     */
    public static OfficialForm of(StateDict stored) {
        Optional<SemanticSpec> system = SemanticSpec.find(stored.metadata());
        if (system.isPresent()) {
            return ofSystem(stored, system.get());
        }
        Optional<Sam2Config> own = Sam2Metadata.read(stored.metadata());
        return ofPromptable(own.map(c -> enlarged(stored, c)).orElse(stored), stored);
    }

    private static OfficialForm ofPromptable(StateDict official, StateDict stored) {
        Architecture architecture = Architecture.of(official);
        boolean hasDecoder = stored.keys().stream().anyMatch(key -> key.startsWith(DECODER));
        if (architecture instanceof Architecture.Sam2) {
            Optional<String> leftOut = hasDecoder ? Optional.of("the decoder that takes no prompts") : Optional.empty();
            return new OfficialForm(official.without(DECODER), TorchLayout.MODEL, leftOut);
        }
        return new OfficialForm(
                official, hasDecoder ? TorchLayout.MODEL_AND_DECODER : TorchLayout.BARE, Optional.empty());
    }

    private static OfficialForm ofSystem(StateDict stored, SemanticSpec spec) {
        boolean isOnSam = stored.contains(MedicoSam.BACKBONE + "image_encoder.neck.0.weight");
        if (!spec.system().equals("medicosam") || !isOnSam) {
            throw new UserError(
                    "No official package loads a " + spec.system()
                            + spec.backbone().map(name -> " on " + name).orElse("") + ".",
                    "Export it as .safetensors.");
        }
        // the official networks have positions for one side of the input, that of the patch
        StateDict plain = SamPositions.at(
                stored.renamed(key -> key.replaceFirst("^" + MedicoSam.BACKBONE, "")),
                spec.patch().width());
        return spec.patch().isFlat()
                ? new OfficialForm(plain, TorchLayout.MODEL_AND_DECODER, Optional.empty())
                : new OfficialForm(
                        OfficialVolumes.of(plain),
                        TorchLayout.MODEL_STATE,
                        Optional.of("SAM's prompt encoder and mask decoder"));
    }

    private static StateDict enlarged(StateDict stored, Sam2Config config) {
        Sam2 network = new Sam2(config.withMemory(DECODER_MLP));
        try (Weights initial = Weights.initialise(network, SEED)) {
            StateDict all = StoredWeights.store(stored.origin(), initial, Precision.FLOAT32, Map.of());
            List<StoredTensor> out = new ArrayList<>();
            all.tensors().forEach((key, tensor) -> {
                long[] shape = officialShape(key, tensor.shape());
                out.add(stored.find(key)
                        .map(own -> StoredTensor.ofFloats(key, shape, padded(own, shape)))
                        .orElse(tensor));
            });
            return StateDict.of(stored.origin(), out, Map.of());
        }
    }

    /** The IoU head has a width of its own in {@code SAM2Base}, whatever the decoder's; its three layers are hidden, hidden and output. */
    private static long[] officialShape(String key, long[] shape) {
        if (!key.startsWith(IOU_HEAD)) {
            return shape;
        }
        char layer = key.charAt(IOU_HEAD.length());
        long[] out = shape.clone();
        if (layer != '2') {
            out[0] = IOU_HIDDEN;
        }
        if (layer != '0' && shape.length > 1) {
            out[1] = IOU_HIDDEN;
        }
        return out;
    }

    /** The values in the low corner of a shape that may be larger along its two first axes, zeros elsewhere. */
    private static float[] padded(StoredTensor tensor, long[] shape) {
        float[] values = tensor.toFloats();
        long[] own = tensor.shape();
        if (Arrays.equals(own, shape)) {
            return values;
        }
        int rows = (int) own[0];
        int columns = own.length > 1 ? (int) own[1] : 1;
        int width = shape.length > 1 ? (int) shape[1] : 1;
        float[] out = new float[Math.toIntExact(shape[0] * width)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * columns, out, row * width, columns);
        }
        return out;
    }
}
