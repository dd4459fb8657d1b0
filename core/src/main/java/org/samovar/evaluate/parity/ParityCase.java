package org.samovar.evaluate.parity;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;
import org.samovar.io.npy.NpyArray;
import org.samovar.io.npy.Npz;
import org.samovar.method.medicosam.Unetr;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Weights;
import org.samovar.tensor.Tensors;

/**
 * A golden case: what was given to a published implementation under {@link org.samovar.nn.ComputableWeights}, and a sample of what came
 * out. It is two files, {@code NAME.json} and {@code NAME.npz}; the image that it names lies in the folder {@code images} of its own
 * folder or beside it.
 */
public final class ParityCase {
    /** What a case exercises. */
    public enum Kind {
        /** The image predictor of SAM, MobileSAM or SAM 2. */
        IMAGE,
        /** The video predictor of SAM 2. */
        VIDEO,
        /** A network that segments without prompts: MedicoSAM's decoder. */
        SEGMENTATION,
        /** Something else. */
        OTHER
    }

    private static final String JSON = ".json";

    private final String name;
    private final Path json;
    private final JsonObject meta;
    private final Map<String, NpyArray> arrays;
    private final Map<String, GoldenOutput> outputs = new LinkedHashMap<>();

    private ParityCase(String name, Path json, JsonObject meta, Map<String, NpyArray> arrays) {
        this.name = name;
        this.json = json;
        this.meta = meta;
        this.arrays = arrays;
        for (Map.Entry<String, JsonElement> entry :
                meta.getAsJsonObject("outputs").entrySet()) {
            NpyArray sample = arrays.get("out." + entry.getKey());
            if (sample == null) {
                throw new UserError("The case " + name + " has no sample of its output " + entry.getKey() + ".");
            }
            JsonObject statistics = entry.getValue().getAsJsonObject();
            List<Long> shape = new ArrayList<>();
            statistics.getAsJsonArray("shape").forEach(length -> shape.add(length.getAsLong()));
            outputs.put(
                    entry.getKey(),
                    new GoldenOutput(
                            shape,
                            statistics.get("std").getAsDouble(),
                            statistics.get("absmax").getAsDouble(),
                            sample.toFloats()));
        }
    }

    /** The cases of a folder, by name. @throws UserError where it cannot be listed */
    public static List<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(JSON))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("The folder " + folder + " cannot be listed: " + e.getMessage());
        }
    }

    /**
     * Reads a case from its {@code NAME.json}.
     *
     * @throws UserError naming the file and what is wrong with it
     */
    public static ParityCase read(Path json) {
        String file = json.getFileName().toString();
        String name = file.endsWith(JSON) ? file.substring(0, file.length() - JSON.length()) : file;
        try {
            JsonObject meta = JsonFiles.read(json);
            return new ParityCase(name, json.toAbsolutePath(), meta, Npz.read(json.resolveSibling(name + ".npz")));
        } catch (IllegalStateException
                | NullPointerException
                | NumberFormatException
                | UnsupportedOperationException e) {
            throw new UserError(json + " does not describe a case: " + e.getMessage());
        }
    }

    public String name() {
        return name;
    }

    /** {@code SAM}, {@code MobileSAM}, {@code SAM 2}, ... */
    public String family() {
        return text("family");
    }

    /** The size of the network within its family, as {@code vit_b}. */
    public String model() {
        return text("model");
    }

    /**
     * The weights under which the outputs were made.
     *
     * <p>NB: MobileSAM's attention caches its biases when the model is switched to prediction ({@code Attention.train} in {@code
     * tiny_vit_sam.py}), which {@code build_sam_vit_t} does before weights are read. Its cases were run so, with the biases of a fresh
     * model: zero.
     */
    public Weights.Source weights() {
        return weights(text("salt"));
    }

    /** The weights of this case under another salt; those that the case overrides are one value everywhere, as it says. */
    public Weights.Source weights(String salt) {
        ComputableWeights computable = new ComputableWeights(salt);
        Map<String, Double> fixed = overrides();
        boolean isMobileSam = family().equals("MobileSAM");
        return (full, parameter) -> {
            String key = kind() == Kind.SEGMENTATION ? full.replaceFirst("^" + Unetr.DECODER + "\\.", "") : full;
            double value = fixed.getOrDefault(key, isMobileSam && key.endsWith(".attention_biases") ? 0 : Double.NaN);
            return Double.isNaN(value) ? computable.tensor(key, parameter) : Tensors.full(value, parameter.shape());
        };
    }

    private Map<String, Double> overrides() {
        Map<String, Double> values = new HashMap<>();
        if (meta.get("overrides") instanceof JsonObject given) {
            given.entrySet()
                    .forEach(
                            entry -> values.put(entry.getKey(), entry.getValue().getAsDouble()));
        }
        return values;
    }

    /** Number of tensors in the published state dict. */
    public int keys() {
        return meta.get("keys").getAsInt();
    }

    /** Whether a single-mask call falls back on the stablest candidate (SAM 2). */
    public boolean isPostProcessed() {
        return meta.has("postprocessing") && meta.get("postprocessing").getAsBoolean();
    }

    /** Side of the network's input where it is not the network's own. */
    public Optional<Integer> imageSize() {
        return meta.has("image_size") ? Optional.of(meta.get("image_size").getAsInt()) : Optional.empty();
    }

    public Kind kind() {
        if (meta.has("frames")) {
            return Kind.VIDEO;
        }
        if (outputs.containsKey("embedding")) {
            return Kind.IMAGE;
        }
        return outputs.containsKey(SegmentationParity.OUTPUT) ? Kind.SEGMENTATION : Kind.OTHER;
    }

    /** The file of the image or volume. @throws UserError where there is none */
    public Path image() {
        String image = text("image");
        for (String at : List.of("images", "../images")) {
            Path file = json.resolveSibling(at).resolve(image).normalize();
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new UserError("The image " + image + " of the case " + name + " is not in a folder images beside it.");
    }

    /** An input by name, without {@code in.}. */
    public Optional<NpyArray> input(String key) {
        return Optional.ofNullable(arrays.get("in." + key));
    }

    /** The outputs by name, in the order of the case. */
    public Map<String, GoldenOutput> outputs() {
        return outputs;
    }

    private String text(String key) {
        JsonElement value = meta.get(key);
        if (value == null || !value.isJsonPrimitive()) {
            throw new UserError("The case " + name + " does not say its " + key + ".");
        }
        return value.getAsString();
    }
}
