package org.samovar.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.samovar.io.AtomicFiles;

/** Writes the archive that {@code torch.save} writes since PyTorch 1.6; the same weights give the same bytes. */
final class TorchWriter {
    private static final String FOLDER = "archive/";
    private static final String DECODER = "decoder.";
    private static final String FILE_FORMAT = "3\n";

    private TorchWriter() {}

    static void write(StateDict weights, Path file, TorchLayout layout) {
        Map<String, List<StoredTensor>> dicts = arrange(weights, layout);
        byte[] pickle = PickleWriter.write(dicts);
        AtomicFiles.write(file, out -> {
            ZipWriter zip = new ZipWriter(new ByteSink(out), file.toString());
            zip.add(FOLDER + "data.pkl", ByteBuffer.wrap(pickle));
            zip.add(FOLDER + "byteorder", ascii("little"));
            int storage = 0;
            for (StoredTensor tensor :
                    dicts.values().stream().flatMap(Collection::stream).toList()) {
                zip.add(FOLDER + "data/" + storage++, tensor.contiguous());
            }
            zip.add(FOLDER + "version", ascii(FILE_FORMAT));
            zip.finish();
        });
    }

    private static Map<String, List<StoredTensor>> arrange(StateDict weights, TorchLayout layout) {
        Map<String, List<StoredTensor>> dicts = new LinkedHashMap<>();
        switch (layout) {
            case BARE -> dicts.put("", select(weights, key -> true, ""));
            case MODEL_STATE -> dicts.put("model_state", select(weights, key -> true, ""));
            case MODEL -> dicts.put("model", select(weights, key -> true, ""));
            case MODEL_AND_DECODER -> {
                dicts.put("model_state", select(weights, key -> !key.startsWith(DECODER), ""));
                dicts.put("decoder_state", select(weights, key -> key.startsWith(DECODER), DECODER));
            }
        }
        return dicts;
    }

    private static List<StoredTensor> select(StateDict weights, Predicate<String> wanted, String prefix) {
        return weights.tensors().values().stream()
                .filter(tensor -> wanted.test(tensor.name()))
                .map(tensor -> tensor.renamed(tensor.name().substring(prefix.length())))
                .toList();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
