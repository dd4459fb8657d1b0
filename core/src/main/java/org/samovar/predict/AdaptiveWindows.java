package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/** Overlapping square windows over an image, and clicks, each in the window whose middle is nearest to it. */
final class AdaptiveWindows {
    /** Neighbouring windows start this part of their side apart. */
    private static final double STEP = 0.5;

    private AdaptiveWindows() {}

    /**
     * Windows over the whole image.
     *
     * @param side of a window in pixels; windows are smaller where the image is
     * @param spacing of the clicks in pixels
     */
    static List<ClickedWindow> over(Size image, double side, double spacing) {
        Axis x = Axis.of(image.width(), side, spacing);
        Axis y = Axis.of(image.height(), side, spacing);
        List<ClickedWindow> out = new ArrayList<>();
        for (int j = 0; j < y.starts.size(); j++) {
            for (int i = 0; i < x.starts.size(); i++) {
                List<ImagePoint> points = new ArrayList<>();
                for (double py : y.points.get(j)) {
                    for (double px : x.points.get(i)) {
                        points.add(new ImagePoint(px, py));
                    }
                }
                Region window = new Region(x.starts.get(i), y.starts.get(j), x.length, y.length);
                if (!points.isEmpty()) {
                    out.add(new ClickedWindow(window, points));
                }
            }
        }
        return out;
    }

    /** At most {@code most} of the windows, spread evenly over them. */
    static List<ClickedWindow> sample(List<ClickedWindow> windows, int most) {
        int count = Math.min(most, windows.size());
        List<ClickedWindow> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(windows.get((int) ((i + 0.5) * windows.size() / count)));
        }
        return out;
    }

    /** Windows and clicks along one axis: starts of the windows, their common length, and the clicks of each. */
    private record Axis(List<Integer> starts, int length, List<List<Double>> points) {
        static Axis of(int whole, double side, double spacing) {
            int length = (int) Math.min(whole, Math.max(1, Math.round(side)));
            int gaps = (int) Math.ceil((whole - length) / (length * STEP));
            List<Integer> starts = new ArrayList<>();
            List<List<Double>> points = new ArrayList<>();
            for (int i = 0; i <= gaps; i++) {
                starts.add(gaps == 0 ? 0 : (int) Math.round((double) i * (whole - length) / gaps));
                points.add(new ArrayList<>());
            }
            int clicks = (int) Math.max(1, Math.round(whole / spacing));
            for (int k = 0; k < clicks; k++) {
                double at = (k + 0.5) * whole / clicks - 0.5;
                points.get(nearest(starts, at - (length - 1) / 2.0)).add(at);
            }
            return new Axis(starts, length, points);
        }

        private static int nearest(List<Integer> starts, double start) {
            int best = 0;
            for (int i = 1; i < starts.size(); i++) {
                best = Math.abs(starts.get(i) - start) < Math.abs(starts.get(best) - start) ? i : best;
            }
            return best;
        }
    }
}
