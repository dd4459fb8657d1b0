package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;

import ij.gui.Plot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.train.Curves;

class LiveCurveTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Curves> shown = new ArrayList<>();
    private long now;
    private final LiveCurve curve = new LiveCurve(() -> now, shown::add);

    @Test
    void thePictureIsDrawnAnewOnceASecondAtMostAndAtTheEnd() {
        curve.loss(0, 1);
        assertThat(shown).hasSize(1);
        now += SECOND - 1;
        curve.loss(1, 0.9);
        curve.score(1, 0.5);
        assertThat(shown).hasSize(1);
        now += 1;
        curve.loss(2, 0.8);
        assertThat(shown).hasSize(2);
        assertThat(shown.get(1).loss().values()).containsExactly(1, 0.9, 0.8);
        assertThat(shown.get(1).score().values()).containsExactly(0.5);
        curve.loss(60, 0.7);
        curve.end();
        assertThat(shown).hasSize(3);
        assertThat(shown.get(2).loss().minutes()).endsWith(1.0);
    }

    @Test
    void aRunThatGoesOnBeginsWithWhatItHad() {
        curve.begin(new Curves(
                new Curves.Line(new double[] {1, 2}, new double[] {0.9, 0.8}),
                new Curves.Line(new double[] {2}, new double[] {0.6})));
        assertThat(curve.best()).hasValue(0.6);
        curve.loss(180, 0.7);
        assertThat(shown.get(0).loss().minutes()).containsExactly(1, 2, 3);
        curve.score(180, 0.5);
        assertThat(curve.best()).hasValue(0.6);
    }

    @Test
    void aLongRunKeepsItsFirstAndLastPointAndFewBetween() {
        for (int i = 0; i <= 10_000; i++) {
            curve.loss(60 * i, i);
        }
        curve.end();
        double[] minutes = shown.get(shown.size() - 1).loss().minutes();
        assertThat(minutes)
                .hasSizeBetween(900, 2000)
                .startsWith(0)
                .endsWith(10_000)
                .isSorted();
    }

    @Test
    void aPlotHasACurveForWhatThereIs() {
        Curves.Line none = new Curves.Line(new double[0], new double[0]);
        Curves.Line loss = new Curves.Line(new double[] {0, 1, 2}, new double[] {2.5, 1, 0.5});
        Plot first = CurveWindow.plot("first", new Curves(loss, none));
        assertThat(first.getDataObjectDesignations()).hasSize(1);
        assertThat(first.getLimits()).containsExactly(0, 2, 0, 2.5);
        Curves.Line score = new Curves.Line(new double[] {1, 3}, new double[] {0.4, 0.7});
        Plot both = CurveWindow.plot("both", new Curves(loss, score));
        assertThat(both.getDataObjectDesignations()).hasSize(2);
        assertThat(both.getLimits()).containsExactly(0, 3, 0, 2.5);
        assertThat(both.getImagePlus().getWidth()).isPositive();
        Curves.Line point = new Curves.Line(new double[] {0}, new double[] {0.5});
        Plot begun = CurveWindow.plot("begun", new Curves(point, none));
        assertThat(begun.getLimits()).containsExactly(0, 0.1, 0, 1);
        assertThat(begun.getImagePlus().getWidth()).isPositive();
    }
}
