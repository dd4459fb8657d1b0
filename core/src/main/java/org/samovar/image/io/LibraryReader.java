package org.samovar.image.io;

import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;

/** Reads one of the images of a file by a library, in each of the forms that core's readers have. */
record LibraryReader(VolumeLibrary library, int series) {
    Volume volume(Path file, Residence residence) {
        return library.read(file, series, residence);
    }

    VolumeInfo info(Path file) {
        List<SeriesInfo> all = library.series(file);
        if (series >= all.size()) {
            throw new UserError("it has no image #" + series + ", but " + all.size() + ", from #0 on");
        }
        return all.get(series).info();
    }

    Image image(Path file) {
        return flat(file).slice(Axis.Z, 0, 0);
    }

    LabelMap labels(Path file) {
        return LabelVolume.of(flat(file), file.toString()).slice(Axis.Z, 0, 0);
    }

    private Volume flat(Path file) {
        Volume volume = volume(file, Residence.ON_DISK);
        VolumeSize size = volume.size();
        if (size.depth() > 1 || size.frames() > 1) {
            throw new UserError("it is a volume of " + size + " voxels, where one image is expected");
        }
        Limits.requireFits(size.width(), size.height(), volume.info().channels());
        return volume;
    }
}
