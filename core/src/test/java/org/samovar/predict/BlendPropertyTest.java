package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samovar.geometry.Size;
import org.samovar.method.PatchShape;

class BlendPropertyTest {
    @Property(tries = 60)
    void aConstantIsBlendedToItself(
            @ForAll @IntRange(min = 1, max = 9) int depth,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 16) int side,
            @ForAll @IntRange(min = 1, max = 8) int eighths) {
        Blend blend = new Blend(new PatchShape(1, d, side, side), 1, depth, new Size(7, height), eighths / 8.0);
        float[] probabilities = new float[d * side * side];
        Arrays.fill(probabilities, 0.3f);
        int[] starts = blend.depths().starts();
        int taken = 0;
        for (int i = 0; i < starts.length; i++) {
            for (int y : blend.rows().starts()) {
                for (int x : blend.columns().starts()) {
                    blend.add(probabilities, starts[i], y, x);
                }
            }
            int reached = i + 1 < starts.length ? starts[i + 1] : depth;
            for (; blend.first() < reached; taken++) {
                for (float p : blend.take()[0]) {
                    assertThat(p).isCloseTo(0.3f, within(1e-5f));
                }
                blend.advance();
            }
        }
        assertThat(taken).isEqualTo(depth);
    }
}
