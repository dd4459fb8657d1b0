package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.image.LabelMap;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class DecoderAimTest {
    private static final int SIDE = 12;

    private static LabelMap square() {
        int[] ids = new int[SIDE * SIDE];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % SIDE >= 2 && i % SIDE < 9 && i / SIDE >= 3 && i / SIDE < 10 ? 4 : 0;
        }
        return LabelMap.of(SIDE, SIDE, ids);
    }

    private static Tensor target(DecoderAim aim) {
        List<Tensor> maps = aim.maps(square()).stream()
                .map(map -> Tensors.of(map, 1, SIDE, SIDE))
                .toList();
        return Ops.stack(maps, 1); // (1, K, H, W)
    }

    @Test
    void whatIsWantedHasNoLossAndWhatIsNotHasOne() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            for (DecoderAim aim : DecoderAim.values()) {
                Tensor target = target(aim).check("maps", 1, aim.outputs(), SIDE, SIDE);
                assertThat(aim.loss(target, target).item()).as(aim.name()).isCloseTo(0, within(1e-5f));
                Tensor nothing = Ops.mul(target, 0);
                assertThat(aim.loss(nothing, target).item()).as(aim.name()).isCloseTo(aim.outputs(), within(1e-5f));
            }
        }
    }

    @Test
    void distancesOutsideOfObjectsDoNotMatter() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor target = target(DecoderAim.INSTANCES);
            Tensor foreground = target.narrow(1, 0, 1);
            Tensor inside = Ops.mul(target.narrow(1, 1, 2), foreground);
            Tensor changed = Ops.cat(List.of(foreground, inside), 1);
            assertThat(DecoderAim.INSTANCES.loss(changed, target).item()).isCloseTo(0, within(1e-5f));
        }
    }
}
