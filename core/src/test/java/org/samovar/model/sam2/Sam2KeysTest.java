package org.samovar.model.sam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samovar.model.sam2.Sam2Config.Version.SAM_2_0;
import static org.samovar.model.sam2.Sam2Config.Version.SAM_2_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.nn.Weights;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensors;
import org.samovar.testing.Shared;

class Sam2KeysTest {
    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of("sam2.1_hiera_t", Sam2Config.tiny(SAM_2_1)),
                Arguments.of("sam2.1_hiera_s", Sam2Config.small(SAM_2_1)),
                Arguments.of("sam2.1_hiera_b+", Sam2Config.basePlus(SAM_2_1)),
                Arguments.of("sam2.1_hiera_l", Sam2Config.large(SAM_2_1)),
                Arguments.of("sam2_hiera_t", Sam2Config.tiny(SAM_2_0)),
                Arguments.of("sam2_hiera_s", Sam2Config.small(SAM_2_0)),
                Arguments.of("sam2_hiera_b+", Sam2Config.basePlus(SAM_2_0)),
                Arguments.of("sam2_hiera_l", Sam2Config.large(SAM_2_0)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyKeyOfThePublishedFileHasItsPlaceAndShape(String name, Sam2Config config) throws IOException {
        Path keys = Shared.require("parity/keys/keys_" + name + ".tsv");
        Map<String, String> expected;
        try (Stream<String> lines = Files.lines(keys)) {
            expected = lines.map(line -> line.split("\t"))
                    .filter(f -> f[1].startsWith("["))
                    .collect(Collectors.toMap(f -> f[0], f -> f[1]));
        }
        Map<String, String> actual = new Sam2(config)
                .parameters().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                e -> Arrays.toString(e.getValue().shape())));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void nanoHasTheShapesOfItsDocumentation() {
        Sam2 nano = new Sam2(Sam2Config.nano());
        try (Weights weights = Weights.initialise(nano, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            assertThat(weights.parameters().values().stream()
                            .mapToLong(p -> p.count())
                            .sum())
                    .isLessThan(8_000_000);
            ImageFeatures features = nano.encode(Tensors.full(0.1, 2, 3, 128, 128));
            assertThat(features.embedding().shape()).containsExactly(2, 128, 8, 8);
            assertThat(features.highResolution().get(0).shape()).containsExactly(2, 16, 32, 32);
            PromptTensors prompts = new PromptTensors(
                    java.util.Optional.of(Tensors.full(40, 2, 1, 2)),
                    java.util.Optional.of(Tensors.full(1, 2, 1)),
                    java.util.Optional.empty(),
                    java.util.Optional.of(Tensors.zeros(2, 1, 32, 32)));
            MaskPrediction p = nano.decode(features, prompts, MaskOutput.MULTI);
            assertThat(p.logits().shape()).containsExactly(2, 3, 32, 32);
            assertThat(p.iou().shape()).containsExactly(2, 3);
            assertThat(nano.decode(features, prompts, MaskOutput.SINGLE)
                            .logits()
                            .shape())
                    .containsExactly(2, 1, 32, 32);
        }
    }
}
