package org.samovar.image.io.openslide;

import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.SlideInfo;
import org.samovar.image.SlideLevel;
import org.samovar.image.SlideSource;
import org.samovar.image.io.Limits;
import org.samovar.image.io.raw.Micrometres;

/** A slide that OpenSlide has open. After the first damaged part that is read, it gives no other one, and the slide has to be opened again. */
final class OpenSlideSource implements SlideSource {
    private static final int WHITE = 0xffffff;

    private final Path file;
    private final Pointer slide;
    private final List<SlideLevel> levels;
    private final int background;

    private OpenSlideSource(Path file, Pointer slide) {
        this.file = file;
        this.slide = slide;
        this.levels = levels(slide);
        String colour = property("openslide.background-color");
        this.background = colour != null && colour.matches("[0-9a-fA-F]{6}") ? Integer.parseInt(colour, 16) : WHITE;
    }

    /** @throws UserError saying why it cannot be opened */
    static OpenSlideSource open(Path file) {
        Pointer slide = OpenSlideCalls.openslide_open(file.toAbsolutePath().toString());
        if (slide == null) {
            throw new UserError("it is no slide that OpenSlide knows");
        }
        try {
            requireWell(slide);
            return new OpenSlideSource(file, slide);
        } catch (RuntimeException e) {
            OpenSlideCalls.openslide_close(slide);
            throw e;
        }
    }

    private static void requireWell(Pointer slide) {
        String error = OpenSlideCalls.openslide_get_error(slide);
        if (error != null) {
            throw new UserError("OpenSlide says: " + error);
        }
    }

    private static List<SlideLevel> levels(Pointer slide) {
        List<SlideLevel> levels = new ArrayList<>();
        long[] width = new long[1];
        long[] height = new long[1];
        for (int level = 0; level < OpenSlideCalls.openslide_get_level_count(slide); level++) {
            OpenSlideCalls.openslide_get_level_dimensions(slide, level, width, height);
            if (width[0] > Integer.MAX_VALUE || height[0] > Integer.MAX_VALUE) {
                throw new UserError("its " + width[0] + " x " + height[0] + " pixels are more than those of any slide");
            }
            double downsample = OpenSlideCalls.openslide_get_level_downsample(slide, level);
            levels.add(new SlideLevel((int) width[0], (int) height[0], downsample));
        }
        requireWell(slide);
        return levels;
    }

    SlideInfo info() {
        String vendor = property("openslide.vendor");
        String[] names =
                OpenSlideCalls.openslide_get_associated_image_names(slide).getStringArray(0, "UTF-8");
        return new SlideInfo(vendor == null ? "OpenSlide" : vendor, levels, spacing(), List.of(names));
    }

    private Spacing spacing() {
        double x = number("openslide.mpp-x");
        double y = number("openslide.mpp-y");
        return x > 0 && y > 0 ? Spacing.of(x, y, Micrometres.UNIT) : Spacing.PIXELS;
    }

    /** 0 where it is none. */
    private double number(String name) {
        String text = property(name);
        try {
            double value = text == null ? 0 : Double.parseDouble(text);
            return Double.isFinite(value) ? value : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private @Nullable String property(String name) {
        return OpenSlideCalls.openslide_get_property_value(slide, name);
    }

    @Override
    public byte[] read(int level, Region window) {
        double downsample = levels.get(level).downsample();
        // NB: the corner is meant in level 0, whatever level is read
        long x = Math.round(window.x() * downsample);
        long y = Math.round(window.y() * downsample);
        return pixels(
                window.size().pixels(),
                into -> OpenSlideCalls.openslide_read_region(
                        slide, into, x, y, level, window.width(), window.height()));
    }

    @Override
    public RgbImage associated(String name) {
        long[] width = new long[1];
        long[] height = new long[1];
        OpenSlideCalls.openslide_get_associated_image_dimensions(slide, name, width, height);
        requireWellStill();
        Limits.requireFits(width[0], height[0], 3);
        byte[] pixels = pixels(
                (int) (width[0] * height[0]),
                into -> OpenSlideCalls.openslide_read_associated_image(slide, name, into));
        return RgbImage.of((int) width[0], (int) height[0], pixels);
    }

    /** What is transparent, as outside of what was scanned, shows the slide's background. */
    private byte[] pixels(int count, Consumer<int[]> reading) {
        int[] packed = new int[count];
        reading.accept(packed);
        requireWellStill();
        byte[] out = new byte[Math.multiplyExact(3, count)];
        for (int i = 0; i < count; i++) {
            int through = 255 - (packed[i] >>> 24);
            for (int c = 0; c < 3; c++) {
                int shift = 16 - 8 * c;
                int behind = background >> shift & 0xff;
                out[3 * i + c] = (byte) ((packed[i] >> shift & 0xff) + (behind * through + 127) / 255);
            }
        }
        return out;
    }

    private void requireWellStill() {
        try {
            requireWell(slide);
        } catch (UserError e) {
            throw new UserError("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        OpenSlideCalls.openslide_close(slide);
    }
}
