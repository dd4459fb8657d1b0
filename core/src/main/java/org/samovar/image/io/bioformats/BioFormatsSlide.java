package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.SlideInfo;
import org.samovar.image.SlideLevel;
import org.samovar.image.SlideSource;
import org.samovar.image.io.Limits;
import org.samovar.image.io.raw.VoxelType;

/** The first image of a file as a slide, the others as the pictures beside it. */
final class BioFormatsSlide implements SlideSource {
    private final ReaderPool pool;
    private final Path file;
    private final SeriesHeader main;
    private final Map<String, SeriesHeader> beside = new LinkedHashMap<>();

    /** @throws UserError where its pixels are not red, green and blue of 8 bits */
    BioFormatsSlide(ReaderPool pool, Path file, List<SeriesHeader> all) {
        this.pool = pool;
        this.file = file;
        this.main = all.get(0);
        if (!isColour(main) || main.depth() > 1 || main.frames() > 1) {
            throw new UserError(
                    "its pixels are not red, green and blue of 8 bits on one plane, as those of a slide are");
        }
        all.stream()
                .skip(1)
                .filter(BioFormatsSlide::isColour)
                .forEach(header -> beside.putIfAbsent(
                        header.name().isBlank() ? "image " + header.series() : header.name(), header));
    }

    private static boolean isColour(SeriesHeader header) {
        return header.planes() == 1 && header.samples() == 3 && header.type() == VoxelType.UINT8;
    }

    SlideInfo info(String format) {
        Spacing spacing = main.geometry().spacing();
        return new SlideInfo(
                format,
                main.levels(),
                Spacing.of(spacing.x(), spacing.y(), spacing.unit()),
                List.copyOf(beside.keySet()));
    }

    @Override
    public byte[] read(int level, Region window) {
        return read(main, level, window);
    }

    @Override
    public RgbImage associated(String name) {
        SeriesHeader header = Objects.requireNonNull(beside.get(name), name);
        SlideLevel whole = header.levels().get(0);
        Limits.requireFits(whole.width(), whole.height(), header.samples());
        byte[] pixels = read(header, 0, new Region(0, 0, whole.width(), whole.height()));
        return RgbImage.of(whole.width(), whole.height(), pixels);
    }

    private byte[] read(SeriesHeader header, int level, Region window) {
        try {
            byte[] stored = pool.use(open -> open.read(new OpenFile.Part(header.series(), level, 0, 0, 0, window)));
            int n = window.size().pixels();
            if (stored.length < 3L * n) {
                throw new IOException("it gave " + stored.length + " bytes for " + n + " pixels");
            }
            return header.isInterleaved() ? stored.clone() : interleaved(stored, n);
        } catch (IOException e) {
            throw new UserError("Cannot read " + window + " of " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static byte[] interleaved(byte[] planes, int n) {
        byte[] out = new byte[3 * n];
        for (int i = 0; i < n; i++) {
            out[3 * i] = planes[i];
            out[3 * i + 1] = planes[n + i];
            out[3 * i + 2] = planes[2 * n + i];
        }
        return out;
    }

    @Override
    public void close() {
        pool.close();
    }
}
