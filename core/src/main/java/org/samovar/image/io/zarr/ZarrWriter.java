package org.samovar.image.io.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelVolume;
import org.samovar.image.io.raw.StoredVolume;
import org.samovar.image.io.raw.StoredVolumeWriter;
import org.samovar.io.AtomicFiles;

/**
 * Writes OME-Zarr folders: {@code NAME.zarr} as 0.4; labels into {@code labels/NAME} of an image that is there, as the version
 * of that image. Nothing that is there is replaced, and a folder has its name once all is written.
 */
public final class ZarrWriter extends StoredVolumeWriter {
    private static final String LABELS = "labels";

    @Override
    public Set<String> extensions() {
        return Set.of("zarr");
    }

    @Override
    public boolean takes(Path file) {
        return imageOf(file).isPresent();
    }

    @Override
    public void write(LabelVolume labels, Path file) {
        Optional<Node> image = imageOf(file);
        ZarrLayout layout = image.map(ZarrLayout::of).orElse(ZarrLayout.VERSION_2);
        StoredVolume volume = StoredVolume.of(labels);
        JsonObject ome = new ZarrMetadata(volume.info()).image(layout.omeVersion(), name(file));
        JsonObject label = ZarrMetadata.labels(layout.omeVersion(), labels.names());
        if (image.isPresent()) {
            JsonObject source = new JsonObject();
            source.addProperty("image", "../../");
            label.add("source", source);
        }
        ome.add("image-label", label);
        write(volume, file, layout, ome);
        image.ifPresent(node -> list(file, layout));
    }

    @Override
    protected void write(StoredVolume volume, Path file) {
        ZarrLayout layout = ZarrLayout.VERSION_2;
        write(volume, file, layout, new ZarrMetadata(volume.info()).image(layout.omeVersion(), name(file)));
    }

    /** What a folder is called without its ending. */
    static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(\\.ome)?\\.zarr$", "");
    }

    /** The image above that labels belong to. */
    private static Optional<Node> imageOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .filter(folder -> folder.endsWith(LABELS))
                .map(Path::getParent)
                .flatMap(Node::at)
                .filter(node -> node.ome().has("multiscales"));
    }

    private static void write(StoredVolume volume, Path file, ZarrLayout layout, JsonObject ome) {
        if (Files.exists(file)) {
            throw new UserError(
                    "Cannot write " + file + ": it is there already.", "Remove it first, or choose another name.");
        }
        AtomicFiles.requireWritable(file);
        Path folder = file.toAbsolutePath().normalize();
        Path temporary = folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try {
                Path array = Files.createDirectories(temporary.resolve(ZarrMetadata.ARRAY));
                layout.markGroup(temporary);
                Files.writeString(layout.attributes(temporary), layout.group(ome), StandardCharsets.UTF_8);
                new ChunkWriter(volume, layout, array).run();
                Files.move(temporary, folder);
            } finally {
                remove(temporary);
            }
        } catch (IOException e) {
            throw new UserError("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** Enters labels in the list that their folder has. */
    private static void list(Path file, ZarrLayout layout) {
        Path folder = file.toAbsolutePath().normalize();
        Path labels = folder.resolveSibling("");
        JsonObject ome = Node.at(labels).map(Node::ome).orElseGet(JsonObject::new);
        JsonArray list = ome.get(LABELS) instanceof JsonArray array ? array : new JsonArray();
        JsonPrimitive name = new JsonPrimitive(String.valueOf(folder.getFileName()));
        if (!list.contains(name)) {
            list.add(name);
        }
        ome.add(LABELS, list);
        try {
            layout.markGroup(labels);
        } catch (IOException e) {
            throw new UserError("Cannot write " + labels + ": " + e.getMessage() + ".", e);
        }
        AtomicFiles.writeText(layout.attributes(labels), layout.group(ome));
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path below, IOException e) throws IOException {
                Files.delete(below);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
