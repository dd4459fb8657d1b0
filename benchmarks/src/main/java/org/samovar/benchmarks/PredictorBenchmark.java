package org.samovar.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.samovar.geometry.ImagePoint;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.mobilesam.MobileSam;
import org.samovar.model.mobilesam.MobileSamConfig;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.ImageFraming;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.tensor.Precision;

/**
 * Encoding an image and answering a click, under computable weights, from decoded pixels to masks at the size of the image: what
 * {@code set_image} and {@code predict} of the official predictors do. The image comes from the property {@code samovar.image}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
public class PredictorBenchmark {
    @Param({"sam_vit_b", "mobile_sam", "sam2.1_hiera_t", "sam2.1_hiera_b+", "samovar-nano"})
    public String model = "";

    @Param({"FLOAT32", "BFLOAT16"})
    public Precision precision = Precision.FLOAT32;

    private final org.samovar.tensor.Scope owner = org.samovar.tensor.Scope.shared();
    private PromptableNetwork network = new Sam2(Sam2Config.nano());
    private Weights weights = Weights.initialise(network.layer(), 1);
    private RgbImage image = RgbImage.gray(1, 1, new byte[1]);
    private ImageFraming framing = ImageFraming.whole(network.input(), image.size());
    private ImageFeatures features =
            new ImageFeatures(weights.tensors().values().iterator().next(), List.of());

    @Setup
    public void load() {
        weights.close();
        network = network(model);
        weights =
                Weights.fill(network.layer(), new ComputableWeights("parity-1")).lower(precision);
        image = new IntensityRule.AsIs().apply(Images.read(Path.of(System.getProperty("samovar.image"))));
        framing = ImageFraming.whole(network.input(), image.size());
        try (org.samovar.tensor.Scope scope = org.samovar.tensor.Scope.inference(precision)) {
            features = network.encode(framing.pixels(image)).moveTo(owner);
        }
    }

    private static PromptableNetwork network(String model) {
        return switch (model) {
            case "sam_vit_b" -> new Sam(SamConfig.vitB());
            case "mobile_sam" -> new MobileSam(MobileSamConfig.vitT());
            case "sam2.1_hiera_t" -> new Sam2(Sam2Config.tiny(Sam2Config.Version.SAM_2_1));
            case "sam2.1_hiera_b+" -> new Sam2(Sam2Config.basePlus(Sam2Config.Version.SAM_2_1));
            case "samovar-nano" -> new Sam2(Sam2Config.nano());
            default -> throw new IllegalArgumentException(model);
        };
    }

    @TearDown
    public void free() {
        owner.close();
        weights.close();
    }

    /** One image, encoded. */
    @Benchmark
    public float[] encode() {
        try (org.samovar.tensor.Scope scope = org.samovar.tensor.Scope.inference(precision)) {
            return network.encode(framing.pixels(image))
                    .embedding()
                    .narrow(1, 0, 1)
                    .toFloats();
        }
    }

    /** One click, three masks at the size of the image; so short that Java's compiler is in the way at first. */
    @Benchmark
    @Warmup(iterations = 15)
    @Measurement(iterations = 15)
    public float[] click() {
        try (org.samovar.tensor.Scope scope = org.samovar.tensor.Scope.inference(precision)) {
            var prompts = framing.clicks(List.of(new PointPrompt(new ImagePoint(210, 150), Polarity.POSITIVE)));
            MaskPrediction prediction = network.decode(features, prompts, MaskOutput.MULTI);
            return framing.logits(prediction.logits()).toFloats();
        }
    }
}
