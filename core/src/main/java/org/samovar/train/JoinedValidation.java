package org.samovar.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                result.sets().forEach((set, values) -> sets.put(set, padded(first, values, after)));
                mean.addAll(result.mean());
                score += result.score() / parts.size();
            }
            before += columns;
        }
        return new Result(sets, mean, score);
    }

    private static List<Double> padded(int before, List<Double> values, int after) {
        List<Double> out = new ArrayList<>(Collections.nCopies(before, Double.NaN));
        out.addAll(values);
        out.addAll(Collections.nCopies(after, Double.NaN));
        return out;
    }
}
