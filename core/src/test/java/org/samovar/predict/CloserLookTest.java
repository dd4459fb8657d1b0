package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.geometry.Fit;
import org.samovar.geometry.Region;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.model.MaskOutput;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;

class CloserLookTest {
    private final ColourNetwork network = new ColourNetwork(128, Fit.STRETCH);

    private static WindowDecoder decoder(ColourNetwork network, RgbImage image) {
        return new WindowDecoder(network, image, SessionSettings.published(), EmbeddingCache.inMemory(1 << 20));
    }

    /** The object as it is found on the whole image. */
    private static Candidate whole(WindowDecoder decoder, Mask object) {
        PromptSet box = PromptSet.of(new BoxPrompt(object.boundingBox().orElseThrow()));
        PromptBatch.Item item =
                new PromptBatch.Item(decoder.frame(decoder.size().region()), box, Optional.empty());
        return decoder.decode(List.of(item), MaskOutput.SINGLE).get(0).get(0);
    }

    @ParameterizedTest
    @CsvSource({"ALWAYS, 60, true", "ALWAYS, 300, false", "AUTO, 60, false", "AUTO, 16, true", "NEVER, 16, false"})
    void onlyWhereItWouldBeSeenMuchLargerAndAsTheNetworkZooms(Zoom zoom, int side, boolean looks) {
        Mask object = Pictures.rectangle(512, 512, 96, 96, 96 + side, 96 + side);
        WindowDecoder decoder = decoder(network, Pictures.of(object));
        Candidate found = whole(decoder, object);
        Candidate closer = new CloserLook(decoder, zoom).at(found);
        Region all = decoder.size().region();
        assertThat(closer.window().equals(all)).isNotEqualTo(looks);
        assertThat(closer.mask().iou(object))
                .isGreaterThanOrEqualTo(found.mask().iou(object));
    }

    @Test
    void aMaskThatSaysSomethingElseIsNotBelieved() {
        // a frame around a hole: the middle of the box has the colour of the hole, which is all that the closer look
        // finds
        Mask ring = Pictures.rectangle(512, 512, 100, 100, 160, 160)
                .minus(Pictures.rectangle(512, 512, 118, 118, 142, 142));
        WindowDecoder decoder = decoder(network, Pictures.of(ring));
        Candidate found = new Candidate(
                decoder.size(),
                decoder.rule(),
                Logits.of(ring, decoder.frame(decoder.size().region()), 32),
                0.9);
        assertThat(new CloserLook(decoder, Zoom.ALWAYS).at(found)).isSameAs(found);
    }

    @Test
    void nothingIsLookedAtOnceMore() {
        WindowDecoder decoder = decoder(network, Pictures.of(Pictures.rectangle(512, 512, 1, 1, 9, 9)));
        Candidate nothing = new Candidate(
                decoder.size(),
                decoder.rule(),
                Logits.of(
                        Mask.empty(decoder.size()), decoder.frame(decoder.size().region()), 32),
                0.1);
        assertThat(new CloserLook(decoder, Zoom.ALWAYS).at(nothing)).isSameAs(nothing);
    }
}
