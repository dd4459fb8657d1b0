package org.samovar.train.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.predict.semantic.SemanticNetworks;

/** The sizes of the frozen and the learned parts, as docs/adr/0019 has them. */
class MaskSamConfigsTest {
    private static Layer network(String name, int classes) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
        return SemanticNetworks.of(SemanticConfigFile.included(name).spec(names))
                .layer();
    }

    private static long count(Layer layer, String... prefixes) {
        return layer.parameters().entrySet().stream()
                .filter(e -> List.of(prefixes).stream().anyMatch(e.getKey()::startsWith))
                .mapToLong(e -> e.getValue().count())
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "masksam-laptop, 2, 8_280_770, 1_936_312, 534_792, 80_952, 1_250_236",
        "masksam-acdc-paper, 3, 93_735_728, 17_844_948, 7_242_240, 302_668, 6_092_512",
        "masksam-amos-paper, 15, 93_735_728, 25_557_687, 7_246_080, 306_483, 15_564_192",
        "masksam-amos-released, 15, 641_090_864, 73_917_311, 53_157_120, 306_483, 18_012_776"
    })
    void thePartsHaveTheirSizes(
            String name, int classes, String frozen, String learned, String encoder, String decoder, String generator) {
        Layer layer = network(name, classes);
        long all =
                layer.parameters().values().stream().mapToLong(Parameter::count).sum();

        assertThat(List.of(
                        count(layer, "backbone."),
                        all - count(layer, "backbone."),
                        count(layer, "added.image_encoder"),
                        count(layer, "added.mask_decoder", "added.sam_mask_decoder"),
                        count(layer, "prompt_generator.")))
                .isEqualTo(
                        List.of(number(frozen), number(learned), number(encoder), number(decoder), number(generator)));
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }
}
