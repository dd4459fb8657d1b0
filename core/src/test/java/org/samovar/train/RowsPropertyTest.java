package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class RowsPropertyTest {
    /** A tensor whose rows are numbered from a number on. */
    private static Tensor numbered(int from, int rows, int... rest) {
        int each = IntStream.of(rest).reduce(1, (a, b) -> a * b);
        float[] values = new float[rows * each];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + i / each;
        }
        long[] shape = IntStream.concat(IntStream.of(rows), IntStream.of(rest))
                .asLongStream()
                .toArray();
        return Tensors.of(values, shape);
    }

    private static FrameResult result(int rows, int masks) {
        Tensor score = numbered(400, rows, 1);
        return new FrameResult(
                new MaskPrediction(numbered(0, rows, masks, 2, 2), numbered(100, rows, masks), Optional.of(score)),
                numbered(200, rows, 1, 2, 2),
                numbered(300, rows, 1),
                score,
                numbered(500, rows, 3),
                numbered(600, rows, 2, 2, 2));
    }

    private static FrameResult of(Rows rows, FrameResult all) {
        MaskPrediction offered = all.candidates();
        return new FrameResult(
                new MaskPrediction(rows.of(offered.logits()), rows.of(offered.iou()), Optional.empty()),
                rows.of(all.logits()),
                rows.of(all.iou()),
                rows.of(all.objectScore()),
                rows.of(all.pointer()),
                rows.of(all.memory()));
    }

    private static List<float[]> values(FrameResult result) {
        return List.of(
                result.candidates().logits().toFloats(),
                result.candidates().iou().toFloats(),
                result.logits().toFloats(),
                result.iou().toFloats(),
                result.objectScore().toFloats(),
                result.pointer().toFloats(),
                result.memory().toFloats());
    }

    /** @param sizes number of memories of each clip */
    @Property(tries = 50)
    void whatIsTakenApartByWhatIsRememberedIsPutTogetherInOrder(
            @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 1, max = 3) Integer> sizes) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor memory = Tensors.zeros(1, 2, 1, 1);
            List<Recollection> recalled = new ArrayList<>();
            for (int size : sizes) {
                recalled.add(new Recollection(
                        IntStream.range(0, size)
                                .mapToObj(i -> new Recollection.Memory(memory, 0))
                                .toList(),
                        List.of()));
            }
            List<Rows> groups = Rows.alike(recalled);
            assertThat(groups).hasSize((int) sizes.stream().distinct().count());
            FrameResult all = result(sizes.size(), 3);
            List<FrameResult> parts = groups.stream().map(rows -> of(rows, all)).toList();
            List<float[]> joined = values(Rows.join(groups, parts));
            List<float[]> expected = values(all);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(joined.get(i)).containsExactly(expected.get(i));
            }
        }
    }

    @Property(tries = 20)
    void promptsOfSomeClipsAreTheirs(@ForAll @IntRange(min = 0, max = 4) int one) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Rows rows = Rows.where(5, i -> i == one);
            FramePrompt all = new FramePrompt.Hints(new PromptTensors(
                    Optional.of(numbered(0, 5, 2, 2)),
                    Optional.of(numbered(10, 5, 2)),
                    Optional.of(numbered(20, 5, 4)),
                    Optional.of(numbered(30, 5, 1, 2, 2))));
            PromptTensors own = ((FramePrompt.Hints) rows.of(all)).tensors();
            assertThat(own.points().orElseThrow().toFloats()).containsOnly(one).hasSize(4);
            assertThat(own.labels().orElseThrow().toFloats())
                    .containsOnly(10 + one)
                    .hasSize(2);
            assertThat(own.boxes().orElseThrow().toFloats())
                    .containsOnly(20 + one)
                    .hasSize(4);
            assertThat(own.masks().orElseThrow().toFloats())
                    .containsOnly(30 + one)
                    .hasSize(4);
        }
    }
}
