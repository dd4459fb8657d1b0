package org.samovar.image;

import java.util.Arrays;

/**
 * Marker-based watershed by flooding from the lowest value up (Meyer, Topographic distance and watershed lines, Signal
 * Processing 38, 1994). Every reached pixel belongs to a marker, there are no lines; pixels of equal value are flooded in
 * the order in which they were reached, so that the outcome is always the same.
 */
public final class Watershed {
    private Watershed() {}

    /**
     * Floods a landscape.
     *
     * @param landscape heights row by row, of the markers' size; NaN counts as highest
     * @param markers where the water rises: id greater than 0
     * @param within where it may flow; markers outside are ignored
     * @return ids of the markers; 0 outside and where no marker's water comes
     */
    public static LabelMap flood(float[] landscape, LabelMap markers, Mask within, Connectivity connectivity) {
        if (!markers.size().equals(within.size()) || landscape.length != within.pixels().length) {
            throw new IllegalArgumentException(
                    landscape.length + " heights, markers of " + markers.size() + ", mask of " + within.size());
        }
        int w = markers.width();
        int h = markers.height();
        int[] out = new int[landscape.length];
        Queue queue = new Queue(landscape);
        for (int i = 0; i < out.length; i++) {
            if (markers.labels()[i] != 0 && within.pixels()[i]) {
                out[i] = markers.labels()[i];
                queue.add(i);
            }
        }
        while (!queue.isEmpty()) {
            int at = queue.poll();
            for (int k = 0; k < connectivity.neighbours(); k++) {
                int x = at % w + connectivity.dx(k);
                int y = at / w + connectivity.dy(k);
                int next = y * w + x;
                if (x >= 0 && x < w && y >= 0 && y < h && out[next] == 0 && within.pixels()[next]) {
                    out[next] = out[at];
                    queue.add(next);
                }
            }
        }
        return LabelMap.of(w, h, out);
    }

    /** A binary heap of pixels, lowest first, of equal ones the earliest; each pixel enters once. */
    private static final class Queue {
        private final float[] landscape;
        private final int[] age;
        private int[] heap = new int[1024];
        private int size;
        private int clock;

        Queue(float[] landscape) {
            this.landscape = landscape;
            this.age = new int[landscape.length];
        }

        boolean isEmpty() {
            return size == 0;
        }

        void add(int pixel) {
            age[pixel] = clock++;
            heap = size == heap.length ? Arrays.copyOf(heap, 2 * size) : heap;
            int at = size++;
            while (at > 0 && before(pixel, heap[(at - 1) / 2])) {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = pixel;
        }

        int poll() {
            int top = heap[0];
            int last = heap[--size];
            int at = 0;
            for (int child = 1; child < size; child = 2 * at + 1) {
                if (child + 1 < size && before(heap[child + 1], heap[child])) {
                    child++;
                }
                if (!before(heap[child], last)) {
                    break;
                }
                heap[at] = heap[child];
                at = child;
            }
            heap[at] = last;
            return top;
        }

        private boolean before(int a, int b) {
            int order = Float.compare(landscape[a], landscape[b]);
            return order < 0 || (order == 0 && age[a] < age[b]);
        }
    }
}
