package org.samovar.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

class FileTableTest {
    @TempDir
    private Path folder;

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    @Test
    void rowsAreReadAsSpreadsheetsWriteThem() throws IOException {
        FileTable table = FileTable.read(csv("\uFEFFimage,box\r\na.png,\"1,2,3,4\"\r\nb.png,\"5,6,7,8\""));
        assertThat(table.columns()).containsExactly("image", "box");
        assertThat(table.rows()).hasSize(2);
        assertThat(table.cells(1)).containsEntry("image", "b.png").containsEntry("box", "5,6,7,8");
    }

    @Test
    void aRowOfAnotherLengthIsNamed() throws IOException {
        Path file = csv("image,box\na.png,\"1,2,3,4\"\nb.png,1,2,3,4\n");
        assertThatThrownBy(() -> FileTable.read(file))
                .isInstanceOf(UserError.class)
                .hasMessage("Row 2 of the table has 5 cells for 2 columns.");
    }

    @Test
    void namesOfColumnsMustBeThereAndDiffer() throws IOException {
        Path twice = csv("image,image\na,b\n");
        assertThatThrownBy(() -> FileTable.read(twice)).hasMessageContaining("need names");
        Path none = csv("image,\na,b\n");
        assertThatThrownBy(() -> FileTable.read(none)).hasMessageContaining("need names");
        Path taken = csv("image,status\na,b\n");
        assertThatThrownBy(() -> FileTable.read(taken)).hasMessageContaining("'status'");
    }

    @Test
    void whatIsNoTableIsSaid() throws IOException {
        assertThatThrownBy(() -> FileTable.read(folder.resolve("none.csv")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such file");
        Path empty = csv("");
        assertThatThrownBy(() -> FileTable.read(empty)).hasMessageContaining("is empty");
        Path heading = csv("image,box\n");
        assertThatThrownBy(() -> FileTable.read(heading)).hasMessage("The table has no rows.");
        Path latin = Files.write(folder.resolve("l.csv"), "b\u00e9b\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> FileTable.read(latin)).hasMessageContaining("no table in UTF-8");
    }
}
