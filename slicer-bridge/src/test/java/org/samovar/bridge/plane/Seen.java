package org.samovar.bridge.plane;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.volume.Arrays3;
import org.samovar.bridge.volume.Dtype;
import org.samovar.bridge.volume.VolumeHeader;
import org.samovar.bridge.volume.VolumeStore;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.IntensityRule;

/** Seen volumes for tests. */
public final class Seen {
    private Seen() {}

    /** Values of a function of their index. */
    public static SeenVolume volume(int width, int height, int depth, Spacing spacing, IntToDoubleFunction value) {
        VolumeHeader header = Arrays3.header(width, height, depth, Dtype.INT16);
        VolumeStore store = new VolumeStore(1 << 28);
        try {
            VolumeStore.Lease lease = Arrays3.kept(store, header, Arrays3.shorts(header, value));
            return SeenVolume.of(
                    List.of(lease.voxels()), VolumeGeometry.of(spacing), any -> new IntensityRule.Window(127.5, 255));
        } catch (Fault e) {
            throw new IllegalStateException(e);
        }
    }
}
