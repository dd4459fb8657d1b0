package org.samovar.prompt;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

/**
 * A line drawn by hand on the object or beside it.
 *
 * @param line its corners in drawing order, at least one
 * @param polarity on the object or beside it
 */
public record Scribble(List<ImagePoint> line, Polarity polarity) implements Prompt {
    public Scribble {
        if (line.isEmpty()) {
            throw new UserError("A scribble needs at least one point.");
        }
        line = List.copyOf(line);
    }

    @Override
    public Scribble within(Region part) {
        return new Scribble(line.stream().map(p -> p.plus(-part.x(), -part.y())).toList(), polarity);
    }

    @Override
    public void requireFits(Size image) {
        line.forEach(p -> PointPrompt.requireInside(p, image));
    }

    /** Length of the line in pixels. */
    public double length() {
        double sum = 0;
        for (int i = 1; i < line.size(); i++) {
            sum += line.get(i - 1).distance(line.get(i));
        }
        return sum;
    }

    /**
     * Clicks along the line, for networks that know no lines: {@code count} points (at least 1) at equal distances along
     * it, each in the middle of its part.
     */
    public List<PointPrompt> points(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count " + count);
        }
        double step = length() / count;
        List<PointPrompt> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            points.add(new PointPrompt(at((k + 0.5) * step), polarity));
        }
        return points;
    }

    /** The point at a distance along the line from its start. */
    private ImagePoint at(double distance) {
        double left = distance;
        for (int i = 1; i < line.size(); i++) {
            ImagePoint a = line.get(i - 1);
            ImagePoint b = line.get(i);
            double segment = a.distance(b);
            if (left <= segment && segment > 0) {
                double t = left / segment;
                return a.plus(t * (b.x() - a.x()), t * (b.y() - a.y()));
            }
            left -= segment;
        }
        return line.get(line.size() - 1);
    }
}
