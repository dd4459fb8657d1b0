package org.samovar.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Several validations as one: the columns after each other, and the mean of the scores. */
record JoinedValidation(List<Validation> parts) implements Validation {
    JoinedValidation {
        parts = List.copyOf(parts);
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(Validation::size).sum();
    }

    @Override
    public List<String> columns() {
        return parts.stream().flatMap(part -> part.columns().stream()).toList();
    }

    @Override
    public Result run() {
        Map<String, List<Double>> sets = new LinkedHashMap<>();
        List<Double> mean = new ArrayList<>();
        double score = 0;
        int before = 0;
        for (Validation part : parts) {
            int columns = part.columns().size();
            if (part.size() == 0) {
                mean.addAll(Collections.nCopies(columns, Double.NaN));
            } else {
                Result result = part.run();
                int after = columns().size() - before - columns;
                int first = before;
                result.sets()
                        .forEach((set, values) ->
                                sets.merge(set, padded(first, values, after), JoinedValidation::joined));
                mean.addAll(result.mean());
                score += result.score() / parts.size();
            }
            before += columns;
        }
        return new Result(sets, mean, score);
    }

    /** What was measured of both. */
    private static List<Double> joined(List<Double> a, List<Double> b) {
        return IntStream.range(0, a.size())
                .mapToObj(i -> a.get(i).isNaN() ? b.get(i) : a.get(i))
                .toList();
    }

    private static List<Double> padded(int before, List<Double> values, int after) {
        List<Double> out = new ArrayList<>(Collections.nCopies(before, Double.NaN));
        out.addAll(values);
        out.addAll(Collections.nCopies(after, Double.NaN));
        return out;
    }
}
