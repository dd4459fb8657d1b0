package org.samovar.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;

/**
 * What the shapes of a SAM 2 state dict do not tell, as metadata of a safetensors file keep it.
 *
 * @param imageSize side of the square input in pixels
 * @param heads attention heads of the first stage
 * @param windows side of the attention windows of each stage
 * @param globalBlocks indices of the blocks that attend to the whole map
 */
public record Sam2Settings(int imageSize, int heads, List<Integer> windows, List<Integer> globalBlocks) {
    private static final String IMAGE_SIZE = "samovar.sam2.image_size";
    private static final String HEADS = "samovar.sam2.heads";
    private static final String WINDOWS = "samovar.sam2.windows";
    private static final String GLOBAL_BLOCKS = "samovar.sam2.global_blocks";
    private static final int MOST = 1 << 16;

    public Sam2Settings {
        windows = List.copyOf(windows);
        globalBlocks = List.copyOf(globalBlocks);
    }

    /** The entries that a safetensors file gets. */
    public Map<String, String> toMetadata() {
        return new TreeMap<>(Map.of(
                IMAGE_SIZE, Integer.toString(imageSize),
                HEADS, Integer.toString(heads),
                WINDOWS, join(windows),
                GLOBAL_BLOCKS, join(globalBlocks)));
    }

    private static String join(List<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /**
     * The settings among the metadata of a file, where all of them are there.
     *
     * @throws UserError when one of them is no list of whole numbers
     */
    static Optional<Sam2Settings> find(StateDict weights) {
        Map<String, String> metadata = weights.metadata();
        if (!metadata.keySet().containsAll(List.of(IMAGE_SIZE, HEADS, WINDOWS, GLOBAL_BLOCKS))) {
            return Optional.empty();
        }
        return Optional.of(new Sam2Settings(
                numbers(weights, IMAGE_SIZE).get(0),
                numbers(weights, HEADS).get(0),
                numbers(weights, WINDOWS),
                numbers(weights, GLOBAL_BLOCKS)));
    }

    private static List<Integer> numbers(StateDict weights, String key) {
        String text = weights.metadata().getOrDefault(key, "");
        try {
            List<Integer> values = Arrays.stream(text.split(",", -1))
                    .map(part -> Integer.valueOf(part.strip()))
                    .toList();
            if (values.stream().allMatch(value -> value >= 0 && value <= MOST)) {
                return values;
            }
        } catch (NumberFormatException e) {
            throw new UserError(weights.origin() + " is damaged: its setting " + key + " is not a list of numbers.", e);
        }
        throw new UserError(weights.origin() + " is damaged: its setting " + key + " is out of range.");
    }
}
