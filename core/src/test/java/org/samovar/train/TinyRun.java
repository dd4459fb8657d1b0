package org.samovar.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.tensor.Precision;
import org.samovar.train.augment.Augmenter;
import org.samovar.train.loss.MaskLoss;
import org.samovar.train.prompts.SimulatedUser;

/** A run on synthetic images that is short enough for a test. */
final class TinyRun {
    private TinyRun() {}

    /** A network small enough to train in a test. */
    static Networks.Untrained network() {
        return network(Sam2Config.Memory.WITHOUT);
    }

    static Networks.Untrained network(Sam2Config.Memory memory) {
        Sam2Config config = new Sam2Config(
                Sam2Config.Version.SAM_2_1,
                64,
                8,
                1,
                List.of(1, 1, 1, 1),
                List.of(3),
                List.of(4, 4, 4, 2),
                7,
                memory == Sam2Config.Memory.WITH ? 64 : 32,
                16,
                memory,
                Sam2Config.SingleMask.FIRST_TOKEN);
        Sam2 network = new Sam2(config);
        Optional<FrameStep> step =
                memory == Sam2Config.Memory.WITH ? Optional.of(network.frameStep()) : Optional.empty();
        return new Networks.Untrained(network, step, Map.of("who", "tiny"));
    }

    /** A constant rate, both kinds of prompts, up to two rounds. */
    static TrainConfig config(long iterations, double rate) {
        return config(iterations, rate, new TrainConfig.Clips(0, 2, 0, 0, 0));
    }

    static TrainConfig config(long iterations, double rate, TrainConfig.Clips clips) {
        Optimiser optimiser = RecordJson.read(
                JsonFiles.parse(
                        """
                        {"rate": %s, "schedule": "CONSTANT", "beta1": 0.9, "beta2": 0.98, "decay": 0.05, "clip": 1, "average": 0.9}
                        """
                                .formatted(rate),
                        "optimiser"),
                Optimiser.class,
                "optimiser");
        TrainConfig.Stage stage = new TrainConfig.Stage(
                1,
                List.of(64),
                0.5,
                0.5,
                0.5,
                1,
                2,
                1,
                0.5,
                SimulatedUser.Style.NATURAL,
                0.05,
                new Augmenter.Choice(0.2, 0.2, 0.2, 0.8),
                clips);
        return new TrainConfig(
                "tiny",
                "tiny",
                Optional.empty(),
                7,
                Precision.FLOAT32,
                Optional.empty(),
                List.of(""),
                new TrainConfig.Data(List.of(), 1, 1, 1),
                optimiser,
                MaskLoss.BALANCED,
                2,
                2,
                1000,
                iterations,
                1000,
                1000,
                0,
                List.of(stage));
    }
}
