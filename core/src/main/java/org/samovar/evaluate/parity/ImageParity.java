package org.samovar.evaluate.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.io.npy.NpyArray;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.decoder.PositionEncoding;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.predict.ImageFraming;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Runs a network through an image case: encodes the image, decodes each prompt as the official predictors do, and compares. */
public final class ImageParity {
    private static final String FREQUENCIES = "pe_layer.positional_encoding_gaussian_matrix";
    private static final PointPrompt DEFAULT_POINT = PointPrompt.positive(210, 150);
    private static final Map<String, MaskOutput> OUTPUTS =
            Map.of("multi", MaskOutput.MULTI, "single", MaskOutput.SINGLE);

    private final ParityCase golden;
    private final PromptableNetwork network;
    private final Map<String, Double> errors = new LinkedHashMap<>();

    private ImageParity(ParityCase golden, PromptableNetwork network) {
        this.golden = golden;
        this.network = network;
    }

    /**
     * The error of each output, as {@link GoldenOutput#error} measures it; infinite for one that this harness does not know.
     *
     * @param network with the weights of the case
     * @throws UserError when the case is not one of images
     */
    public static Map<String, Double> errors(
            ParityCase golden, PromptableNetwork network, RgbImage image, Precision precision) {
        if (golden.kind() != ParityCase.Kind.IMAGE) {
            throw new UserError("The case " + golden.name() + " is not one of an image predictor.");
        }
        ImageParity parity = new ImageParity(golden, network);
        golden.outputs().keySet().forEach(name -> parity.errors.put(name, Double.POSITIVE_INFINITY));
        try (Scope scope = Scope.inference(precision)) {
            parity.run(ImageFraming.whole(network.input(), image.size()), image);
        }
        return parity.errors;
    }

    private void run(ImageFraming framing, RgbImage image) {
        ImageFeatures features = network.encode(framing.pixels(image));
        compare("embedding", features.embedding());
        for (int i = 0; i < features.highResolution().size(); i++) {
            compare("high_res_" + i, features.highResolution().get(i));
        }
        comparePositions(features.embedding());
        for (String prompt : prompts()) {
            OUTPUTS.forEach((key, output) -> {
                String prefix = prompt + "." + key;
                if (errors.keySet().stream().anyMatch(name -> name.startsWith(prefix))) {
                    decode(prefix, framing, features, prompt(prompt, framing), output);
                }
            });
        }
    }

    /** The positions of the image's cells, from the frequencies that the network holds. */
    private void comparePositions(Tensor embedding) {
        if (errors.containsKey("dense_pe")) {
            Parameter frequencies = network.layer().parameters().entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith(FREQUENCIES))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new UserError("The network encodes no positions."));
            PositionEncoding encoding = new PositionEncoding(embedding.size(1));
            try (Weights weights = Weights.fill(encoding, (key, parameter) -> Ops.copy(frequencies.value()))) {
                compare("dense_pe", encoding.grid(embedding.size(2), embedding.size(3)));
            }
        }
    }

    /** The names of the prompts: an output is called {@code prompt.multi.iou} and the like. */
    private List<String> prompts() {
        return errors.keySet().stream()
                .map(name -> name.split("\\."))
                .filter(parts -> parts.length > 2)
                .map(parts -> parts[0])
                .distinct()
                .toList();
    }

    private PromptTensors prompt(String name, ImageFraming framing) {
        Optional<NpyArray> coordinates = golden.input(name + ".points");
        Optional<NpyArray> box = golden.input(name + ".box");
        Optional<Tensor> mask = golden.input(name + ".low_res_logits").map(ImageParity::maskInput);
        List<PointPrompt> points =
                coordinates.map(c -> points(c, name)).orElse(box.isPresent() ? List.of() : List.of(DEFAULT_POINT));
        return framing.prompts(points, box.map(b -> new Box(b.get(0), b.get(1), b.get(2), b.get(3))), mask);
    }

    private List<PointPrompt> points(NpyArray coordinates, String name) {
        NpyArray labels = golden.input(name + ".labels")
                .orElseThrow(() ->
                        new UserError("The case " + golden.name() + " has points without labels for " + name + "."));
        List<PointPrompt> points = new ArrayList<>();
        for (int i = 0; i < labels.count(); i++) {
            ImagePoint at = new ImagePoint(coordinates.get(2 * i), coordinates.get(2 * i + 1));
            points.add(new PointPrompt(at, labels.get(i) > 0 ? Polarity.POSITIVE : Polarity.NEGATIVE));
        }
        return points;
    }

    private static Tensor maskInput(NpyArray logits) {
        long[] shape = logits.shape(); // (1, h, w)
        return Tensors.of(logits.toFloats(), 1, 1, shape[shape.length - 2], shape[shape.length - 1]);
    }

    private void decode(
            String prefix, ImageFraming framing, ImageFeatures features, PromptTensors prompt, MaskOutput output) {
        try (Scope scope = Scope.nested()) {
            MaskPrediction masks = network.decode(features, prompt, output);
            compare(prefix + ".low_res_logits", masks.logits().squeeze(0));
            compare(prefix + ".iou", masks.iou().squeeze(0));
            if (errors.containsKey(prefix + ".logits")) {
                compare(prefix + ".logits", framing.logits(masks.logits()).squeeze(0));
            }
        }
    }

    private void compare(String name, Tensor output) {
        GoldenOutput expected = golden.outputs().get(name);
        if (expected != null) {
            errors.put(name, expected.error(output.shape(), output.toFloats()));
        }
    }
}
