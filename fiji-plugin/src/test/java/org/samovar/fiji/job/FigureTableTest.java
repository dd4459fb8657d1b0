package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTableTest {
    private final FigureTable table = new FigureTable("figures");

    private static FigureRow row(String image, long number, OptionalDouble dice) {
        return new FigureRow()
                .text("Image", image)
                .count("Class", number)
                .figure("Dice", dice)
                .text("Unit", "mm");
    }

    @Test
    void meansAreOfEachGroupAndOfWhatIsDefined() {
        table.add(row("a", 1, OptionalDouble.of(0.5)));
        table.add(row("a", 2, OptionalDouble.empty()));
        table.add(row("b", 1, OptionalDouble.of(1)));
        table.add(row("b", 2, OptionalDouble.empty()));
        table.addMeans("Image", row -> row.cell("Class"));
        assertThat(table.rows().subList(4, 10))
                .extracting(FigureRow::toString)
                .containsExactly(
                        "Image mean, Class 1, Dice 0.7500, Unit mm",
                        "Image 95 % low, Class 1, Dice 0.5000, Unit mm",
                        "Image 95 % high, Class 1, Dice 1.0000, Unit mm",
                        "Image mean, Class 2, Dice NaN, Unit mm",
                        "Image 95 % low, Class 2, Dice NaN, Unit mm",
                        "Image 95 % high, Class 2, Dice NaN, Unit mm");
    }

    @Test
    void whatDiffersWithinAGroupIsLeftOut() {
        table.add(row("a", 1, OptionalDouble.of(0.5)));
        table.add(row("b", 2, OptionalDouble.of(0.5)));
        table.addMeans("Image", row -> "all");
        assertThat(table.rows().get(2)).hasToString("Image mean, Dice 0.5000, Unit mm");
    }

    @Test
    void commasAndQuotesOfNamesDoNotBreakTheFile(@TempDir Path folder) throws IOException {
        table.add(new FigureRow().text("Image", "a, \"b\"").figure("Dice", 1.0 / 3));
        table.add(new FigureRow().text("Message", "none"));
        table.write(folder.resolve("new/figures.csv"));
        assertThat(Files.readAllLines(folder.resolve("new/figures.csv")))
                .containsExactly("Image,Dice,Message", "\"a, \"\"b\"\"\",0.3333333333333333,", ",,none");
    }
}
