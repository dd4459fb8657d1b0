package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import java.awt.Color;
import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.samovar.train.Curves;

/** The curves of a run in a plot of ImageJ's. A user who closes it is not shown another one. */
final class CurveWindow implements CurveScreen {
    private static final Color LOSS = new Color(0, 114, 178);
    private static final Color SCORE = new Color(213, 94, 0);
    private static final int SCORE_WIDTH = 2;
    /** What is seen when a run has just begun; ImageJ takes forever to draw the ticks of an axis of no length. */
    private static final double LEAST_MINUTES = 0.1;

    private final String title;
    /** Touched on the event thread alone. */
    private Optional<PlotWindow> window = Optional.empty();
    /** The image that was current before. */
    private Optional<ImagePlus> front = Optional.empty();

    CurveWindow(String title) {
        this.title = title;
    }

    @Override
    public void show(Curves curves) {
        EventQueue.invokeLater(() -> draw(curves));
    }

    private void draw(Curves curves) {
        Plot plot = plot(title, curves);
        if (window.isEmpty()) {
            front = Optional.ofNullable(WindowManager.getCurrentImage());
            window = Optional.of(plot.show());
        } else if (!window.get().isClosed()) {
            window.get().drawPlot(plot);
        }
    }

    /** What comes next in a macro is about the image that was current before, not about the plot. */
    @Override
    public void end() {
        if (EventQueue.isDispatchThread()) {
            restore();
            return;
        }
        try {
            EventQueue.invokeAndWait(this::restore);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void restore() {
        window.filter(shown -> WindowManager.getCurrentImage() == shown.getImagePlus())
                .flatMap(shown -> front)
                .map(ImagePlus::getWindow)
                .ifPresent(WindowManager::setCurrentWindow);
    }

    /** Loss and score over minutes, on one axis that goes from 0 to 1 at least. */
    static Plot plot(String title, Curves curves) {
        Plot plot = new Plot(title, "Minutes of training", "Loss, score");
        StringBuilder legend = new StringBuilder();
        if (curves.loss().minutes().length > 0) {
            plot.setColor(LOSS);
            plot.add("line", curves.loss().minutes(), curves.loss().values());
            legend.append("loss");
        }
        if (curves.score().minutes().length > 0) {
            plot.setColor(SCORE, SCORE);
            plot.setLineWidth(SCORE_WIDTH);
            plot.add(
                    "connected circles",
                    curves.score().minutes(),
                    curves.score().values());
            double best = Arrays.stream(curves.score().values()).max().orElse(0);
            legend.append(String.format(Locale.ROOT, "\tscore on held-out images, best %.3f", best));
        }
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.setLimits(
                0,
                largest(LEAST_MINUTES, curves.loss().minutes(), curves.score().minutes()),
                smallest(curves),
                largest(1, curves.loss().values(), curves.score().values()));
        plot.addLegend(legend.toString().strip());
        return plot;
    }

    private static double smallest(Curves curves) {
        return Math.min(0, Arrays.stream(curves.loss().values()).min().orElse(0));
    }

    private static double largest(double least, double[]... all) {
        return Math.max(
                least, Arrays.stream(all).flatMapToDouble(Arrays::stream).max().orElse(least));
    }
}
