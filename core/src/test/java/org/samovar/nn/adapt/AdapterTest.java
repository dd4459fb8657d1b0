package org.samovar.nn.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.nn.Weights;
import org.samovar.nn.adapt.Adapter.Mixing;
import org.samovar.nn.adapt.Adapter.Skip;
import org.samovar.nn.adapt.Adapter.Spot;
import org.samovar.nn.adapt.Adapter.Start;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Adapters, and what mixes slices in them; two patches of three slices with two prompts each. */
class AdapterTest {
    private static final int B = 2;
    private static final int D = 3;
    private static final int Q = 2;
    private static final int SIDE = 4;
    private static final int C = 8;
    private static final Slices SLICES = new Slices(D, Q);

    private static float[] noise(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] of(Insert insert, float[] grid) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            return insert.forward(Tensors.of(grid, B * D * Q, SIDE, SIDE, C)).toFloats();
        }
    }

    /** Patch, slice, prompt, row and column of an index into a grid. */
    private record Cell(int patch, int slice, int prompt, int row, int column) {
        static Cell of(int i) {
            int cell = i / C;
            int image = cell / SIDE / SIDE;
            return new Cell(image / Q / D, image / Q % D, image % Q, cell / SIDE % SIDE, cell % SIDE);
        }
    }

    /** Changes one cell of what an insert gets, and checks which cells of what it gives change. */
    private static void assertReach(Insert insert, Cell changed, BiPredicate<Cell, Cell> isReached) {
        float[] grid = noise(B * D * Q * SIDE * SIDE * C, 1);
        float[] other = grid.clone();
        for (int i = 0; i < grid.length; i++) {
            other[i] += Cell.of(i).equals(changed) ? 3 : 0;
        }
        float[] before = of(insert, grid);
        float[] after = of(insert, other);
        for (int i = 0; i < grid.length; i++) {
            Cell cell = Cell.of(i);
            if (!isReached.test(changed, cell)) {
                assertThat(after[i]).as("%s", cell).isEqualTo(before[i]);
            }
        }
        for (int i = 0; i < grid.length; i += C) {
            Cell cell = Cell.of(i);
            if (isReached.test(changed, cell)) {
                assertThat(Arrays.copyOfRange(after, i, i + C))
                        .as("%s", cell)
                        .isNotEqualTo(Arrays.copyOfRange(before, i, i + C));
            }
        }
    }

    @Test
    void theDepthMlpReachesTheSameCellOfAllSlicesOfThePatchAndPrompt() {
        DepthMlp mlp = new DepthMlp(SLICES);
        try (Weights weights = Weights.initialise(mlp, 2)) {
            assertReach(
                    mlp,
                    new Cell(1, 0, 1, 2, 3),
                    (from, to) -> to.equals(new Cell(from.patch, to.slice, from.prompt, from.row, from.column)));
        }
    }

    @Test
    void theDepthwiseConvolutionReachesNeighboursInTheSliceAndInTheNextSlices() {
        DepthwiseMixing mixing = new DepthwiseMixing(C, SLICES);
        try (Weights weights = Weights.initialise(mixing, 2)) {
            assertReach(
                    mixing,
                    new Cell(0, 0, 1, 1, 3),
                    (from, to) -> to.patch == from.patch
                            && to.prompt == from.prompt
                            && Math.abs(to.slice - from.slice) <= 1
                            && Math.abs(to.row - from.row) <= 1
                            && Math.abs(to.column - from.column) <= 1);
        }
    }

    @Test
    void theDepthwiseConvolutionIsOneInThreeDimensions() {
        DepthwiseMixing mixing = new DepthwiseMixing(C, SLICES);
        try (Weights weights = Weights.initialise(mixing, 2);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor x = Tensors.of(noise(B * D * Q * SIDE * SIDE * C, 1), B * D * Q, SIDE, SIDE, C);
            Tensor volumes =
                    x.reshape(B, D, Q, SIDE, SIDE, C).permute(0, 2, 5, 1, 3, 4).reshape(B * Q, C, D, SIDE, SIDE);
            Tensor kernel = mixing.parameters().get("conv.weight").value();
            Tensor bias = mixing.parameters().get("conv.bias").value();
            long[] ones = {1, 1, 1};
            Tensor convolved = NeuralOps.conv3d(volumes, kernel, Optional.of(bias), ones, ones, C)
                    .reshape(B, Q, C, D, SIDE, SIDE)
                    .permute(0, 3, 1, 4, 5, 2)
                    .reshape(x.shape());
            Tensor normed = NeuralOps.layerNorm(
                    convolved,
                    mixing.parameters().get("norm.weight").value(),
                    mixing.parameters().get("norm.bias").value(),
                    1e-5);
            float[] expected = Ops.add(x, Ops.gelu(normed)).toFloats();

            float[] actual = mixing.forward(x).toFloats();

            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f));
            }
        }
    }

    @Test
    void anImageHasNoDepthToConvolve() {
        DepthwiseMixing mixing = new DepthwiseMixing(C, Slices.images(1));

        assertThat(mixing.parameters().get("conv.weight").shape()).containsExactly(C, 1, 1, 3, 3);
        try (Weights weights = Weights.initialise(mixing, 2)) {
            assertThat(of(mixing, noise(B * D * Q * SIDE * SIDE * C, 1))).hasSize(B * D * Q * SIDE * SIDE * C);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAdapterThatStartsAtZeroChangesNothing(boolean isInSeries) {
        Mixing mixing = new Mixing(Spot.BETWEEN, new DepthMlp(SLICES));
        Skip skip = isInSeries ? Skip.AROUND : Skip.NONE;
        Adapter adapter = new Adapter(C, 2, Optional.of(mixing), skip, 0.5, Start.ZERO);
        float[] grid = noise(B * D * Q * SIDE * SIDE * C, 1);
        try (Weights weights = Weights.initialise(adapter, 2)) {
            assertThat(of(adapter, grid)).isEqualTo(isInSeries ? grid : new float[grid.length]);
        }
    }

    @Test
    void anAdapterMixesWhereItIsTold() {
        float[] grid = noise(B * D * Q * SIDE * SIDE * C, 1);
        float[][] made = new float[Spot.values().length][];
        for (Spot spot : Spot.values()) {
            Mixing mixing = new Mixing(spot, new DepthMlp(SLICES));
            Adapter adapter = new Adapter(C, 2, Optional.of(mixing), Skip.AROUND, 1, Start.RANDOM);
            try (Weights weights = Weights.initialise(adapter, 2)) {
                made[spot.ordinal()] = of(adapter, grid);
            }
        }
        assertThat(made[0]).isNotEqualTo(made[1]).isNotEqualTo(made[2]);
        assertThat(made[1]).isNotEqualTo(made[2]);
    }

    @Test
    void aScaleOfAHalfHalvesWhatIsAdded() {
        float[] grid = noise(B * D * Q * SIDE * SIDE * C, 1);
        Adapter whole = new Adapter(C, 2, Optional.empty(), Skip.NONE, 1, Start.RANDOM);
        Adapter half = new Adapter(C, 2, Optional.empty(), Skip.NONE, 0.5, Start.RANDOM);
        try (Weights a = Weights.initialise(whole, 2);
                Weights b = Weights.initialise(half, 2)) {
            float[] all = of(whole, grid);
            float[] part = of(half, grid);
            for (int i = 0; i < all.length; i++) {
                assertThat(part[i]).isCloseTo(all[i] / 2, within(1e-6f));
            }
        }
    }
}
