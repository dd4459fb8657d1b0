package org.samovar.fiji.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.fiji.convert.Position;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Conversation;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;

class JournalTest {
    private static final Size IMAGE = new Size(40, 30);

    @TempDir
    private Path folder;

    private Journal journal;

    @BeforeEach
    void begin() {
        journal = new Journal(folder.resolve("journals"), "0123");
    }

    private static ObjectTable table() {
        Mask mask = Mask.rectangle(IMAGE, new Box(3, 4, 20, 30));
        Conversation said =
                Conversation.none().with(PointPrompt.positive(5, 6)).choosing(2).with(new MaskPrompt(mask));
        ImageObject one =
                new ImageObject(1, new Position(1, 2, 3), said, "samovar-nano", 0.875, RunLengthMask.of(mask));
        ImageObject two =
                new ImageObject(7, new Position(2, 1, 1), said.before().orElseThrow(), "a [b].pth", 0, one.mask());
        return ObjectTable.empty().with(one, Overlap.NEVER_OVERWRITE).with(two, Overlap.NEVER_OVERWRITE);
    }

    private Path file() {
        return folder.resolve("journals").resolve("0123.json");
    }

    @Test
    void objectsAreReadAsTheyWereWritten() {
        assertThat(journal.read(IMAGE)).isEmpty();
        journal.write("cells", IMAGE, table());
        assertThat(journal.read(IMAGE)).contains(table());
    }

    @Test
    void withoutObjectsThereIsNoFile() {
        journal.write("cells", IMAGE, table());
        journal.write("cells", IMAGE, ObjectTable.empty());
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatIsSetAsideIsKeptAndNotFound() {
        journal.write("cells", IMAGE, table());
        journal.setAside();
        assertThat(journal.read(IMAGE)).isEmpty();
        assertThat(file().resolveSibling("0123.json.old")).exists();
    }

    @Test
    void aDamagedFileIsToldInWords() throws IOException {
        journal.write("cells", IMAGE, table());
        String text = Files.readString(file());
        for (String damaged : new String[] {
            "",
            "[]",
            text.substring(0, text.length() / 2),
            text.replace("point 5,6", "point 500,6"),
            text.replace("40x30", "4x3"),
            text.replace("\"z\":2", "\"z\":\"two\"")
        }) {
            Files.writeString(file(), damaged);
            assertThatThrownBy(() -> journal.read(IMAGE)).as(damaged).isInstanceOf(UserError.class);
        }
    }

    @Test
    void objectsOfAnImageOfAnotherSizeAreRefused() {
        journal.write("cells", IMAGE, table());
        assertThatThrownBy(() -> journal.read(new Size(41, 30))).isInstanceOf(UserError.class);
    }
}
