package org.samovar.evaluate.parity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.method.medicosam.Unetr;
import org.samovar.predict.ImageFraming;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** Runs MedicoSAM's decoder on a whole image, as torch-em's {@code UNETR.forward} does, and compares. */
public final class SegmentationParity {
    /** The one output of a case: values after the sigmoid, at the size of the image. */
    static final String OUTPUT = "output";

    private SegmentationParity() {}

    /**
     * The error of each output, as {@link GoldenOutput#error} measures it; infinite for one that this harness does not know.
     *
     * @param network with the weights of the case
     * @throws UserError when the case is not one of segmentation
     */
    public static Map<String, Double> errors(ParityCase golden, Unetr network, RgbImage image, Precision precision) {
        if (golden.kind() != ParityCase.Kind.SEGMENTATION) {
            throw new UserError("The case " + golden.name() + " is not one of segmentation without prompts.");
        }
        ImageFraming framing = ImageFraming.whole(network.network().input(), image.size());
        try (Scope scope = Scope.inference(precision)) {
            Tensor pixels = framing.pixelsByFloats(image); // (1, 3, S, S)
            Tensor logits = network.logits(network.network().encode(pixels), Statistics.RUNNING); // (1, K, S, S)
            Tensor output = framing.logits(Ops.sigmoid(logits)); // (1, K, H, W)
            Map<String, Double> errors = new LinkedHashMap<>();
            golden.outputs()
                    .forEach((name, expected) -> errors.put(
                            name,
                            name.equals(OUTPUT)
                                    ? expected.error(output.shape(), output.toFloats())
                                    : Double.POSITIVE_INFINITY));
            return errors;
        }
    }
}
