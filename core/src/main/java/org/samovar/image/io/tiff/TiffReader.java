package org.samovar.image.io.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.SampleType;
import org.samovar.image.io.ImageReader;
import org.samovar.image.io.IndexedPixels;
import org.samovar.image.io.Limits;
import org.samovar.image.io.jdk.JdkDecoder;

/** Reads TIFF images of one slice; the channels of an ImageJ image may lie on pages of their own. */
public final class TiffReader implements ImageReader {
    /** For pages that {@link TiffDecoder} does not know: bits, JPEG and fax. */
    private static final JdkDecoder FALLBACK = new JdkDecoder("tiff");

    @Override
    public String format() {
        return "TIFF";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TiffParser.isSignature(head);
    }

    @Override
    public Image read(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            List<TiffDirectory> pages = TiffDirectory.withoutCopies(TiffParser.pages(in));
            if (pages.size() > 1 && pages.size() != pages.get(0).imageJ().channels()) {
                throw new UserError("it is a stack of " + pages.size() + " slices, where one image is expected");
            }
            for (TiffDirectory page : pages) {
                Limits.requireFits(page.width(), page.height(), page.samples());
            }
            boolean isKnown = pages.stream().allMatch(TiffDecoder::knows);
            return isKnown ? decode(in, pages) : FALLBACK.read(file, pages.size());
        } catch (EOFException e) {
            throw new IOException("the file is cut off", e);
        }
    }

    @Override
    public LabelMap readLabels(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            List<TiffDirectory> pages = TiffDirectory.withoutCopies(TiffParser.pages(in));
            if (pages.size() > 1) {
                throw new UserError("it is a stack of " + pages.size() + " slices, where one label image is expected");
            }
            TiffDirectory page = pages.get(0);
            Limits.requireFits(page.width(), page.height(), page.samples());
            return TiffDecoder.knows(page)
                    ? LabelMap.of(page.width(), page.height(), new TiffDecoder(in, page).readLabels())
                    : FALLBACK.readLabels(file);
        } catch (EOFException e) {
            throw new IOException("the file is cut off", e);
        }
    }

    private static Image decode(RandomAccessFile in, List<TiffDirectory> pages) throws IOException {
        TiffDirectory first = pages.get(0);
        int w = first.width();
        int h = first.height();
        if (first.photometric() == TiffDirectory.PALETTE && pages.size() == 1) {
            return IndexedPixels.toImage(w, h, new TiffDecoder(in, first).readLabels(), first::colour);
        }
        int channels = first.channels();
        SampleType type = first.type().orElseThrow().sample();
        Limits.requireFits(w, h, (long) channels * pages.size());
        float[] planes = new float[w * h * channels * pages.size()];
        for (int p = 0; p < pages.size(); p++) {
            TiffDirectory page = pages.get(p);
            if (page.width() != w || page.height() != h || page.channels() != channels) {
                throw new IOException("its pages differ in size or channels");
            }
            new TiffDecoder(in, page).readInto(planes, p * channels * w * h);
        }
        boolean isColour = first.isColour() && pages.size() == 1;
        Channels meaning = isColour ? Channels.COLOUR : Channels.INTENSITY;
        return Image.planar(w, h, channels * pages.size(), type, meaning, planes);
    }
}
