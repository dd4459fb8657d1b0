package org.samovar.train;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;
import org.samovar.io.RecordJson;

/**
 * Variants of a system that are trained alike, such as the rows of a paper's ablation table.
 *
 * @param name of the whole
 * @param base name of the included config that all of them share
 * @param changes what differs from the base's config in all of them; objects are merged
 * @param variants in the order of the table
 */
public record Ablation(String name, String base, Optional<JsonObject> changes, List<Variant> variants) {
    /** The ablations that come with the program. */
    public static final List<String> INCLUDED = List.of("masksam-ablation", "rfmedsam2-ablation", "sam2sgp-ablation");

    /**
     * A row.
     *
     * @param name in the table
     * @param says what it is
     * @param changes what differs in this one alone
     */
    public record Variant(String name, String says, JsonObject changes) {}

    public Ablation {
        variants = List.copyOf(variants);
    }

    /** One of {@link #INCLUDED}. @throws UserError where there is none of this name */
    public static Ablation included(String name) {
        try {
            return RecordJson.read(ConfigFile.json(Path.of(name), INCLUDED), Ablation.class, "it");
        } catch (UserError e) {
            throw new UserError(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * What a path stands for: {@code NAME} for one of {@link #INCLUDED}, {@code NAME/VARIANT} for one of its variants alone.
     *
     * @return empty for a path that names none of them
     * @throws UserError where the ablation has no such variant
     */
    public static Optional<Ablation> find(Path path) {
        if (INCLUDED.contains(path.toString())) {
            return Optional.of(included(path.toString()));
        }
        return Optional.ofNullable(path.getParent())
                .map(Path::toString)
                .filter(INCLUDED::contains)
                .map(name -> included(name).only(String.valueOf(path.getFileName())));
    }

    private Ablation only(String variant) {
        List<Variant> found =
                variants.stream().filter(v -> v.name.equals(variant)).toList();
        if (found.isEmpty()) {
            throw new UserError(
                    "The ablation " + name + " has no variant " + variant + ".",
                    "It has " + variants.stream().map(Variant::name).collect(Collectors.joining(", ")) + ".");
        }
        return new Ablation(name, base, changes, found);
    }

    /** The configs of all variants, under their names. */
    public List<JsonObject> configs() {
        JsonObject included = ConfigFile.json(Path.of(base), List.of(base));
        JsonObject shared = changes.map(own -> merged(included, own)).orElse(included);
        return variants.stream()
                .map(variant -> {
                    JsonObject config = merged(shared, variant.changes);
                    config.addProperty("name", variant.name);
                    return config;
                })
                .toList();
    }

    private static JsonObject merged(JsonObject base, JsonObject changes) {
        JsonObject out = base.deepCopy();
        changes.entrySet().forEach(entry -> {
            boolean areObjects =
                    entry.getValue() instanceof JsonObject && out.get(entry.getKey()) instanceof JsonObject;
            out.add(
                    entry.getKey(),
                    areObjects
                            ? merged(
                                    out.getAsJsonObject(entry.getKey()),
                                    entry.getValue().getAsJsonObject())
                            : entry.getValue());
        });
        return out;
    }
}
