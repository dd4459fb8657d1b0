package org.samovar.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;

/**
 * How a state dict fits a network.
 *
 * @param origin what a person calls the state dict
 * @param network what a person calls the network
 * @param missing keys that the network needs and the state dict lacks, in the order of the network
 * @param unexpected keys of the state dict that the network has no place for, in the order of the file
 * @param wrongShape keys of both that differ in shape
 */
public record BindReport(
        String origin, String network, List<String> missing, List<String> unexpected, List<WrongShape> wrongShape) {
    /**
     * A tensor that does not fit its place.
     *
     * @param needed the shape that the network needs
     * @param found the shape in the state dict
     */
    public record WrongShape(String key, List<Long> needed, List<Long> found) {}

    public BindReport {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        wrongShape = List.copyOf(wrongShape);
    }

    /**
     * Compares a state dict with what a network needs.
     *
     * @param network what a person calls the network
     * @param needed shapes by key
     */
    public static BindReport compare(String network, Map<String, long[]> needed, StateDict weights) {
        List<String> missing = new ArrayList<>();
        List<WrongShape> wrongShape = new ArrayList<>();
        needed.forEach((key, shape) -> weights.find(key)
                .ifPresentOrElse(
                        tensor -> {
                            if (!Arrays.equals(tensor.shape(), shape)) {
                                wrongShape.add(new WrongShape(key, list(shape), list(tensor.shape())));
                            }
                        },
                        () -> missing.add(key)));
        List<String> unexpected = weights.keys().stream()
                .filter(key -> !needed.containsKey(key) && !isCounter(key))
                .toList();
        return new BindReport(weights.origin(), network, missing, unexpected, wrongShape);
    }

    /** Batch norms count their training steps in a tensor that no computation here reads. */
    private static boolean isCounter(String key) {
        return key.endsWith(".num_batches_tracked");
    }

    private static List<Long> list(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /** Whether every tensor has its place and every place its tensor. */
    public boolean fits() {
        return missing.isEmpty() && unexpected.isEmpty() && wrongShape.isEmpty();
    }

    /** What is wrong, in one sentence. */
    public String sentence() {
        if (fits()) {
            return origin + " fits " + network + ".";
        }
        List<String> faults = new ArrayList<>();
        if (!missing.isEmpty()) {
            faults.add("it lacks " + KeyList.of(missing));
        }
        if (!unexpected.isEmpty()) {
            faults.add("the network has no place for " + KeyList.of(unexpected));
        }
        if (!wrongShape.isEmpty()) {
            WrongShape first = wrongShape.get(0);
            String others =
                    wrongShape.size() == 1 ? "" : " (and " + (wrongShape.size() - 1) + " more of another shape)";
            faults.add("'" + first.key + "' is " + first.found + " where " + first.needed + " is needed" + others);
        }
        return origin + " does not fit " + network + ": " + faults.stream().collect(Collectors.joining("; ")) + ".";
    }

    /**
     * Returns when everything fits.
     *
     * @throws UserError with {@link #sentence()} otherwise
     */
    public void require() {
        if (!fits()) {
            throw new UserError(sentence());
        }
    }
}
