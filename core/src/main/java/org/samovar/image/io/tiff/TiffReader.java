package org.samovar.image.io.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.io.ImageReader;
import org.samovar.image.io.jdk.JdkDecoder;

/** Reads TIFF images of one slice; the channels of an ImageJ image may lie on pages of their own. */
public final class TiffReader implements ImageReader {
    private static final JdkDecoder DECODER = new JdkDecoder("tiff");

    @Override
    public String format() {
        return "TIFF";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TiffDirectory.isSignature(head);
    }

    @Override
    public Image read(Path file) throws IOException {
        List<TiffDirectory> pages = TiffDirectory.readAll(file);
        boolean areChannels = pages.size() == pages.get(0).imageJChannels();
        if (pages.size() > 1 && !areChannels) {
            throw new UserError("it is a stack of " + pages.size() + " slices, where one image is expected");
        }
        return DECODER.read(file, pages.size());
    }

    @Override
    public LabelMap readLabels(Path file) throws IOException {
        int pages = TiffDirectory.readAll(file).size();
        if (pages > 1) {
            throw new UserError("it is a stack of " + pages + " slices, where one label image is expected");
        }
        return DECODER.readLabels(file);
    }
}
