package org.samovar.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.samovar.geometry.Box;
import org.samovar.image.RgbImage;
import org.samovar.io.npy.NpyArray;
import org.samovar.memory.Corrections;
import org.samovar.memory.Direction;
import org.samovar.memory.FifoPolicy;
import org.samovar.memory.Tracker;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.ImageFraming;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Tensors;

/**
 * Following objects through twelve frames from boxes on the first, under computable weights, from decoded pixels to masks at the size of
 * the image: what {@code propagate_in_video} of the official predictor does. Times are per frame. The stack of frames, half as many,
 * comes from the property {@code samovar.frames}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(1)
public class PropagationBenchmark {
    private static final int FRAMES = 12;
    /** Where it is high, no object is ever absent, as in the official run. */
    private static final String SCORE_BIAS = "sam_mask_decoder.pred_obj_score_head.layers.2.bias";

    @Param({"1", "3"})
    public int objects = 1;

    @Param({"FLOAT32", "BFLOAT16"})
    public Precision precision = Precision.FLOAT32;

    private final Sam2 network = new Sam2(Sam2Config.tiny(Sam2Config.Version.SAM_2_1));
    private final ComputableWeights source = new ComputableWeights("parity-1");
    private final Weights weights = Weights.fill(
            network, (key, p) -> key.equals(SCORE_BIAS) ? Tensors.full(3, p.shape()) : source.tensor(key, p));
    private final List<RgbImage> frames = frames(Path.of(System.getProperty("samovar.frames")));
    private final ImageFraming framing =
            ImageFraming.whole(network.input(), frames.get(0).size());

    private static List<RgbImage> frames(Path stack) {
        NpyArray volume = NpyArray.read(stack); // (frames, height, width)
        int height = Math.toIntExact(volume.shape()[1]);
        int width = Math.toIntExact(volume.shape()[2]);
        int stored = Math.toIntExact(volume.shape()[0]);
        byte[] all = volume.toBytes();
        List<RgbImage> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            int start = i % stored * height * width;
            frames.add(RgbImage.gray(width, height, Arrays.copyOfRange(all, start, start + height * width)));
        }
        return frames;
    }

    @Setup
    public void lower() {
        weights.lower(precision);
    }

    @TearDown
    public void free() {
        weights.close();
    }

    /** All frames. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public float propagate() {
        float sum = 0;
        try (Tracker tracker = new Tracker(
                network.frameStep(), FRAMES, FifoPolicy.published(), Corrections.TRACKED, MaskMemory.SOFT)) {
            prompt(tracker);
            for (int frame = 1; frame < FRAMES; frame++) {
                try (var scope = org.samovar.tensor.Scope.inference(precision)) {
                    var features = network.encode(framing.pixels(frames.get(frame)));
                    for (FrameResult result :
                            tracker.track(frame, features, Direction.FORWARD).values()) {
                        sum += framing.logits(result.logits()).toFloats()[0];
                    }
                }
            }
        }
        return sum;
    }

    private void prompt(Tracker tracker) {
        try (var scope = org.samovar.tensor.Scope.inference(precision)) {
            var features = network.encode(framing.pixels(frames.get(0)));
            for (int object = 0; object < objects; object++) {
                Box box = new Box(40 + 10 * object, 50, 150, 170);
                tracker.prompt(object, 0, features, new FramePrompt.Hints(framing.boxes(List.of(box))));
            }
        }
    }
}
