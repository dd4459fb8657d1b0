package org.samovar.train.data;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.io.JsonFiles;

/** Reads {@code dataset.json}. */
final class DescribedFolder {
    private final Path folder;
    private final JsonObject json;
    private final List<DatasetItem> items = new ArrayList<>();
    private final List<VolumeItem> volumes = new ArrayList<>();
    private final Map<String, String> unusable = new LinkedHashMap<>();

    private final Path images;
    private final Path labels;

    private DescribedFolder(Path folder, JsonObject json) {
        this.folder = folder;
        this.json = json;
        this.images = folder.resolve(text(Description.IMAGES).orElse(Description.IMAGES));
        this.labels = folder.resolve(text(Description.LABELS).orElse(Description.LABELS));
    }

    static Dataset open(Path folder, Path description) {
        return open(folder, description, JsonFiles.read(description));
    }

    /** @param json what the description says */
    static Dataset open(Path folder, Path description, JsonObject json) {
        try {
            return new DescribedFolder(folder, json).read();
        } catch (UserError e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UserError("Cannot understand " + description + ": " + e.getMessage() + ".", e);
        }
    }

    private Dataset read() {
        LabelKind kind = kind();
        Map<Integer, String> classes = new TreeMap<>();
        object("classes").ifPresent(o -> o.entrySet()
                .forEach(e ->
                        classes.put(Integer.parseInt(e.getKey()), e.getValue().getAsString())));
        boolean partial = json.has("complete") && !json.get("complete").getAsBoolean();
        DatasetInfo info = new DatasetInfo(
                text("name").orElse(String.valueOf(folder.getFileName())),
                kind,
                classes,
                partial ? DatasetInfo.Completeness.PARTIAL : DatasetInfo.Completeness.COMPLETE,
                text("licence").orElse(""));
        Map<String, List<Pair>> pairs = pairs();
        splits().forEach((id, split) -> {
            for (Pair pair : pairs.getOrDefault(id, List.of(new Pair(id, target(id))))) {
                try {
                    add(id, pair, split, kind);
                } catch (UserError e) {
                    unusable.put(pair.label, e.getMessage());
                }
            }
        });
        if (items.isEmpty() && !unusable.isEmpty()) {
            throw new UserError(unusable.values().iterator().next());
        }
        return new Dataset(info, Dataset.Splits.DESCRIBED, items, volumes, unusable);
    }

    private void add(String id, Pair pair, Split split, LabelKind kind) {
        Optional<Path> volume = Pictures.volume(images, id);
        if (volume.isPresent()) {
            Path label = Pictures.volume(labels, pair.label)
                    .orElseThrow(() -> new UserError("There are no labels " + pair.label + " in " + labels + "."));
            VolumeItem.Files files = new VolumeItem.Files(id, pair.label, volume.get(), label);
            VolumeItem item = VolumeItem.open(files, thirdAxis(), split, kind, pair.target);
            volumes.add(item);
            items.addAll(VolumeSlices.of(item));
            return;
        }
        Path image = Pictures.flat(images, id)
                .orElseThrow(() -> new UserError("There is no image " + id + " in " + images + "."));
        Path label = Pictures.flat(labels, pair.label)
                .orElseThrow(() -> new UserError("There are no labels " + pair.label + " in " + labels + "."));
        items.add(new DatasetItem(
                pair.label, id, split, kind, pair.target, () -> Images.read(image), () -> Labels.read(label)));
    }

    private VolumeItem.ThirdAxis thirdAxis() {
        return text("axes").filter("xyt"::equals).isPresent()
                ? VolumeItem.ThirdAxis.TIME
                : VolumeItem.ThirdAxis.AS_STORED;
    }

    private LabelKind kind() {
        String kind = text("kind").orElse("instances");
        return switch (kind) {
            case "instances" -> LabelKind.INSTANCES;
            case "classes" -> LabelKind.CLASSES;
            case "binary" -> LabelKind.BINARY;
            case "none" -> throw new UserError("The dataset " + folder + " has no labels.");
            default -> throw new UserError("The dataset " + folder + " has labels of the unknown kind '" + kind + "'.");
        };
    }

    /** The split of each image, the validation items those that are named, or some that are taken out of the training items. */
    private Map<String, Split> splits() {
        Map<String, Split> out = new LinkedHashMap<>();
        JsonObject split = object("split").orElseThrow(() -> new UserError(folder + " names no split."));
        List<String> train = strings(split, "train");
        Collection<String> heldOut = split.has("validation") ? strings(split, "validation") : HeldOut.of(train);
        train.forEach(id -> out.put(id, Split.TRAIN));
        heldOut.forEach(id -> out.put(id, Split.VALIDATION));
        strings(split, "test").forEach(id -> out.put(id, Split.TEST));
        return out;
    }

    /** The label files of an image and what each of them shows. */
    private record Pair(String label, Optional<String> target) {}

    private Map<String, List<Pair>> pairs() {
        Map<String, List<Pair>> out = new HashMap<>();
        if (json.has("pairs")) {
            for (JsonElement element : json.getAsJsonArray("pairs")) {
                JsonObject pair = element.getAsJsonObject();
                Optional<String> target =
                        pair.has("target") ? Optional.of(pair.get("target").getAsString()) : Optional.empty();
                out.computeIfAbsent(pair.get("image").getAsString(), k -> new ArrayList<>())
                        .add(new Pair(pair.get("label").getAsString(), target));
            }
        }
        return out;
    }

    private Optional<String> target(String id) {
        return object("targets")
                .filter(o -> o.has(id))
                .map(o -> o.get(id).getAsString())
                .or(() -> text("target"));
    }

    private Optional<String> text(String key) {
        return json.has(key) ? Optional.of(json.get(key).getAsString()) : Optional.empty();
    }

    private Optional<JsonObject> object(String key) {
        return json.has(key) ? Optional.of(json.getAsJsonObject(key)) : Optional.empty();
    }

    private static List<String> strings(JsonObject object, String key) {
        List<String> out = new ArrayList<>();
        JsonArray array = object.has(key) ? object.getAsJsonArray(key) : new JsonArray();
        array.forEach(e -> out.add(e.getAsString()));
        return out;
    }
}
