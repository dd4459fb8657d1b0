package org.samovar.fiji.job;

import java.util.List;
import java.util.Optional;
import org.samovar.fiji.convert.SeenPart;
import org.samovar.fiji.convert.ShownPlane;
import org.samovar.fiji.model.Answer;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.predict.Conversation;

/**
 * Talk with a model about the objects of a plane, as it was shown when that began. Of a large plane the model sees the part around the first prompt.
 * Used on the model's thread.
 */
public final class PlaneTalk {
    private final ShownPlane plane;
    private final Size size;
    private Optional<Seen> seen = Optional.empty();

    public PlaneTalk(ShownPlane plane) {
        this.plane = plane;
        this.size = plane.size();
    }

    private record Seen(Region part, RgbImage pixels) {}

    /**
     * What the last prompt is answered with, as masks of the whole plane.
     *
     * @throws UserError when a prompt lies outside of the plane, or of the part of a large one that the first prompt was about
     */
    public Answer answer(Segmenter segmenter, Conversation said) {
        said.prompts().requireFits(size);
        Region part = SeenPart.of(size, said);
        Conversation within = said.within(part);
        if (!part.equals(size.region())) {
            requireNear(within, part.size());
        }
        Answer answer = segmenter.look(pixels(part)).answer(within);
        List<Segmentation> all =
                answer.candidates().stream().map(one -> one.pasted(part, size)).toList();
        return new Answer(all, answer.choice());
    }

    private static void requireNear(Conversation within, Size part) {
        try {
            within.prompts().requireFits(part);
        } catch (UserError e) {
            throw new UserError(
                    "That is too far from the first prompt: of so large an image the model sees " + part
                            + " pixels at a time.",
                    "Accept this object and begin another one there.");
        }
    }

    /** What a click would find at first sight, as a mask of the whole plane. */
    public Segmentation glance(Segmenter segmenter, ImagePoint click, double length) {
        Region part = seen.map(Seen::part)
                .filter(known -> known.box().contains(click))
                .orElseGet(() -> SeenPart.around(size, click));
        ImagePoint within = click.plus(-part.x(), -part.y());
        return segmenter.look(pixels(part)).glance(within, length).pasted(part, size);
    }

    /** The same image for the same part, by which the model knows it again. */
    private RgbImage pixels(Region part) {
        Seen known = seen.filter(s -> s.part.equals(part)).orElseGet(() -> new Seen(part, plane.part(part)));
        seen = Optional.of(known);
        return known.pixels;
    }
}
