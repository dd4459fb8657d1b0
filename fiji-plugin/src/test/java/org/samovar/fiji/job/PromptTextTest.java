package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.Scribble;

class PromptTextTest {
    @Test
    void everyKindOfPromptHasItsWords() {
        PromptSet prompts = PromptSet.of(
                new BoxPrompt(new Box(3, 4, 20, 30)),
                PointPrompt.negative(12, 8.5),
                new Scribble(List.of(new ImagePoint(1, 2), new ImagePoint(3, 4)), Polarity.POSITIVE),
                new MaskPrompt(Mask.where(new Size(9, 9), (x, y) -> x < 2)));
        assertThat(PromptText.of(prompts))
                .isEqualTo("box 3,4,20,30; point 12,8.5,-; scribble + 1,2 3,4; mask of 18 pixels");
    }
}
