package org.samovar.evaluate.parity;

import java.util.Arrays;
import java.util.List;

/**
 * An output of a published implementation.
 *
 * @param shape of the whole
 * @param deviation the standard deviation of the whole
 * @param largest the largest absolute value of the whole
 * @param sample all values of a small output; otherwise 4096 of them, at row-major index floor(k n / 4096)
 */
public record GoldenOutput(List<Long> shape, double deviation, double largest, float[] sample) {
    public GoldenOutput {
        shape = List.copyOf(shape);
    }

    /**
     * The largest difference of an output from this one, relative to the deviation of this one; where that is zero, to its largest
     * value. Infinite where the shape differs, the sample does not fit it, or a value is not a number.
     */
    public double error(long[] otherShape, float[] values) {
        if (!shape.equals(Arrays.stream(otherShape).boxed().toList()) || sample.length > values.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largestDifference = 0;
        for (int k = 0; k < sample.length; k++) {
            int index = (int) ((long) k * values.length / sample.length);
            double difference = Math.abs((double) values[index] - sample[k]);
            if (Double.isNaN(difference)) {
                return Double.POSITIVE_INFINITY;
            }
            largestDifference = Math.max(largestDifference, difference);
        }
        double scale = deviation > 0 ? deviation : largest;
        return scale > 0 ? largestDifference / scale : largestDifference;
    }
}
