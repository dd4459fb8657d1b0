package org.samovar.evaluate.semantic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.samovar.evaluate.ItemScore;
import org.samovar.geometry.UserError;

/**
 * The scores of the classes on one image or volume.
 *
 * @param id of the item
 * @param scores by the names of the classes, in the order of their labels
 */
public record ItemClasses(String id, Map<String, ClassScore> scores) {
    public ItemClasses {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** The means over the classes that are there or were found. @throws UserError when none is */
    public ItemScore mean() {
        List<ClassScore> defined =
                scores.values().stream().filter(s -> s.dice().isPresent()).toList();
        if (defined.isEmpty()) {
            throw new UserError("It has none of the classes, and none was found.");
        }
        Map<String, Double> byClass = new TreeMap<>();
        scores.forEach((name, score) -> score.dice().ifPresent(dice -> byClass.put(name, dice)));
        return new ItemScore(
                id,
                defined.size(),
                average(defined, ClassScore::dice).orElseThrow(),
                average(defined, ClassScore::iou).orElseThrow(),
                average(defined, ClassScore::hd95),
                (int) defined.stream().filter(s -> s.hd95().isEmpty()).count(),
                Optional.empty(),
                List.of(),
                byClass);
    }

    private static OptionalDouble average(List<ClassScore> scores, Function<ClassScore, OptionalDouble> figure) {
        return scores.stream().flatMapToDouble(s -> figure.apply(s).stream()).average();
    }
}
