package org.samovar.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samovar.metric.InstanceAgreement;

/**
 * The scores of one image or volume: means over its objects.
 *
 * @param id of the item
 * @param objects how many were scored
 * @param dice 0 to 1
 * @param iou 0 to 1
 * @param hd95 in the dataset's unit, over the objects where it is defined
 * @param undefinedHd95 objects whose answer was empty
 * @param instances agreement of the objects, for {@link Protocol#EVERYTHING} and {@link Protocol#INSTANCES}
 * @param rounds Dice after each prompt of {@link Protocol#INTERACTIVE}, the first click included; empty for others
 * @param diceByClass mean Dice over the objects of each class, by its name
 */
public record ItemScore(
        String id,
        int objects,
        double dice,
        double iou,
        OptionalDouble hd95,
        int undefinedHd95,
        Optional<InstanceAgreement> instances,
        List<Double> rounds,
        Map<String, Double> diceByClass) {
    public ItemScore {
        rounds = List.copyOf(rounds);
        diceByClass = Map.copyOf(diceByClass);
    }

    /** The means over the objects of an item, of which there is at least one. */
    public static ItemScore mean(String id, List<ObjectScore> scores) {
        int rounds = scores.get(0).rounds().size();
        return new ItemScore(
                id,
                scores.size(),
                scores.stream().mapToDouble(ObjectScore::dice).average().orElseThrow(),
                scores.stream().mapToDouble(ObjectScore::iou).average().orElseThrow(),
                scores.stream().flatMapToDouble(s -> s.hd95().stream()).average(),
                (int) scores.stream().filter(s -> s.hd95().isEmpty()).count(),
                Optional.empty(),
                IntStream.range(0, rounds)
                        .mapToObj(i -> scores.stream()
                                .mapToDouble(s -> s.rounds().get(i))
                                .average()
                                .orElseThrow())
                        .toList(),
                scores.stream()
                        .collect(Collectors.groupingBy(
                                ObjectScore::className, Collectors.averagingDouble(ObjectScore::dice))));
    }
}
