package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final int BLUE = 0x0072b2;
    private static final int VERMILION = 0xd55e00;

    @Test
    void eachCurveHasItsColour() {
        Plot plot = new Plot("two", "steps");
        plot.add("up", new double[] {0, 1}, new double[] {0, 1});
        assertThat(count(plot, VERMILION)).isZero();
        plot.add("down", new double[] {0, 1}, new double[] {1, 0});
        assertThat(count(plot, BLUE)).isPositive();
        assertThat(count(plot, VERMILION)).isPositive();
    }

    @Test
    void aCurveOfOnePointIsSeen() {
        Plot one = new Plot("one", "");
        one.add("", new double[] {3}, new double[] {7});
        assertThat(count(one, BLUE)).isEqualTo(25);
    }

    @Test
    void plotsStandBelowEachOther() {
        Plot plot = new Plot("", "");
        RgbImage one = Plot.stack(List.of(plot));
        assertThat(Plot.stack(List.of(plot, plot)).height()).isEqualTo(2 * one.height());
    }

    private static int count(Plot plot, int colour) {
        RgbImage image = Plot.stack(List.of(plot));
        int n = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                n += (image.get(x, y, 0) << 16 | image.get(x, y, 1) << 8 | image.get(x, y, 2)) == colour ? 1 : 0;
            }
        }
        return n;
    }
}
