package org.samovar.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Scores a network on held-out data, for the choice of the best weights and for early stops. */
public interface Validation {
    /** Number of examples; without any there is nothing to validate. */
    int size();

    /** What is measured; the greater the better. */
    List<String> columns();

    /** Measures. */
    Result run();

    /**
     * What was measured, 0 to 1.
     *
     * @param sets for each dataset a value of each column, NaN where it was not measured
     * @param mean the means over the datasets
     * @param score what the best weights are chosen by
     */
    record Result(Map<String, List<Double>> sets, List<Double> mean, double score) {
        /**
         * The means of examples, first over those of a dataset.
         *
         * @param examples for each dataset at least one row with a value of each column
         * @param counting the columns whose mean is the score
         */
        static Result of(Map<String, List<double[]>> examples, List<Integer> counting) {
            Map<String, List<Double>> sets = new LinkedHashMap<>();
            examples.forEach((set, rows) -> sets.put(set, mean(rows)));
            List<Double> mean = mean(sets.values().stream()
                    .map(values -> values.stream().mapToDouble(v -> v).toArray())
                    .toList());
            double score = counting.stream().mapToDouble(mean::get).average().orElse(0);
            return new Result(sets, mean, score);
        }

        private static List<Double> mean(List<double[]> rows) {
            return IntStream.range(0, rows.get(0).length)
                    .mapToObj(column -> rows.stream()
                            .mapToDouble(row -> row[column])
                            .average()
                            .orElseThrow())
                    .toList();
        }
    }
}
