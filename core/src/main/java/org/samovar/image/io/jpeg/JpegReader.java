package org.samovar.image.io.jpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.io.ImageReader;
import org.samovar.image.io.jdk.JdkDecoder;

/** Reads JPEG images, gray or colour; no labels, for JPEG does not keep values exactly. */
public final class JpegReader implements ImageReader {
    private static final JdkDecoder DECODER = new JdkDecoder("jpeg");

    @Override
    public String format() {
        return "JPEG";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length > 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xd8 && (head[2] & 0xff) == 0xff;
    }

    @Override
    public Image read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            JpegSegments.requireSound(in);
        }
        return DECODER.read(file, 1);
    }

    @Override
    public LabelMap readLabels(Path file) {
        throw new UserError("JPEG changes values and cannot hold labels");
    }
}
