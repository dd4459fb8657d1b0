package org.samovar.image.io.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.ImageReader;
import org.samovar.image.io.Residence;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.series.Series;

/** Reads a file of one frame as an image by itself, whatever lies beside it: an X-ray, or one slice. */
public final class DicomImageReader implements ImageReader {
    @Override
    public String format() {
        return "DICOM";
    }

    @Override
    public boolean recognises(byte[] head) {
        return DicomFile.recognises(head);
    }

    @Override
    public Image read(Path file) throws IOException {
        return frame(file).slice(Axis.Z, 0, 0);
    }

    @Override
    public LabelMap readLabels(Path file) throws IOException {
        return LabelVolume.of(frame(file), file.toString()).slice(Axis.Z, 0, 0);
    }

    private static Volume frame(Path file) throws IOException {
        Volume volume = DicomReader.volume(new Series("", List.of(DicomFile.read(file))), Residence.AS_FITS);
        VolumeSize size = volume.size();
        if (size.depth() > 1 || size.frames() > 1) {
            throw new UserError("it has " + size.depth() * size.frames() + " frames, where one image is expected");
        }
        return volume;
    }
}
