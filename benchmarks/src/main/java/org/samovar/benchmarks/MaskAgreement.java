package org.samovar.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samovar.tensor.Precision;

/** Measures the mean IoU, over frames, of an object's masks in bfloat16 with those in float32, and the share of the image that they cover. */
public final class MaskAgreement {
    private MaskAgreement() {}

    /**
     * Measures it.
     *
     * @param arguments the stack of frames, the file for the result, and perhaps a model; SAM 2.1 tiny with computable weights otherwise
     */
    public static void main(String[] arguments) throws IOException {
        List<boolean[]> wide = masks(arguments, Precision.FLOAT32);
        List<boolean[]> narrow = masks(arguments, Precision.BFLOAT16);
        double iou = 0;
        double share = 0;
        for (int i = 0; i < wide.size(); i++) {
            int both = 0;
            int either = 0;
            for (int p = 0; p < wide.get(i).length; p++) {
                both += wide.get(i)[p] && narrow.get(i)[p] ? 1 : 0;
                either += wide.get(i)[p] || narrow.get(i)[p] ? 1 : 0;
            }
            iou += either == 0 ? 1 : (double) both / either;
            share += (double) either / wide.get(i).length;
        }
        String result =
                String.format(Locale.ROOT, "{\"iou\": %.4f, \"share\": %.3f}", iou / wide.size(), share / wide.size());
        Files.writeString(Path.of(arguments[1]), result);
    }

    private static List<boolean[]> masks(String[] arguments, Precision precision) {
        List<boolean[]> masks = new ArrayList<>();
        Path frames = Path.of(arguments[0]);
        try (Propagation propagation = arguments.length > 2
                ? Propagation.of(frames, precision, arguments[2])
                : Propagation.computable(frames, precision)) {
            propagation.follow(1, logits -> {
                boolean[] mask = new boolean[logits.length];
                for (int p = 0; p < mask.length; p++) {
                    mask[p] = logits[p] > 0;
                }
                masks.add(mask);
            });
        }
        return masks;
    }
}
