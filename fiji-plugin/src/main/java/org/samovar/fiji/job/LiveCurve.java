package org.samovar.fiji.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.samovar.train.Curves;

/** The curves of a run while it goes on, shown at most once a second. Safe for several threads. */
final class LiveCurve {
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();
    /** Points beyond which every other one is left out, so that a run of days is drawn as quickly as one of minutes. */
    private static final int MOST = 2000;

    private record Point(double minutes, double value) {}

    private final LongSupplier clock;
    private final CurveScreen screen;
    private final List<Point> losses = new ArrayList<>();
    private final List<Point> scores = new ArrayList<>();
    private OptionalLong shown = OptionalLong.empty();

    /**
     * A curve without points.
     *
     * @param clock nanoseconds that never go back
     * @param screen where the curves are seen
     */
    LiveCurve(LongSupplier clock, CurveScreen screen) {
        this.clock = clock;
        this.screen = screen;
    }

    /** Begins with what a run had before it was stopped. */
    synchronized void begin(Curves before) {
        add(before.loss(), losses);
        add(before.score(), scores);
    }

    private static void add(Curves.Line line, List<Point> to) {
        for (int i = 0; i < line.minutes().length; i++) {
            to.add(new Point(line.minutes()[i], line.values()[i]));
        }
    }

    synchronized void loss(double seconds, double loss) {
        losses.add(new Point(seconds / 60, loss));
        if (losses.size() > MOST) {
            for (int i = losses.size() - 2; i > 0; i -= 2) {
                losses.remove(i);
            }
        }
        showIfDue();
    }

    synchronized void score(double seconds, double score) {
        scores.add(new Point(seconds / 60, score));
        showIfDue();
    }

    /** The best score so far. */
    synchronized OptionalDouble best() {
        return scores.stream().mapToDouble(Point::value).max();
    }

    /** Shows all there is, for the last time. */
    synchronized void end() {
        show();
        screen.end();
    }

    private void show() {
        shown = OptionalLong.of(clock.getAsLong());
        screen.show(new Curves(line(losses), line(scores)));
    }

    private void showIfDue() {
        if (shown.isEmpty() || clock.getAsLong() - shown.getAsLong() >= PERIOD) {
            show();
        }
    }

    private static Curves.Line line(List<Point> points) {
        return new Curves.Line(
                points.stream().mapToDouble(Point::minutes).toArray(),
                points.stream().mapToDouble(Point::value).toArray());
    }
}
