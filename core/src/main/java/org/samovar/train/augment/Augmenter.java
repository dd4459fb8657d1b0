package org.samovar.train.augment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.geometry.Region;
import org.samovar.train.data.SegmentedObject;

/**
 * Cuts training samples out of images: a square view about an object, turned, mirrored, stretched and varied in its intensities. Labels
 * end at the border of the image; nothing is reflected, which would put one object at two places.
 */
public final class Augmenter {
    /** The least side of a view in pixels of the image: smaller ones show nothing but interpolation. */
    static final double SMALLEST_VIEW = 20;
    /** An object covers at least so many pixels of the view, or it is not asked for. */
    private static final int SMALLEST_OBJECT = 24;

    private static final int ATTEMPTS = 6;

    /**
     * How views are chosen.
     *
     * @param wholeShare share of views that show the whole image
     * @param clickShare share of views as prediction takes about a click before it knows the size of the object: 1, 1/2, 1/4 or 1/8 of
     *     the image; the rest is cut so that the object takes a share of the side between the following two
     * @param least smallest share of the view's side that the object takes
     * @param most largest share of the view's side that the object takes
     */
    public record Choice(double wholeShare, double clickShare, double least, double most) {}

    private final Choice choice;
    private final int objects;

    /** @param objects targets per sample */
    public Augmenter(Choice choice, int objects) {
        this.choice = choice;
        this.objects = objects;
    }

    /** A sample, or none where the image shows no object that is large enough. */
    public Optional<TrainingSample> sample(TrainingImage source, int size, SplittableRandom random) {
        if (source.objects().isEmpty()) {
            return Optional.empty();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SegmentedObject anchor = anchor(source.objects(), random);
            View view = view(source, anchor, random);
            int[] ids = view.sample(source.instances(), size);
            List<Integer> chosen = choose(ids, source, anchor.id(), random);
            if (!chosen.isEmpty()) {
                float outside = random.nextBoolean() ? -1 : random.nextInt(256);
                float[] pixels = view.sample(source.image(), size, outside);
                Intensities.vary(pixels, size, random);
                List<float[]> targets = new ArrayList<>();
                for (int k = 0; k < objects; k++) {
                    targets.add(target(ids, size, chosen.get(k % chosen.size())));
                }
                int[] known = source.rest() == TrainingImage.Rest.BACKGROUND ? halved(ids, size) : new int[0];
                return Optional.of(new TrainingSample(size, pixels, targets, known));
            }
        }
        return Optional.empty();
    }

    /** An upright square view about the centre of an object, which takes the given share of the side; nothing is varied. */
    public static TrainingSample centred(TrainingImage source, SegmentedObject object, double share, int size) {
        Region box = object.region();
        double side = Math.max(SMALLEST_VIEW, Math.max(box.width(), box.height()) / share);
        View view = View.window(box.x() + box.width() / 2.0, box.y() + box.height() / 2.0, side, side);
        float[] target = target(view.sample(source.instances(), size), size, object.id());
        return new TrainingSample(size, view.sample(source.image(), size, -1), List.of(target), new int[0]);
    }

    /** Of two drawn objects the larger one, half of the time: specks are many. */
    private static SegmentedObject anchor(List<SegmentedObject> all, SplittableRandom random) {
        int a = random.nextInt(all.size());
        int b = random.nextInt(all.size());
        return all.get(random.nextBoolean() ? a : Math.min(a, b));
    }

    private View view(TrainingImage source, SegmentedObject anchor, SplittableRandom random) {
        double width = source.image().width();
        double height = source.image().height();
        double kind = random.nextDouble();
        View view;
        if (kind < choice.wholeShare) {
            view = View.window(width / 2, height / 2, width, height);
        } else if (kind < choice.wholeShare + choice.clickShare) {
            view = aboutClick(source, anchor, random);
        } else {
            view = aboutObject(source, anchor, random);
        }
        if (random.nextDouble() < 0.35) {
            view = view.turned((random.nextDouble() - 0.5) * Math.PI / 2);
        }
        return view.symmetry(random);
    }

    private View aboutObject(TrainingImage source, SegmentedObject anchor, SplittableRandom random) {
        Region box = anchor.region();
        double object = Math.max(box.width(), box.height());
        double share = choice.least + (choice.most - choice.least) * random.nextDouble();
        double longest = source.image().size().longestSide();
        double side = Math.max(SMALLEST_VIEW, Math.min(1.3 * longest, object / share));
        double slack = Math.max(0, side - object) / 2 * (random.nextBoolean() ? 0.9 : 0.2);
        double x = box.x() + box.width() / 2.0 + slack * (2 * random.nextDouble() - 1);
        double y = box.y() + box.height() / 2.0 + slack * (2 * random.nextDouble() - 1);
        double stretch = random.nextBoolean() ? 1 : Math.exp(0.5 * (random.nextDouble() - 0.5));
        return View.window(x, y, side * stretch, side / stretch);
    }

    private static View aboutClick(TrainingImage source, SegmentedObject anchor, SplittableRandom random) {
        Region box = anchor.region();
        double side = Math.max(SMALLEST_VIEW, source.image().size().longestSide() / (double) (1 << random.nextInt(4)));
        for (int i = 0; i < 30; i++) {
            int x = box.x() + random.nextInt(box.width());
            int y = box.y() + random.nextInt(box.height());
            if (source.instances().get(x, y) == anchor.id()) {
                return View.window(x + 0.5, y + 0.5, side, side);
            }
        }
        return View.window(box.x() + box.width() / 2.0, box.y() + box.height() / 2.0, side, side);
    }

    /** The anchor and others that are in the view, in random order; empty where the anchor is not. */
    private List<Integer> choose(int[] ids, TrainingImage source, int anchor, SplittableRandom random) {
        Map<Integer, Integer> areas = new LinkedHashMap<>();
        for (int id : ids) {
            if (id != 0) {
                areas.merge(id, 1, Integer::sum);
            }
        }
        if (areas.getOrDefault(anchor, 0) < SMALLEST_OBJECT) {
            return List.of();
        }
        List<Integer> others = new ArrayList<>();
        for (SegmentedObject object : source.objects()) {
            if (object.id() != anchor && areas.getOrDefault(object.id(), 0) >= SMALLEST_OBJECT) {
                others.add(object.id());
            }
        }
        List<Integer> out = new ArrayList<>(List.of(anchor));
        while (out.size() < objects && !others.isEmpty()) {
            out.add(others.remove(random.nextInt(others.size())));
        }
        return out;
    }

    /** One id of each 2 x 2 pixels. */
    private static int[] halved(int[] ids, int size) {
        int half = size / 2;
        int[] out = new int[half * half];
        for (int i = 0; i < out.length; i++) {
            out[i] = ids[i / half * 2 * size + i % half * 2];
        }
        return out;
    }

    /** The share of an id in each 2 x 2 pixels of ids size x size. */
    static float[] target(int[] ids, int size, int id) {
        int half = size / 2;
        float[] out = new float[half * half];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (ids[y * size + x] == id) {
                    out[y / 2 * half + x / 2] += 0.25f;
                }
            }
        }
        return out;
    }
}
