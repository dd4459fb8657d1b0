package org.samovar.train.data;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.io.JsonFiles;
import org.samovar.predict.Progress;

/**
 * Writes {@code dataset.json} for images and labels that nobody described, or whose numbers are to mean something else than their description says. The files stay where
 * they are.
 */
public final class Description {
    static final String FILE = "dataset.json";
    static final String IMAGES = "images";
    static final String LABELS = "labels";

    private static final String CLASSES = "classes";

    private final Path folder;
    private final LabelKind kind;

    private Description(Path folder, LabelKind kind) {
        this.folder = folder.toAbsolutePath().normalize();
        this.kind = kind;
    }

    /** Whether a folder says itself what is in it. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * Where the images of a described folder are, which need not be in it.
     *
     * @throws UserError when the description cannot be read
     */
    public static Path images(Path folder) {
        return place(folder, JsonFiles.read(folder.resolve(FILE)), IMAGES);
    }

    private static Path place(Path folder, JsonObject json, String which) {
        return folder.toAbsolutePath()
                .normalize()
                .resolve(json.has(which) ? json.get(which).getAsString() : which);
    }

    /**
     * Describes images and labels. Where there was no description, all are for training but for a tenth, or one of four or more, and of {@link LabelKind#CLASSES} each number
     * that occurs is a class.
     *
     * @param folder with {@code images/} and {@code labels/}, or a described one
     * @param kind what the numbers of the labels mean
     * @param into the folder that gets the description; the same one, or one whose description then says where the images are
     * @throws UserError when no image has labels, or nothing is labelled where classes are asked for
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static void write(Path folder, LabelKind kind, Path into, Progress progress) {
        Description description = new Description(folder, kind);
        AtomicFiles.writeText(
                into.resolve(FILE), description.json(into, progress).toString());
    }

    private JsonObject json(Path into, Progress progress) {
        Path file = folder.resolve(FILE);
        JsonObject json = Files.exists(file) ? JsonFiles.read(file) : pairs();
        String said = kind.name().toLowerCase(Locale.ROOT);
        boolean isSame = json.has("kind") && json.get("kind").getAsString().equals(said);
        json.addProperty("kind", said);
        if (!isSame) {
            json.remove(CLASSES);
            if (kind == LabelKind.CLASSES) {
                json.add(CLASSES, classes(DescribedFolder.open(folder, file, json), progress));
            }
        }
        if (!into.toAbsolutePath().normalize().equals(folder)) {
            json.addProperty(IMAGES, place(folder, json, IMAGES).toString());
            json.addProperty(LABELS, place(folder, json, LABELS).toString());
        }
        return json;
    }

    private JsonObject pairs() {
        Path images = folder.resolve(IMAGES);
        Path labels = folder.resolve(LABELS);
        List<String> ids = PlainFolder.list(images).stream()
                .map(Pictures::anyId)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        List<String> labelled = ids.stream()
                .filter(id -> Pictures.volume(labels, id)
                        .or(() -> Pictures.flat(labels, id))
                        .isPresent())
                .toList();
        if (labelled.isEmpty()) {
            throw new UserError(
                    "No image in " + images + " has labels of the same name in " + labels + ".", PlainFolder.LAYOUT);
        }
        Set<String> heldOut = HeldOut.atLeastOne(labelled);
        JsonObject split = new JsonObject();
        // those without labels as well, so that they are named
        split.add(
                "train", array(ids.stream().filter(id -> !heldOut.contains(id)).toList()));
        split.add("validation", array(heldOut));
        JsonObject json = new JsonObject();
        json.addProperty("name", String.valueOf(folder.getFileName()));
        json.add("split", split);
        return json;
    }

    private static JsonArray array(Collection<String> ids) {
        JsonArray out = new JsonArray();
        ids.forEach(out::add);
        return out;
    }

    /** Files that cannot be read are left out here, and named by whoever learns from them. */
    private JsonObject classes(Dataset dataset, Progress progress) {
        List<DatasetItem> items = dataset.items();
        TreeSet<Integer> numbers = new TreeSet<>();
        Optional<UserError> first = Optional.empty();
        for (int i = 0; i < items.size(); i++) {
            progress.step(i, items.size(), "reading labels");
            try {
                numbers.addAll(items.get(i).labels().ids());
            } catch (UserError e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        if (numbers.isEmpty()) {
            throw first.orElseGet(() -> new UserError("Nothing is labelled on the images in " + folder + "."));
        }
        JsonObject out = new JsonObject();
        numbers.forEach(number -> out.addProperty(String.valueOf(number), "class " + number));
        return out;
    }
}
