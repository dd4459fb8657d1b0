package org.samovar.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;

/** What is done and what is not, after stops, changes and mistakes. */
class RowPlanTest {
    private static final String WEIGHTS = "0".repeat(64);

    @TempDir
    private Path folder;

    private Path file;
    private FileTable table;
    private LineTemplate line;

    @BeforeEach
    void prepare() {
        file = folder.resolve("results.csv");
        table = table("1", "2", "3");
        line = new LineTemplate(List.of("segment", "{n}.png", "-o", folder + "/{n}.tif"));
    }

    private static FileTable table(String... cells) {
        return new FileTable(List.of("n"), List.of(cells).stream().map(List::of).toList());
    }

    private RowPlan plan() {
        return RowPlan.of(table, line, WEIGHTS, new ResultTable(file));
    }

    private void end(RowPlan plan, int row, RowResult.Status status) throws IOException {
        ResultTable results = new ResultTable(file);
        results.tidy(table, plan.items());
        results.add(table.rows().get(row), new RowResult(plan.items().get(row).fingerprint(), status, 1, 1, "why"));
        if (status == RowResult.Status.DONE) {
            Files.writeString(folder.resolve((row + 1) + ".tif"), "labels");
        }
    }

    private static List<Integer> rows(RowPlan plan) {
        return plan.todo().stream().map(RowItem::row).toList();
    }

    @Test
    void rowsThatAreDoneAreSkippedAndThoseThatFailedAreNot() throws IOException {
        RowPlan first = plan();
        assertThat(rows(first)).containsExactly(0, 1, 2);
        end(first, 0, RowResult.Status.DONE);
        end(first, 1, RowResult.Status.FAILED);
        assertThat(rows(plan())).containsExactly(1, 2);
        assertThat(plan().skipped()).isEqualTo(1);
    }

    @Test
    void aRowWhoseOutputIsGoneIsDoneAgain() throws IOException {
        end(plan(), 0, RowResult.Status.DONE);
        Files.delete(folder.resolve("1.tif"));
        assertThat(rows(plan())).containsExactly(0, 1, 2);
    }

    @Test
    void newRowsAreDoneAndOldOnesKnownWhereverTheyStand() throws IOException {
        end(plan(), 1, RowResult.Status.DONE);
        table = table("2", "4");
        assertThat(rows(plan())).containsExactly(1);
    }

    @Test
    void aLineThatAKillHasCutIsARowThatIsNotDone() throws IOException {
        RowPlan first = plan();
        end(first, 0, RowResult.Status.DONE);
        Files.writeString(file, "2,done,1.0", StandardOpenOption.APPEND);
        assertThat(rows(plan())).containsExactly(1, 2);
    }

    @Test
    void resultsOfOtherOptionsOrAnotherModelAreNotGoneOnWith() throws IOException {
        end(plan(), 0, RowResult.Status.DONE);
        assertThatThrownBy(() -> RowPlan.of(table, line, "1".repeat(64), new ResultTable(file)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("of another model");
        line = new LineTemplate(List.of("everything", "{n}.png", "-o", folder + "/{n}.tif"));
        assertThatThrownBy(this::plan).isInstanceOf(UserError.class).hasMessageContaining("another verb");
    }

    @Test
    void anOutputThatNoResultTellsOfIsNotWrittenOver() throws IOException {
        Path mine = Files.writeString(folder.resolve("2.tif"), "mine");
        assertThatThrownBy(this::plan).isInstanceOf(UserError.class).hasMessageStartingWith(mine + " is there already");
    }

    @Test
    void sharesOfOneWorkGoToOnePlace() {
        line = new LineTemplate(List.of("slide", "s.tif", "--share={n}/3", "-o", folder + "/slide"));
        assertThat(rows(plan())).containsExactly(0, 1, 2);
    }

    @Test
    void twoRowsWithOneOutputAreRefused() {
        line = new LineTemplate(List.of("segment", "{n}.png", "--output=" + folder + "/one.tif"));
        assertThatThrownBy(this::plan).isInstanceOf(UserError.class).hasMessageStartingWith("Rows 1 and 2 both write");
    }

    @Test
    void rowsOfTheSameLineAreOnePieceOfWork() {
        table = table("1", "1", "2");
        line = new LineTemplate(List.of("evaluate", "{n}"));
        assertThat(rows(plan())).containsExactly(0, 2);
    }

    @Test
    void aLineThatNoRowMakesRightIsRefusedAndOneThatSomeDoIsNot() {
        assertThatThrownBy(() -> plan().requireSense(words -> {
                    throw new UserError("Unknown option in " + words.get(1));
                }))
                .isInstanceOf(UserError.class)
                .hasMessage("Unknown option in 1.png");
        plan().requireSense(words -> {
            if (words.get(1).equals("1.png")) {
                throw new UserError("this one alone");
            }
        });
    }

    @Test
    void aClusterNeedsWholePaths() {
        plan().requireWholePaths();
        line = new LineTemplate(List.of("segment", "{n}.png", "-o", "out/{n}.tif"));
        assertThatThrownBy(() -> plan().requireWholePaths())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("in another folder on each computer");
    }

    @Test
    void theTidyTableHasTheRowsInTheirOrderOnceEach() throws IOException {
        RowPlan plan = plan();
        end(plan, 2, RowResult.Status.FAILED);
        end(plan, 0, RowResult.Status.DONE);
        end(plan, 2, RowResult.Status.DONE);
        new ResultTable(file).tidy(table, plan.items());
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Files.readAllLines(file).get(0)).isEqualTo("n,status,seconds,attempts,message,fingerprint");
        assertThat(Files.readAllLines(file).get(1)).startsWith("1,done,1.000,1,why,");
        assertThat(Files.readAllLines(file).get(2)).startsWith("3,done,");
    }

    @Test
    void aFileThatIsNoTableOfResultsIsLeftAlone() throws IOException {
        Files.writeString(file, "a,b\n1,2\n");
        assertThatThrownBy(this::plan).isInstanceOf(UserError.class).hasMessageContaining("no table of results");
    }
}
