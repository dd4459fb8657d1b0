package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.Prompt;
import org.samovar.prompt.PromptSet;

class PredictionPropertyTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 80;

    private final ColourNetwork network = new ColourNetwork(64, Fit.STRETCH);

    @Provide
    Arbitrary<Prompt> prompts() {
        Arbitrary<Integer> x = Arbitraries.integers().between(0, WIDTH - 1);
        Arbitrary<Integer> y = Arbitraries.integers().between(0, HEIGHT - 1);
        Arbitrary<Prompt> clicks = Combinators.combine(x, y, Arbitraries.of(Polarity.class))
                .as((a, b, polarity) -> new PointPrompt(new ImagePoint(a, b), polarity));
        Arbitrary<Prompt> boxes = Combinators.combine(x, y, x, y)
                .as((a, b, c, d) ->
                        new BoxPrompt(new Box(Math.min(a, c), Math.min(b, d), Math.max(a, c) + 1, Math.max(b, d) + 1)));
        return Arbitraries.oneOf(clicks, boxes);
    }

    @Property(tries = 40)
    void undoGivesTheEarlierMaskBitForBit(
            @ForAll("prompts") Prompt first,
            @ForAll("prompts") Prompt second,
            @ForAll("prompts") Prompt third,
            @ForAll Zoom zoom,
            @ForAll PromptStyle style) {
        SessionSettings settings = new SessionSettings(
                style, zoom, org.samovar.tensor.Precision.FLOAT32, org.samovar.tensor.ComputeDevice.CPU, 1 << 16);
        Mask picture = Pictures.rectangle(WIDTH, HEIGHT, 30, 20, 70, 60);
        try (ImageSession session = ImageSession.open(network, Pictures.of(picture), settings)) {
            PromptSet one = PromptSet.of(first);
            PromptSet two = one.with(second);
            PromptSet three = two.with(third);
            Candidates a = session.predict(one);
            Candidates b = session.refine(two, a.chosen());
            Candidates c = session.refine(three, b.chosen());
            assertThat(values(session.refine(three.previous().orElseThrow(), a.chosen())))
                    .isEqualTo(values(b));
            assertThat(values(session.predict(two.previous().orElseThrow()))).isEqualTo(values(a));
            assertThat(values(session.refine(three, b.chosen()))).isEqualTo(values(c));
        }
    }

    private static List<Logits> values(Candidates candidates) {
        return candidates.all().stream().map(Candidate::logits).toList();
    }

    @Property(tries = 300)
    void everyZoomWindowLiesInTheImageAndHoldsItsFocus(
            @ForAll("sizes") Size size,
            @ForAll("unit") double x,
            @ForAll("unit") double y,
            @ForAll("unit") double part) {
        double side = Math.max(1, part * Math.min(size.width(), size.height()) / 2);
        double left = x * (size.width() - side);
        double top = y * (size.height() - side);
        Box focus = new Box(left, top, left + side, top + side);
        ZoomWindows windows = new ZoomWindows(size, 128);
        List<Region> all = new ArrayList<>(windows.scales(focus));
        all.add(windows.around(focus, 1.5));
        all.add(windows.around(focus, 2));
        for (Region window : all) {
            assertThat(window.isInside(size)).isTrue();
            Box box = window.box();
            assertThat(box.x0() - 1 <= focus.x0() && box.y0() - 1 <= focus.y0()).isTrue();
            assertThat(box.x1() + 1 >= focus.x1() && box.y1() + 1 >= focus.y1()).isTrue();
        }
    }

    @Property(tries = 100)
    void aMaskSurvivesTheWayToALargerWindow(
            @ForAll("unit") double x, @ForAll("unit") double y, @ForAll("unit") double part) {
        double side = 30 + 60 * part;
        Mask mask = Pictures.rectangle(200, 160, x * 80, y * 50, x * 80 + side, y * 50 + side);
        Region near =
                new ZoomWindows(mask.size(), 128).around(mask.boundingBox().orElseThrow(), 1.5);
        Logits logits = Logits.of(mask, new ModelFrame(near, 128, Fit.STRETCH), 32);
        Box box = mask.boundingBox().orElseThrow();
        assertThat(logits.box().orElseThrow().iou(box)).isGreaterThan(0.8);
        Logits far = logits.in(new ModelFrame(mask.size().region(), 128, Fit.LONGEST_SIDE), 32);
        assertThat(far.box().orElseThrow().iou(box)).isGreaterThan(0.6);
        assertThat(logits.in(logits.frame(), 32)).isSameAs(logits);
    }

    @Provide
    Arbitrary<Size> sizes() {
        Arbitrary<Integer> side = Arbitraries.integers().between(1, 2000);
        return Combinators.combine(side, side).as(Size::new);
    }

    @Provide
    Arbitrary<Double> unit() {
        return Arbitraries.doubles().between(0, 1);
    }
}
