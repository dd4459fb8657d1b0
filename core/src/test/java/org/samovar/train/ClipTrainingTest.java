package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.tensor.Tensor;

class ClipTrainingTest {
    private static final TrainConfig.Clips CLIPS = new TrainConfig.Clips(1, 3, 0, 0.5, 0.4);
    private static final List<String> MEMORY = List.of(
            "memory_attention.",
            "memory_encoder.",
            "maskmem_tpos_enc",
            "mask_downsample.",
            "obj_ptr_proj.",
            "obj_ptr_tpos_proj.",
            "no_obj_ptr",
            "no_obj_embed_spatial",
            "no_mem_pos_enc");

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    private static TrainConfig config(long iterations, List<String> trainable, TrainConfig.Clips clips) {
        TrainConfig c = TinyRun.config(iterations, 1e-3, clips);
        return new TrainConfig(
                c.name(),
                c.network(),
                c.weights(),
                c.seed(),
                c.precision(),
                c.graph(),
                trainable,
                c.data(),
                c.optimiser(),
                c.loss(),
                c.batch(),
                c.objects(),
                c.minutes(),
                c.iterations(),
                c.validateMinutes(),
                c.saveMinutes(),
                c.patience(),
                c.stages());
    }

    private StateDict train(TrainConfig config, Sam2Config.Memory memory, Optional<StateDict> start, String into) {
        Path target = folder.resolve(into);
        try (Trainer trainer = Trainer.open(config, TinyRun.network(memory), start, folder, target, heard::add)) {
            trainer.run();
        }
        return Checkpoints.read(target.resolve("best.safetensors"));
    }

    @Test
    void aMemoryIsLearnedOnTopOfANetworkWithoutOneWhichStaysAsItIs() {
        StateDict whole = train(
                TinyRun.config(1, 1e-3, new TrainConfig.Clips(0, 2, 0, 0, 0)),
                Sam2Config.Memory.WITH,
                Optional.empty(),
                "images");
        StateDict images = without(whole, MEMORY);
        StateDict taught = train(config(2, MEMORY, CLIPS), Sam2Config.Memory.WITH, Optional.of(images), "memory");
        assertThat(taught.keys()).isEqualTo(whole.keys());
        for (String key : images.keys()) {
            assertThat(taught.get(key).toFloats())
                    .as(key)
                    .containsExactly(images.get(key).toFloats());
        }
        assertThat(heard).anyMatch(line -> line.contains("synthetic: next"));
    }

    private static StateDict without(StateDict all, List<String> prefixes) {
        StateDict out = all;
        for (String prefix : prefixes) {
            out = out.without(prefix);
        }
        return out;
    }

    @Test
    void aPartThatIsNotTrainedMayNotBeMissing() {
        StateDict whole = train(config(1, List.of(""), CLIPS), Sam2Config.Memory.WITH, Optional.empty(), "whole");
        StateDict images = without(whole, MEMORY);
        assertThatThrownBy(() -> train(
                        config(1, List.of("memory_attention."), CLIPS),
                        Sam2Config.Memory.WITH,
                        Optional.of(images),
                        "never"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("maskmem_tpos_enc");
    }

    @Test
    void aRunOverClipsThatWasCutInTwoEndsWithTheSameWeights() {
        StateDict whole = train(config(4, List.of(""), CLIPS), Sam2Config.Memory.WITH, Optional.empty(), "one");
        train(config(2, List.of(""), CLIPS), Sam2Config.Memory.WITH, Optional.empty(), "parts");
        train(config(4, List.of(""), CLIPS), Sam2Config.Memory.WITH, Optional.empty(), "parts");
        StateDict last = Checkpoints.read(folder.resolve("parts/last.safetensors"));
        StateDict expected = Checkpoints.read(folder.resolve("one/last.safetensors"));
        assertThat(last.keys()).isEqualTo(whole.keys());
        for (String key : last.keys()) {
            assertThat(last.get(key).toFloats())
                    .as(key)
                    .containsExactly(expected.get(key).toFloats());
        }
    }

    @Test
    void aNetworkWithoutMemoryCannotLearnFromClips() {
        assertThatThrownBy(() ->
                        train(config(1, List.of(""), CLIPS), Sam2Config.Memory.WITHOUT, Optional.empty(), "without"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no memory");
    }

    @Test
    void nothingIsLeftWhenARunOverClipsIsClosed() {
        train(config(1, List.of(""), CLIPS), Sam2Config.Memory.WITH, Optional.empty(), "warm");
        long before = Tensor.live();
        train(config(3, List.of(""), CLIPS), Sam2Config.Memory.WITH, Optional.empty(), "counted");
        assertThat(Tensor.live()).isEqualTo(before);
    }
}
