package org.samovar.evaluate;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The scores of one image: means over its objects.
 *
 * @param id of the item
 * @param objects how many were scored
 * @param dice 0 to 1
 * @param iou 0 to 1
 * @param hd95 in the dataset's unit, over the objects where it is defined
 * @param undefinedHd95 objects whose answer was empty
 * @param precision average precision at IoU 0.5, for {@link Protocol#EVERYTHING}
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
        OptionalDouble precision,
        List<Double> rounds,
        Map<String, Double> diceByClass) {
    public ItemScore {
        rounds = List.copyOf(rounds);
        diceByClass = Map.copyOf(diceByClass);
    }
}
