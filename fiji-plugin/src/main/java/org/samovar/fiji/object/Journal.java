package org.samovar.fiji.object;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.samovar.fiji.convert.Position;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.RunLengthMask;
import org.samovar.io.AtomicFiles;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;
import org.samovar.predict.Conversation;

/** The accepted objects of an image in a file of the user's data folder, so that a crash of the program loses none. */
public final class Journal {
    private static final String ENDING = ".json";

    private final Path file;

    /**
     * A journal that need not be there yet.
     *
     * @param key of the image, as {@link org.samovar.fiji.convert.ImageKey} makes it
     */
    public Journal(Path folder, String key) {
        this.file = folder.resolve(key + ENDING);
    }

    /**
     * What the file holds.
     *
     * @param image its title
     */
    private record Content(String image, int width, int height, List<Entry> objects) {}

    private record Entry(int id, int channel, int z, int t, String said, String model, double score, String mask) {
        static Entry of(ImageObject object) {
            Position at = object.position();
            return new Entry(
                    object.id(),
                    at.channel(),
                    at.z(),
                    at.t(),
                    object.said().toString(),
                    object.model(),
                    object.score(),
                    object.mask().toText());
        }

        ImageObject object(Size size) {
            return new ImageObject(
                    id,
                    new Position(channel, z, t),
                    Conversation.parse(said, size),
                    model,
                    score,
                    RunLengthMask.parse(mask, size));
        }
    }

    /**
     * Writes the objects in place of those of before; without any, there is no file.
     *
     * @param title of the image, for people who look into the file
     * @throws UserError when it cannot be written; what was there stays
     */
    public void write(String title, Size size, ObjectTable table) {
        if (table.objects().isEmpty()) {
            delete();
            return;
        }
        Content content = new Content(
                title,
                size.width(),
                size.height(),
                table.objects().stream().map(Entry::of).toList());
        AtomicFiles.writeText(file, RecordJson.write(content).toString());
    }

    /**
     * The objects that were written last; empty when there are none.
     *
     * @throws UserError when the file is damaged or about an image of another size
     */
    public Optional<ObjectTable> read(Size size) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonFiles.parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
            Content content = RecordJson.read(json, Content.class, file.toString());
            return Optional.of(new ObjectTable(
                    content.objects.stream().map(entry -> entry.object(size)).toList()));
        } catch (IOException e) {
            throw new UserError("Cannot read " + file + ".", e);
        }
    }

    /** Keeps what was written under another name, where the next one may take its place. */
    public void setAside() {
        try {
            Path aside = file.resolveSibling(file.getFileName() + ".old");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError("Cannot rename " + file + ".", e);
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserError("Cannot delete " + file + ".", e);
        }
    }
}
