package org.samovar.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Property
    void whatIsWrittenIsRead(@ForAll("tables") List<List<String>> table) {
        assertThat(Csv.parse(text(table))).isEqualTo(table);
    }

    /** Whatever a kill leaves of a table, its whole lines are there and no other. */
    @Property
    void aTableThatIsCutShortHasItsWholeLines(@ForAll("tables") List<List<String>> table, @ForAll int seed) {
        String text = text(table);
        int end = text.isEmpty() ? 0 : Math.floorMod(seed, text.length());
        List<List<String>> read = Csv.parse(text.substring(0, end));
        assertThat(read).isEqualTo(table.subList(0, Math.min(read.size(), table.size())));
        assertThat(text(read)).hasSizeLessThanOrEqualTo(end);
        if (read.size() < table.size()) {
            assertThat(text(table.subList(0, read.size() + 1)).length()).isGreaterThan(end);
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> awkward =
                Arbitraries.strings().withChars(",\"\n\r a;'é").ofMaxLength(6);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(6);
        return Arbitraries.oneOf(awkward, any)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMaxSize(5);
    }

    private static String text(List<List<String>> table) {
        return table.stream().map(Csv::record).collect(Collectors.joining());
    }

    @Test
    void onlyWhatNeedsQuotesHasThem() {
        assertThat(Csv.record(List.of("a b", "1,5", "say \"no\"", "two\nlines", "")))
                .isEqualTo("a b,\"1,5\",\"say \"\"no\"\"\",\"two\nlines\",\n");
    }

    @Test
    void tablesOfOtherProgramsAreReadAsWell() {
        assertThat(Csv.parse("a,b\r\n\r\n\"c\",\"d\"\r\ne,f\"g\r\n"))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e", "f\"g"));
    }
}
