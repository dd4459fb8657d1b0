package org.samovar.image;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;

/**
 * A coloured picture that is larger than memory, such as the scan of a slide, kept in its file at several scales. Any number of threads
 * may read at a time. It holds the file until it is closed.
 */
public final class Slide implements AutoCloseable {
    /** Side of the pieces between which a reading can be stopped; some milliseconds each. */
    private static final int PIECE = 1024;

    private final SlideInfo info;
    private final SlideSource source;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean isClosed;

    private Slide(SlideInfo info, SlideSource source) {
        this.info = info;
        this.source = source;
    }

    /** The slide of a source, which it owns and closes. */
    public static Slide of(SlideInfo info, SlideSource source) {
        return new Slide(info, source);
    }

    public SlideInfo info() {
        return info;
    }

    /**
     * A part of a level.
     *
     * @param level from 0, the finest
     * @param window within the level, in its own pixels
     * @throws UserError where there is no such level or the window is not within it, the file cannot be read any more, or the
     *     slide is closed
     */
    public RgbImage read(int level, Region window) {
        return read(level, window, () -> false);
    }

    /**
     * As {@link #read(int, Region)}.
     *
     * @param isCancelled asked every few milliseconds
     * @throws CancellationException once it says so
     */
    public RgbImage read(int level, Region window, BooleanSupplier isCancelled) {
        requireWithin(level, window);
        byte[] out = new byte[3 * window.width() * window.height()];
        for (int y = 0; y < window.height(); y += PIECE) {
            for (int x = 0; x < window.width(); x += PIECE) {
                if (isCancelled.getAsBoolean()) {
                    throw new CancellationException("Cancelled while reading a slide.");
                }
                Region piece = new Region(
                        window.x() + x,
                        window.y() + y,
                        Math.min(PIECE, window.width() - x),
                        Math.min(PIECE, window.height() - y));
                byte[] pixels = whileOpen(() -> source.read(level, piece));
                int row = 3 * piece.width();
                for (int k = 0; k < piece.height(); k++) {
                    System.arraycopy(pixels, k * row, out, 3 * ((y + k) * window.width() + x), row);
                }
            }
        }
        return RgbImage.of(window.width(), window.height(), out);
    }

    /**
     * A level as an ImgLib2 image, axes x, y, whose parts are read when they are needed, until the slide is closed.
     *
     * @param level from 0, the finest
     * @throws UserError where there is no such level
     */
    public RandomAccessibleInterval<ARGBType> pixels(int level) {
        requireLevel(level);
        return LazyCells.of(this, level);
    }

    /**
     * A picture beside the slide.
     *
     * @param name one of {@link SlideInfo#associated}
     * @throws UserError where there is none of this name, it does not fit the memory, the file cannot be read any more, or
     *     the slide is closed
     */
    public RgbImage associated(String name) {
        if (!info.associated().contains(name)) {
            throw new UserError("The slide has no picture \"" + name + "\" beside it; there is "
                    + (info.associated().isEmpty() ? "none" : String.join(", ", info.associated())) + ".");
        }
        return whileOpen(() -> source.associated(name));
    }

    /** Closes the file once nobody reads it any more. Closing it again does nothing. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!isClosed) {
                isClosed = true;
                source.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private void requireLevel(int level) {
        int levels = info.levels().size();
        if (level < 0 || level >= levels) {
            throw new UserError("The slide has no level " + level + "; it has " + levels + ", from 0 on.");
        }
    }

    private void requireWithin(int level, Region window) {
        requireLevel(level);
        if (!info.levels().get(level).contains(window)) {
            throw new UserError(window + " is not within level " + level + " of the slide, which has "
                    + info.levels().get(level).size() + " pixels.");
        }
        if (3L * window.width() * window.height() > Integer.MAX_VALUE - 8) {
            throw new UserError("A part of " + window.width() + " x " + window.height()
                    + " pixels of a slide is too large to be read at once.");
        }
    }

    /** The file cannot be closed meanwhile, which would end the program where it is read by native code. */
    private <T> T whileOpen(Supplier<T> reading) {
        use.readLock().lock();
        try {
            if (isClosed) {
                throw new UserError("The slide is closed already.");
            }
            return reading.get();
        } finally {
            use.readLock().unlock();
        }
    }
}
