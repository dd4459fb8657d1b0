package org.samovar.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.samovar.geometry.UserError;

/** Reads and writes files of weights; the formats are described in the package's documentation. */
public final class Checkpoints {
    private static final int START_BYTES = 64;
    private static final byte[] ZIP_START = {'P', 'K'};

    private Checkpoints() {}

    /**
     * Reads a {@code .pt}, {@code .pth} or {@code .safetensors} file, whichever it is in truth; nothing in it is run.
     *
     * <p>Files above 64 MiB are mapped, so that values are loaded when they are used; such a file must not be shortened while its tensors are.
     *
     * @throws UserError when the file is missing, damaged, not a file of weights, or asks for a program to be run
     */
    public static StateDict read(Path file) {
        return read(ByteSource.open(file));
    }

    /**
     * Reads weights that are in memory already, such as those in a jar.
     *
     * @param origin what a person calls them, for messages
     * @param bytes the whole file between position and limit; shared with the tensors, so it must not change
     * @throws UserError as {@link #read(Path)} does
     */
    public static StateDict read(String origin, ByteBuffer bytes) {
        return read(ByteSource.of(origin, bytes));
    }

    /**
     * Writes safetensors: under a temporary name first, tensor by tensor, the same bytes for the same weights.
     *
     * @param metadata facts to keep with the weights, in place of those of the state dict
     * @throws UserError when the file cannot be written; what was there before is then as it was
     */
    public static void writeSafetensors(StateDict weights, Path file, Map<String, String> metadata) {
        SafetensorsWriter.write(weights, file, metadata);
    }

    /**
     * Writes a {@code .pt} or {@code .pth} file that {@code torch.load(..., weights_only=True)} accepts: under a temporary name first, tensor by tensor,
     * the same bytes for the same weights. Metadata have no place in it.
     *
     * @throws UserError when the file cannot be written, or would exceed 4 GiB; what was there before is then as it was
     */
    public static void writeTorch(StateDict weights, Path file, TorchLayout layout) {
        TorchWriter.write(weights, file, layout);
    }

    static StateDict read(ByteSource source) {
        byte[] start = new byte[(int) Math.min(START_BYTES, source.size())];
        source.slice(0, start.length).get(start);
        if (startsWith(start, ZIP_START)) {
            return TorchReader.readZip(source);
        }
        if (startsWith(start, TorchReader.LEGACY_START)) {
            return TorchReader.readLegacy(source);
        }
        if (start.length > Long.BYTES && start[Long.BYTES] == '{') {
            return SafetensorsReader.read(source);
        }
        throw new UserError(source.origin() + " " + whatItIs(start) + ".");
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(Arrays.copyOf(bytes, prefix.length), prefix);
    }

    private static String whatItIs(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
        if (start.length == 0) {
            return "is empty";
        }
        if (text.startsWith("<!doctype") || text.startsWith("<html")) {
            return "is a web page, so the download did not reach the file itself";
        }
        if (text.startsWith("version https://git-lfs")) {
            return "is a pointer of Git LFS, which has not fetched the weights themselves";
        }
        if (start[0] == (byte) 0x80) {
            return "is a Python pickle that PyTorch did not write";
        }
        return "is not a file of weights (.pt, .pth or .safetensors)";
    }
}
