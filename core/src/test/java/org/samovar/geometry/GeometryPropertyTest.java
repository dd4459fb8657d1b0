package org.samovar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GeometryPropertyTest {
    @Property(tries = 300)
    void aPointComesBackFromTheModel(@ForAll("frames") ModelFrame frame, @ForAll("points") ImagePoint p) {
        ImagePoint back = frame.toImage(frame.toModel(p));

        assertThat(back.x()).isCloseTo(p.x(), within(1e-9));
        assertThat(back.y()).isCloseTo(p.y(), within(1e-9));
    }

    @Property(tries = 300)
    void theWindowFillsTheContentAndTheContentFitsTheInput(@ForAll("frames") ModelFrame frame) {
        ModelBox box = frame.toModel(frame.window().box());
        Size content = frame.content();

        assertThat(box.x0()).isZero();
        assertThat(box.y0()).isZero();
        assertThat(box.x1()).isCloseTo(content.width(), within(1e-9));
        assertThat(box.y1()).isCloseTo(content.height(), within(1e-9));
        assertThat(content.longestSide()).isEqualTo(frame.side());
    }

    @Property(tries = 300)
    void intersectionOverUnionIsSymmetricAndWithinZeroAndOne(@ForAll("boxes") Box a, @ForAll("boxes") Box b) {
        assertThat(a.iou(b)).isEqualTo(b.iou(a)).isBetween(0.0, 1.0);
        assertThat(a.iou(a)).isEqualTo(1);
    }

    @Property(tries = 300)
    void theUnionHoldsBothBoxes(@ForAll("boxes") Box a, @ForAll("boxes") Box b) {
        Box union = a.union(b);

        assertThat(union.intersect(a)).hasValue(a);
        assertThat(union.intersect(b)).hasValue(b);
    }

    @Provide
    Arbitrary<ModelFrame> frames() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 500);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 3000);
        Arbitrary<Region> windows =
                Combinators.combine(place, place, length, length).as(Region::new);
        return Combinators.combine(windows, Arbitraries.of(64, 256, 1024), Arbitraries.of(Fit.class))
                .as(ModelFrame::new);
    }

    @Provide
    Arbitrary<ImagePoint> points() {
        Arbitrary<Double> c = Arbitraries.doubles().between(-10, 4000);
        return Combinators.combine(c, c).as(ImagePoint::new);
    }

    @Provide
    Arbitrary<Box> boxes() {
        Arbitrary<Double> c = Arbitraries.doubles().between(-50, 50);
        Arbitrary<Double> l = Arbitraries.doubles().between(0.5, 60);
        return Combinators.combine(c, c, l, l).as((x, y, w, h) -> new Box(x, y, x + w, y + h));
    }
}
