package org.samovar.image.io.zarr;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The files that chunks lie in.
 *
 * @param folder of all of them
 * @param prefix what names begin with
 * @param separator between the numbers of a name; {@code /} makes folders
 */
record ChunkNames(Path folder, String prefix, String separator) {
    Path file(int... index) {
        String numbers = Arrays.stream(index).mapToObj(String::valueOf).collect(Collectors.joining(separator));
        return folder.resolve(prefix + numbers);
    }
}
