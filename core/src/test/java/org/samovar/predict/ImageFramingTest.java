package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.RgbImage;
import org.samovar.model.InputRule;
import org.samovar.model.PromptTensors;
import org.samovar.prompt.PointPrompt;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class ImageFramingTest {
    private static final InputRule PADDED = InputRule.imageNet(8, Fit.LONGEST_SIDE);
    private static final InputRule STRETCHED = InputRule.imageNet(8, Fit.STRETCH);

    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.inference(Precision.FLOAT32);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void aWideImageIsPaddedBelowWithZerosAfterNormalising() {
        Tensor input = ImageFraming.whole(PADDED, new Size(4, 2)).pixels(even(4, 2, 200));

        assertThat(input.shape()).containsExactly(1, 3, 8, 8);
        float[] red = input.select(1, 0).toFloats();
        assertThat(red[3 * 8 + 7]).isCloseTo((200 - 123.675f) / 58.395f, within(1e-6f));
        assertThat(red[4 * 8]).isZero();
    }

    @Test
    void aStretchedImageFillsTheWholeInput() {
        Tensor input = ImageFraming.whole(STRETCHED, new Size(4, 2)).pixels(even(4, 2, 51));

        float[] blue = input.select(1, 2).toFloats();
        assertThat(blue).hasSize(64);
        for (float value : blue) {
            assertThat(value).isCloseTo((0.2f - 0.406f) / 0.225f, within(1e-6f));
        }
    }

    @Test
    void aWindowSeesItsOwnPixelsOnly() {
        byte[] gray = new byte[16 * 8];
        Arrays.fill(gray, (byte) 255);
        for (int y = 2; y < 6; y++) {
            Arrays.fill(gray, y * 16 + 4, y * 16 + 8, (byte) 0);
        }

        Tensor input = ImageFraming.window(PADDED, new Region(4, 2, 4, 4)).pixels(RgbImage.gray(16, 8, gray));

        assertThat(input.select(1, 0).toFloats()).containsOnly(-123.675f / 58.395f);
    }

    @Test
    void promptsAreScaledFromTheWindowToTheInput() {
        ImageFraming framing = ImageFraming.window(PADDED, new Region(10, 20, 4, 2));

        PromptTensors prompts = framing.prompts(
                List.of(PointPrompt.positive(11, 21), PointPrompt.negative(12, 20)),
                Optional.of(new Box(10, 20, 14, 22)),
                Optional.empty());

        assertThat(prompts.points().orElseThrow().shape()).containsExactly(1, 2, 2);
        assertThat(prompts.points().orElseThrow().toFloats()).containsExactly(2, 2, 4, 0);
        assertThat(prompts.labels().orElseThrow().toFloats()).containsExactly(1, 0);
        assertThat(prompts.boxes().orElseThrow().toFloats()).containsExactly(0, 0, 8, 4);
    }

    @Test
    void eachClickIsAnObjectOfItsOwn() {
        PromptTensors prompts = ImageFraming.whole(STRETCHED, new Size(4, 2))
                .clicks(List.of(PointPrompt.positive(1, 1), PointPrompt.positive(2, 1), PointPrompt.negative(3, 1)));

        assertThat(prompts.count()).isEqualTo(3);
        assertThat(prompts.points().orElseThrow().toFloats()).containsExactly(2, 4, 4, 4, 6, 4);
    }

    @Test
    void logitsOfAPaddedImageLoseThePaddingAndGetTheSizeOfTheWindow() {
        float[] logits = new float[16];
        Arrays.fill(logits, 0, 8, 1f);
        Arrays.fill(logits, 8, 16, -1f);

        Tensor out = ImageFraming.whole(PADDED, new Size(6, 3)).logits(Tensors.of(logits, 1, 1, 4, 4));

        assertThat(out.shape()).containsExactly(1, 1, 3, 6);
        assertThat(out.toFloats()[0]).isEqualTo(1f);
        assertThat(out.toFloats()[12]).isLessThan(1f).isGreaterThan(0f);
    }

    @Test
    void intermediatesDieWithTheCall() {
        ImageFraming framing = ImageFraming.whole(STRETCHED, new Size(4, 2));
        long before = Tensor.live();

        framing.pixels(even(4, 2, 1)).close();

        assertThat(Tensor.live()).isEqualTo(before);
    }

    private static RgbImage even(int width, int height, int value) {
        byte[] gray = new byte[width * height];
        Arrays.fill(gray, (byte) value);
        return RgbImage.gray(width, height, gray);
    }
}
