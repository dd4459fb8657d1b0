package org.samovar.testing;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the files of the tests of slides and microscopes into a folder, for {@code tools/slide_sums.py}. */
public final class WrittenFiles {
    private WrittenFiles() {}

    public static void main(String... folder) throws IOException {
        Path to = Path.of(folder[0]);
        WrittenSlides.pyramid(to.resolve("pyramid.tif"));
        WrittenSlides.aperio(to.resolve("scan.svs"));
        WrittenSlides.omePyramid(to.resolve("tissue.ome.tif"));
        WrittenStacks.ome(to.resolve("stack.ome.tif"));
    }
}
