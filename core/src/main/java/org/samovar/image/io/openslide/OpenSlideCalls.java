package org.samovar.image.io.openslide;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code openslide.h} that versions 3.4 and 4 share, mapped directly; their names are the library's. One library can be
 * bound in a program, by {@link #bind}, and nothing may be called before.
 */
final class OpenSlideCalls {
    private OpenSlideCalls() {}

    /** @throws UnsatisfiedLinkError where the library lacks one of them */
    static void bind(NativeLibrary library) {
        Native.register(OpenSlideCalls.class, library);
    }

    static native String openslide_get_version();

    /** Null where it is no slide. */
    static native @Nullable String openslide_detect_vendor(String file);

    /** Null where it is no slide; else one that may have an error already. */
    static native @Nullable Pointer openslide_open(String file);

    static native void openslide_close(Pointer slide);

    /** Null where there was none; all calls after one fail. */
    static native @Nullable String openslide_get_error(Pointer slide);

    static native int openslide_get_level_count(Pointer slide);

    static native void openslide_get_level_dimensions(Pointer slide, int level, long[] width, long[] height);

    static native double openslide_get_level_downsample(Pointer slide, int level);

    /** @param pixels 0xAARRGGBB, the colours multiplied by the opacity
     * @param x column in level 0
     * @param y row in level 0 */
    static native void openslide_read_region(
            Pointer slide, int[] pixels, long x, long y, int level, long width, long height);

    static native @Nullable String openslide_get_property_value(Pointer slide, String name);

    /** Ends with a null. */
    static native Pointer openslide_get_associated_image_names(Pointer slide);

    static native void openslide_get_associated_image_dimensions(
            Pointer slide, String name, long[] width, long[] height);

    static native void openslide_read_associated_image(Pointer slide, String name, int[] pixels);
}
