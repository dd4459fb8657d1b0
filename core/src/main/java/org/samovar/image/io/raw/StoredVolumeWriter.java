package org.samovar.image.io.raw;

import java.nio.file.Path;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.VolumeWriter;

/** A writer to which values and labels are the same: voxels of a type. */
public abstract class StoredVolumeWriter implements VolumeWriter {
    @Override
    public final void write(Volume volume, Path file) {
        write(StoredVolume.of(volume), file);
    }

    @Override
    public void write(LabelVolume labels, Path file) {
        write(StoredVolume.of(labels), file);
    }

    /**
     * Writes a volume.
     *
     * @param file with one of the extensions of the format; it is replaced when all is written
     * @throws org.samovar.geometry.UserError when it cannot be written
     */
    protected abstract void write(StoredVolume volume, Path file);
}
