package org.samovar.predict.support;

import java.util.Map;
import org.samovar.image.LabelMap;

/**
 * What was found on an image.
 *
 * @param labels the class of each pixel, with the numbers of the support set
 * @param certainty for each class that was found the mean probability of its pixels, 0.5 to 1
 */
public record SupportAnswer(LabelMap labels, Map<Integer, Double> certainty) {
    public SupportAnswer {
        certainty = Map.copyOf(certainty);
    }
}
