package org.samovar.image;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.real.FloatType;
import org.samovar.geometry.Axis;
import org.samovar.geometry.VolumeSize;

/** The planes of a volume as cells of an ImgLib2 image, read when they are needed and forgotten when memory is short. */
final class LazyPlanes implements LazyCellImg.Get<Cell<FloatArray>> {
    private final VolumeInfo info;
    private final VoxelSource voxels;
    private final CellGrid grid;
    private final Map<Long, SoftReference<Cell<FloatArray>>> kept = new ConcurrentHashMap<>();

    private LazyPlanes(VolumeInfo info, VoxelSource voxels) {
        this.info = info;
        this.voxels = voxels;
        VolumeSize size = info.size();
        long[] dimensions = {size.width(), size.height(), info.channels(), size.depth(), size.frames()};
        this.grid = new CellGrid(dimensions, new int[] {size.width(), size.height(), 1, 1, 1});
    }

    static LazyCellImg<FloatType, FloatArray> of(VolumeInfo info, VoxelSource voxels) {
        LazyPlanes planes = new LazyPlanes(info, voxels);
        return new LazyCellImg<>(planes.grid, new FloatType(), planes);
    }

    @Override
    public Cell<FloatArray> get(long index) {
        SoftReference<Cell<FloatArray>> reference = kept.get(index);
        Cell<FloatArray> cell = reference == null ? null : reference.get();
        if (cell == null) {
            cell = read(index);
            kept.put(index, new SoftReference<>(cell));
        }
        return cell;
    }

    private Cell<FloatArray> read(long index) {
        int c = (int) (index % info.channels());
        int z = (int) (index / info.channels() % info.size().depth());
        int t = (int) (index / info.channels() / info.size().depth());
        double[] values = voxels.read(info.size().slice(Axis.Z).region(), z, t, c);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        int[] size = {info.size().width(), info.size().height(), 1, 1, 1};
        return new Cell<>(size, new long[] {0, 0, c, z, t}, new FloatArray(floats));
    }
}
