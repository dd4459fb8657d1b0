package org.samovar.image.io.dicom.pixel;

/** Brightness and differences of colours as JPEG has them, with the full range of 8 bits. */
final class Ybr {
    private static final int NEUTRAL = 128;

    private Ybr() {}

    /** Turns three planes into red, green and blue. */
    static void toRgb(int[][] planes) {
        for (int i = 0; i < planes[0].length; i++) {
            double y = planes[0][i];
            double blue = planes[1][i] - NEUTRAL;
            double red = planes[2][i] - NEUTRAL;
            planes[0][i] = limited(y + 1.402 * red);
            planes[1][i] = limited(y - 0.344136 * blue - 0.714136 * red);
            planes[2][i] = limited(y + 1.772 * blue);
        }
    }

    private static int limited(double value) {
        return (int) Math.max(0, Math.min(255, Math.rint(value)));
    }
}
