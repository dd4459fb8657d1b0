package org.samovar.image;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.real.FloatType;
import org.samovar.geometry.Region;
import org.samovar.geometry.VolumeSize;

/**
 * Pictures that may be larger than memory as ImgLib2 images, whose cells are read when they are needed; those that were used last are kept,
 * a sixteenth of the memory at most. Safe for use by several threads.
 *
 * @param <A> what the values of a cell are in
 */
final class LazyCells<A> implements LazyCellImg.Get<Cell<A>> {
    private static final int SIDE = 512;
    private static final int BYTES = 4;

    private final CellGrid grid;
    private final Reading<A> reading;
    private final long most = Runtime.getRuntime().maxMemory() / 16 / BYTES;
    /** The one that was not used for the longest time is the first. */
    private final Map<Long, Cell<A>> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long values;

    /** Reads the values of a cell. */
    private interface Reading<A> {
        /**
         * The values.
         *
         * @param window columns and rows of the cell
         * @param min its first place along all axes
         */
        A read(Region window, long... min);
    }

    private LazyCells(long[] dimensions, int[] cell, Reading<A> reading) {
        this.grid = new CellGrid(dimensions, cell);
        this.reading = reading;
    }

    /** The voxels of a volume, axes x, y, c, z, t. */
    static LazyCellImg<FloatType, FloatArray> of(VolumeInfo info, VoxelSource voxels) {
        VolumeSize size = info.size();
        long[] dimensions = {size.width(), size.height(), info.channels(), size.depth(), size.frames()};
        LazyCells<FloatArray> cells = new LazyCells<>(dimensions, new int[] {SIDE, SIDE, 1, 1, 1}, (window, min) -> {
            double[] read = voxels.read(window, (int) min[3], (int) min[4], (int) min[2]);
            float[] floats = new float[read.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) read[i];
            }
            return new FloatArray(floats);
        });
        return new LazyCellImg<>(cells.grid, new FloatType(), cells);
    }

    /** The colours of a level of a slide, axes x, y. */
    static LazyCellImg<ARGBType, IntArray> of(Slide slide, int level) {
        SlideLevel size = slide.info().levels().get(level);
        long[] dimensions = {size.width(), size.height()};
        LazyCells<IntArray> cells = new LazyCells<>(dimensions, new int[] {SIDE, SIDE}, (window, min) -> {
            byte[] rgb = slide.read(level, window).pixels();
            int[] colours = new int[rgb.length / 3];
            for (int i = 0; i < colours.length; i++) {
                colours[i] = ARGBType.rgba(rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff, 0xff);
            }
            return new IntArray(colours);
        });
        return new LazyCellImg<>(cells.grid, new ARGBType(), cells);
    }

    @Override
    public Cell<A> get(long index) {
        synchronized (kept) {
            Cell<A> known = kept.get(index);
            if (known != null) {
                return known;
            }
        }
        long[] min = new long[grid.numDimensions()];
        int[] size = new int[min.length];
        grid.getCellDimensions(index, min, size);
        Region window = new Region((int) min[0], (int) min[1], size[0], size[1]);
        Cell<A> cell = new Cell<>(size, min, reading.read(window, min));
        keep(index, cell);
        return cell;
    }

    private void keep(long index, Cell<A> cell) {
        synchronized (kept) {
            Cell<A> older = kept.put(index, cell);
            values += cell.size() - (older == null ? 0 : older.size());
            Iterator<Cell<A>> eldest = kept.values().iterator();
            while (values > most && eldest.hasNext()) {
                values -= eldest.next().size();
                eldest.remove();
            }
        }
    }
}
