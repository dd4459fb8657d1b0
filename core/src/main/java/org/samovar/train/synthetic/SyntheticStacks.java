package org.samovar.train.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.train.augment.Endings;
import org.samovar.train.augment.Shot;

/**
 * Neighbouring slices through random bodies: each has the outline of a {@link Shape} that drifts, and grows and shrinks as the slices
 * of an ellipsoid do, so that bodies begin and end; looks are random as in {@link SyntheticImages}. Some bodies have parts that look
 * otherwise and belong to them, and a sheath that does not: organs are not of one brightness.
 */
public final class SyntheticStacks {
    /** The object covers at least so many pixels of the first slice. */
    private static final int SMALLEST = 60;
    /** Most change of texture from slice to slice, in radians. */
    private static final double MOST_CHANGE = 0.35;

    private final int size;

    /** @param size side of the slices in pixels */
    public SyntheticStacks(int size) {
        this.size = size;
    }

    /** Draws slices with an object on the first; none where no body is large enough there. */
    public Optional<Shot> draw(int slices, SplittableRandom random) {
        List<Body> bodies = Body.random(size, slices, random);
        Painting painting =
                new Painting(size, bodies.size(), id -> bodies.get(id - 1).kind() == Body.Kind.PART, random);
        double change = MOST_CHANGE * random.nextDouble();
        List<Shot.Still> stills = new ArrayList<>();
        Optional<Integer> object = Optional.empty();
        for (int slice = 0; slice < slices; slice++) {
            int[] looks = slice(bodies, slice);
            int[] ids = Arrays.stream(looks)
                    .map(look -> look == 0 ? 0 : bodies.get(look - 1).object())
                    .toArray();
            if (slice == 0) {
                object = choose(ids, bodies, slices - 1, random);
                if (object.isEmpty()) {
                    return Optional.empty();
                }
            }
            RgbImage image = RgbImage.of(size, size, painting.paint(looks, slice * change));
            stills.add(new Shot.Still(image, LabelMap.of(size, size, ids)));
        }
        return object.map(id -> new Shot(stills, id, Shot.Kind.CONTINUOUS));
    }

    /** For each pixel one more than the index of the body that is seen there, 0 where there is none. */
    private int[] slice(List<Body> bodies, int slice) {
        int[] looks = new int[size * size];
        for (int k = 0; k < bodies.size(); k++) {
            double scale = bodies.get(k).scale(slice);
            if (scale > 0) {
                put(looks, k + 1, bodies, slice, scale);
            }
        }
        return looks;
    }

    private void put(int[] looks, int look, List<Body> bodies, int slice, double scale) {
        Body body = bodies.get(look - 1);
        int reach = (int) Math.ceil(Math.min(size, scale * body.shape().reach()));
        double cx = body.x(slice);
        double cy = body.y(slice);
        for (int y = Math.max(0, (int) cy - reach); y < Math.min(size, cy + reach); y++) {
            for (int x = Math.max(0, (int) cx - reach); x < Math.min(size, cx + reach); x++) {
                int i = y * size + x;
                boolean fits = body.kind() == Body.Kind.WHOLE
                        || looks[i] != 0 && bodies.get(looks[i] - 1).object() == body.object();
                if (fits && body.shape().contains((x + 0.5 - cx) / scale, (y + 0.5 - cy) / scale)) {
                    looks[i] = look;
                }
            }
        }
    }

    /** One that is large enough. */
    private static Optional<Integer> choose(int[] ids, List<Body> bodies, int last, SplittableRandom random) {
        Map<Integer, Integer> areas = new LinkedHashMap<>();
        for (int id : ids) {
            if (id != 0) {
                areas.merge(id, 1, Integer::sum);
            }
        }
        areas.values().removeIf(area -> area < SMALLEST);
        List<Integer> large = List.copyOf(areas.keySet());
        return large.isEmpty()
                ? Optional.empty()
                : Optional.of(Endings.choose(large, id -> bodies.get(id - 1).scale(last) == 0, random));
    }
}
