package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samovar.geometry.Fit;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;

class SliceProjectionTest {
    private static final SessionSettings WHOLE = SessionSettings.published().withZoom(Zoom.NEVER);

    private final ColourNetwork network = new ColourNetwork(128, Fit.STRETCH);

    private static VolumeSettings settings(Propagation.Projection projection) {
        return VolumeSettings.published().with(WHOLE).with(projection);
    }

    private static List<Integer> propagate(VolumeSession session) {
        List<Integer> visited = new ArrayList<>();
        session.propagate(SliceRange.all(session.slices()), (slice, found) -> visited.add(slice), Progress.NONE);
        return visited;
    }

    /** The network of this test takes the first pixel of a mask for the object, which it is not on the next slice. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MASK")
    void eachKindOfPromptFollowsAMovingObject(ProjectedPrompts kind) {
        SliceSequence slices = Stacks.moving(8);
        try (VolumeSession session =
                VolumeSession.open(network, slices, settings(new Propagation.Projection(kind, 0.5, 0)))) {
            session.prompt(1, 3, PromptSet.of(PointPrompt.positive(20, 20)));
            assertThat(propagate(session)).containsExactly(4, 5, 6, 7, 2, 1, 0);
            for (int slice = 0; slice < 8; slice++) {
                Mask found = session.mask(1, slice).orElseThrow().toMask();
                assertThat(found.iou(Stacks.square(slice)))
                        .as("slice %d", slice)
                        .isGreaterThan(0.85);
            }
        }
    }

    @Test
    void aMaskAloneFollowsAnObjectThatStays() {
        SliceSequence slices = Stacks.of(List.of(Stacks.square(2), Stacks.square(2), Stacks.square(2)));
        Propagation.Projection masks = new Propagation.Projection(ProjectedPrompts.MASK, 0.5, 0);
        try (VolumeSession session = VolumeSession.open(network, slices, settings(masks))) {
            session.give(1, 0, Stacks.square(2));
            assertThat(propagate(session)).containsExactly(1, 2);
            assertThat(session.mask(1, 2).orElseThrow().toMask().iou(Stacks.square(2)))
                    .isGreaterThan(0.85);
        }
    }

    @Test
    void anObjectEndsWhereItsMasksDifferTooMuch() {
        List<Mask> masks = new ArrayList<>();
        for (int slice = 0; slice < 6; slice++) {
            masks.add(slice < 4 ? Stacks.square(0) : Pictures.rectangle(64, 48, 6, 12, 11, 17));
        }
        try (VolumeSession session =
                VolumeSession.open(network, Stacks.of(masks), settings(Propagation.Projection.standard()))) {
            session.give(1, 1, masks.get(1));
            assertThat(propagate(session)).containsExactly(2, 3, 0);
            assertThat(session.mask(1, 5)).map(RunLengthMask::isEmpty).contains(true);
            assertThat(propagate(session)).isEmpty();
        }
    }

    @Test
    void betweenTwoPromptedSlicesNothingEndsAndTheMiddleIsPromptedFromBothSides() {
        List<Mask> masks = new ArrayList<>();
        for (int slice = 0; slice < 5; slice++) {
            masks.add(Pictures.rectangle(64, 48, slice < 2 ? 4 : 20, 12, slice < 3 ? 28 : 44, 32));
        }
        Propagation.Projection boxes = new Propagation.Projection(ProjectedPrompts.BOX, 0.9, 0);
        try (VolumeSession session = VolumeSession.open(network, Stacks.of(masks), settings(boxes))) {
            session.give(1, 0, masks.get(0));
            session.give(1, 4, masks.get(4));
            assertThat(propagate(session)).containsExactly(1, 3, 2);
            // the middle of the union's box (24, 22) is on the object of slice 2, that of either side's box (16, 32) is
            // not
            assertThat(session.mask(1, 2).orElseThrow().toMask().iou(masks.get(2)))
                    .isGreaterThan(0.8);
        }
    }

    @Test
    void aNetworkWithoutMemoryIsNotFollowedByMemory() {
        assertThatThrownBy(() -> VolumeSession.open(
                        network, Stacks.moving(2), VolumeSettings.published().with(WHOLE)))
                .isInstanceOf(UserError.class)
                .hasMessage("This model has no memory by which it could follow an object.");
        assertThat(VolumeSettings.suitedTo(network, WHOLE).propagation()).isEqualTo(Propagation.Projection.standard());
    }
}
