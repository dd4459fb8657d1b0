package org.samovar.predict.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.geometry.UserError;
import org.samovar.io.RecordJson;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.unet.UNetOptions;

class SemanticSpecTest {
    private static final PatchShape PATCH = new PatchShape(2, 8, 32, 16);

    private static SemanticSpec unet(PatchShape patch) {
        JsonObject options = RecordJson.write(UNetOptions.laptop(3));
        return new SemanticSpec(
                "unet",
                Optional.empty(),
                patch,
                Framing.WINDOWS,
                Intensities.Z_SCORE,
                List.of("anterior", "posterior"),
                options);
    }

    @Test
    void aFileSaysAgainWhatWasWritten() {
        SemanticSpec spec = unet(PATCH);

        assertThat(SemanticSpec.find(spec.metadata())).contains(spec);
        assertThat(SemanticSpec.find(Map.of("format", "pt"))).isEmpty();
    }

    @Test
    void theNetworkIsAsTheFileSays() {
        SemanticNetwork network = SemanticNetworks.of(unet(PATCH));

        assertThat(network.patch()).isEqualTo(PATCH);
        assertThat(network.classes()).isEqualTo(3);
        assertThat(network.intensities()).isEqualTo(Intensities.Z_SCORE);
        assertThat(network.layer()
                        .parameters()
                        .get("encoder.stages.0.0.convs.0.conv.weight")
                        .shape())
                .containsExactly(16, 2, 1, 3, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"system": "unet"} | lacks
            {                  | is no JSON
            []                 | object in braces
            """)
    void whatIsDamagedIsSaidInOneSentence(String text, String reason) {
        assertThatThrownBy(() -> SemanticSpec.find(Map.of(SemanticSpec.KEY, text)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The file says in its metadata 'samovar.method'")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "depth, 2000000000",
        "height, 8192",
        "modalities, 65",
        "width, 0",
        "width, -3",
    })
    void hostileSizesAreRefused(String name, int value) {
        JsonObject json = JsonParser.parseString(unet(PATCH).metadata().get(SemanticSpec.KEY))
                .getAsJsonObject();
        json.getAsJsonObject("patch").addProperty(name, value);

        assertThatThrownBy(() -> SemanticSpec.find(Map.of(SemanticSpec.KEY, json.toString())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aPatchThatDoesNotFitIsAnsweredWithOneThatDoes() {
        assertThatThrownBy(() -> SemanticNetworks.of(unet(new PatchShape(1, 8, 250, 200))))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error).hasMessage("A unet cannot have patches of 8 x 250 x 200.");
                    assertThat(error.hint()).contains("Take 8 x 256 x 224.");
                });
    }

    @Test
    void aSystemOrBackboneThatThereIsNotIsNamed() {
        SemanticSpec spec = unet(PATCH);
        SemanticSpec unknown = new SemanticSpec(
                "deeplab", spec.backbone(), PATCH, spec.framing(), spec.intensities(), spec.classes(), spec.options());
        assertThatThrownBy(() -> SemanticNetworks.of(unknown))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no prompt-free system 'deeplab'.");
        assertThatThrownBy(() -> Backbones.of("resnet"))
                .isInstanceOf(UserError.class)
                .hasMessage("No system can build on 'resnet'.");
    }

    @Test
    void optionsThatThereAreNotAreRefused() {
        SemanticSpec spec = unet(PATCH);
        JsonObject options = spec.options();
        options.addProperty("firstWidth", 1 << 20);
        SemanticSpec huge = new SemanticSpec(
                "unet", Optional.empty(), PATCH, spec.framing(), spec.intensities(), spec.classes(), options);

        assertThatThrownBy(() -> SemanticNetworks.of(huge))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("The options of a unet");
    }

    @Test
    void classesHaveNamesOfTheirOwn() {
        assertThatThrownBy(() -> new SemanticSpec(
                        "unet",
                        Optional.empty(),
                        PATCH,
                        Framing.WINDOWS,
                        Intensities.UNIT,
                        List.of("liver", "liver"),
                        new JsonObject()))
                .isInstanceOf(UserError.class);
    }
}
