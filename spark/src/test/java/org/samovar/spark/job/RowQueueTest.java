package org.samovar.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samovar.spark.table.RowItem;
import org.samovar.spark.table.RowResult;

class RowQueueTest {
    private static List<RowItem> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RowItem(i, "row" + i, List.of()))
                .toList();
    }

    /** How many rows each job has, when every row takes as long. */
    private static List<Integer> sizes(RowQueue queue, double seconds) {
        List<Integer> sizes = new ArrayList<>();
        while (!queue.isEmpty()) {
            List<RowItem> job = queue.next();
            sizes.add(job.size());
            queue.ended(job.stream()
                    .map(row -> new RowResult(row.fingerprint(), RowResult.Status.DONE, seconds, 1, ""))
                    .toList());
        }
        return sizes;
    }

    @Test
    void everyRowIsGivenOutOnceInOrder() {
        List<RowItem> rows = rows(1000);
        RowQueue queue = new RowQueue(rows, 8);
        List<RowItem> given = new ArrayList<>();
        while (!queue.isEmpty()) {
            given.addAll(queue.next());
            queue.ended(List.of(new RowResult("x", RowResult.Status.DONE, 0.01, 1, "")));
        }
        assertThat(given).isEqualTo(rows);
    }

    @Test
    void shortRowsGoTogetherAndLongOnesAlone() {
        assertThat(sizes(new RowQueue(rows(10_000), 8), 0.1))
                .startsWith(1, 10, 10)
                .endsWith(1);
        assertThat(sizes(new RowQueue(rows(10_000), 8), 0))
                .startsWith(1, 64, 64)
                .endsWith(1);
        assertThat(sizes(new RowQueue(rows(100), 8), 20)).hasSize(100).containsOnly(1);
    }

    @Test
    void theLastRowsAreSpreadOverAllThatWork() {
        assertThat(sizes(new RowQueue(rows(40), 8), 0.01)).allMatch(size -> size <= 2);
    }
}
