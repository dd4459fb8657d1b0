package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTableTest {
    private static final FileStamp STAMP = new FileStamp(12, "2024-05-06T07:08:09Z");

    @TempDir
    private Path folder;

    private static BatchRow failed(String name, String message) {
        return new BatchRow(name, BatchRow.Status.FAILED, 0, 0.25, message, "", STAMP);
    }

    private static BatchRow done(String name) {
        return new BatchRow(name, BatchRow.Status.DONE, 3, 1.5, "", name + "-labels.tif", STAMP);
    }

    private BatchTable table(BatchRow... rows) {
        BatchTable table = new BatchTable(folder);
        table.tidy();
        List.of(rows).forEach(table::add);
        return table;
    }

    @Test
    void aLineIsThereAsSoonAsItsFileHasEnded() {
        BatchTable table = table(done("a"), failed("b, \"c\"", "no, \"never\""));
        assertThat(table.file())
                .hasContent("file,status,objects,seconds,message,labels,bytes,modified\n"
                        + "a,done,3,1.50,,a-labels.tif,12,2024-05-06T07:08:09Z\n"
                        + "\"b, \"\"c\"\"\",failed,0,0.25,\"no, \"\"never\"\"\",,12,2024-05-06T07:08:09Z\n");
        assertThat(new BatchTable(folder).rows()).containsExactlyElementsOf(table.rows());
    }

    @Test
    void theLastLineOfAFileCountsAndIsTheOnlyOneInTheEnd() throws IOException {
        BatchTable table = table(failed("a", "no"), done("b"), done("a"));
        assertThat(Files.readAllLines(table.file())).hasSize(4);
        assertThat(new BatchTable(folder).row("a")).contains(done("a"));
        table.tidy();
        assertThat(Files.readAllLines(table.file())).hasSize(3);
    }

    @Test
    void aLineThatAKillCutShortIsLeftOut() throws IOException {
        BatchTable table = table(done("a"), done("größe"));
        byte[] bytes = Files.readAllBytes(table.file());
        String text = Files.readString(table.file());
        // in the middle of the first letter that has two bytes
        int cut = text.indexOf('ö') + 1;
        Files.write(table.file(), Arrays.copyOf(bytes, cut));
        BatchTable read = new BatchTable(folder);
        assertThat(read.rows()).containsExactly(done("a"));
        read.tidy();
        read.add(done("b"));
        assertThat(new BatchTable(folder).rows()).containsExactly(done("a"), done("b"));
    }

    @Test
    void linesThatSomeoneChangedAreLeftOut() throws IOException {
        BatchTable table = table(done("a"), done("b"), done("c"), done("d"));
        String text = Files.readString(table.file());
        Files.writeString(
                table.file(),
                text.replace("a,done,3,", "a,done,three,")
                        .replace("b,done", "b,perfect")
                        .replace("c,done,3", "c,done"));
        assertThat(new BatchTable(folder).rows()).containsExactly(done("d"));
    }
}
