package org.samovar.train.augment;

import java.util.SplittableRandom;
import org.samovar.image.LabelMap;
import org.samovar.train.data.SegmentedObject;

/**
 * Cuts views of a fixed part of an image, as prediction cuts windows: where a network looks for all objects, their sizes are what they
 * are. Views are turned, mirrored, stretched, scaled and varied in their intensities.
 */
public final class SceneCutter {
    /** Share of views about an object; the others lie anywhere. */
    private static final double ABOUT_OBJECTS = 0.7;
    /** Logarithm of the largest change of the scale. */
    private static final double SCALE = 0.35;

    private static final double STRETCH = 0.2;
    private static final double TURNED_SHARE = 0.35;

    private final int view;
    private final int size;

    /**
     * @param view side of the views in pixels of the image
     * @param size side to which they are resized
     */
    public SceneCutter(int view, int size) {
        this.view = view;
        this.size = size;
    }

    /** A random view. */
    public Scene draw(TrainingImage source, SplittableRandom random) {
        double side = view * Math.exp(SCALE * (2 * random.nextDouble() - 1));
        double x = source.image().width() * random.nextDouble();
        double y = source.image().height() * random.nextDouble();
        if (!source.objects().isEmpty() && random.nextDouble() < ABOUT_OBJECTS) {
            SegmentedObject object =
                    source.objects().get(random.nextInt(source.objects().size()));
            x = object.region().x() + object.region().width() / 2.0 + side * (random.nextDouble() - 0.5);
            y = object.region().y() + object.region().height() / 2.0 + side * (random.nextDouble() - 0.5);
        }
        double stretch = Math.exp(STRETCH * (random.nextDouble() - 0.5));
        View window = View.window(
                inside(x, side, source.image().width()),
                inside(y, side, source.image().height()),
                side * stretch,
                side / stretch);
        if (random.nextDouble() < TURNED_SHARE) {
            window = window.turned((random.nextDouble() - 0.5) * Math.PI / 2);
        }
        float outside = random.nextBoolean() ? -1 : random.nextInt(256);
        Scene scene = cut(source, window.symmetry(random), outside);
        Intensities.vary(scene.pixels(), size, random);
        return scene;
    }

    /** The view about the middle of an image; nothing is varied. */
    public Scene middle(TrainingImage source) {
        double x = source.image().width() / 2.0;
        double y = source.image().height() / 2.0;
        return cut(source, View.window(x, y, view, view), -1);
    }

    /** The centre of a window that lies within the image where it fits. */
    private static double inside(double centre, double side, double length) {
        return side >= length ? length / 2 : Math.max(side / 2, Math.min(length - side / 2, centre));
    }

    private Scene cut(TrainingImage source, View window, float outside) {
        LabelMap objects = LabelMap.of(size / 2, size / 2, window.sample(source.instances(), size / 2));
        return new Scene(size, window.sample(source.image(), size, outside), objects);
    }
}
