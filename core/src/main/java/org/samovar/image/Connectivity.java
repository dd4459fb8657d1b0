package org.samovar.image;

/** Which pixels count as neighbours. */
public enum Connectivity {
    /** Those that share an edge. */
    FOUR(new int[] {0, -1, 1, 0}, new int[] {-1, 0, 0, 1}),
    /** Those that share an edge or a corner. */
    EIGHT(new int[] {-1, 0, 1, -1, 1, -1, 0, 1}, new int[] {-1, -1, -1, 0, 0, 1, 1, 1});

    private final int[] dx;
    private final int[] dy;

    Connectivity(int[] dx, int[] dy) {
        this.dx = dx;
        this.dy = dy;
    }

    int neighbours() {
        return dx.length;
    }

    /** Column offset of neighbour k; the first half of the neighbours precede the pixel row by row. */
    int dx(int k) {
        return dx[k];
    }

    /** Row offset of neighbour k. */
    int dy(int k) {
        return dy[k];
    }
}
