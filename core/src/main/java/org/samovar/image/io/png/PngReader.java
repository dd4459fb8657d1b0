package org.samovar.image.io.png;

import java.io.IOException;
import java.nio.file.Path;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.io.ImageReader;
import org.samovar.image.io.jdk.JdkDecoder;

/** Reads PNG images of every kind. */
public final class PngReader implements ImageReader {
    private static final JdkDecoder DECODER = new JdkDecoder("png");

    @Override
    public String format() {
        return "PNG";
    }

    @Override
    public boolean recognises(byte[] head) {
        return PngChunks.isSignature(head);
    }

    @Override
    public Image read(Path file) throws IOException {
        PngChunks.requireSound(file);
        return DECODER.read(file, 1);
    }

    @Override
    public LabelMap readLabels(Path file) throws IOException {
        PngChunks.requireSound(file);
        return DECODER.readLabels(file);
    }
}
