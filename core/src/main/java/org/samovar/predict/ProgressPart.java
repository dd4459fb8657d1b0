package org.samovar.predict;

/**
 * One of several equal parts of a longer operation.
 *
 * @param whole hears of it
 * @param index of the part, from 0
 * @param parts of the whole
 * @param name of the part, in the user's words
 */
public record ProgressPart(Progress whole, int index, int parts, String name) implements Progress {
    /** Steps that a part is divided into. */
    private static final long FINE = 1000;

    @Override
    public void report(long done, long total, String what) {
        whole.report(index * FINE + done * FINE / Math.max(1, total), parts * FINE, name);
    }

    @Override
    public boolean isCancelled() {
        return whole.isCancelled();
    }
}
