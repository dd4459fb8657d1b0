package org.samovar.fiji.script;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.fiji.convert.ObjectRois.Facts;
import org.samovar.fiji.convert.Position;
import org.samovar.fiji.convert.PromptRois;
import org.samovar.fiji.convert.ShownPlane;
import org.samovar.fiji.job.Escape;
import org.samovar.fiji.job.PlaneTalk;
import org.samovar.fiji.model.Answer;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmentation;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.UserError;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Conversation;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.Prompt;

/**
 * What is said about one object, and the model's answer. Each prompt corrects the answer to those before it. Immutable: a method that says more gives
 * another talk back. Pixels count from 0; the slice is the one that was shown in the beginning.
 */
public final class ObjectTalk {
    private static final int FOREGROUND = 255;

    private final ImagePlus image;
    private final Position position;
    private final ModelHost host;
    private final String model;
    private final PlaneTalk talk;
    private final Conversation said;

    private ObjectTalk(
            ImagePlus image, Position position, ModelHost host, String model, PlaneTalk talk, Conversation said) {
        this.image = image;
        this.position = position;
        this.host = host;
        this.model = model;
        this.talk = talk;
        this.said = said;
    }

    static ObjectTalk about(ImagePlus image, ModelHost host, String model) {
        PlaneTalk talk = new PlaneTalk(ShownPlane.of(image));
        return new ObjectTalk(image, Position.shown(image), host, model, talk, Conversation.none());
    }

    /** Whether this is about an object of an image. */
    boolean isAbout(ImagePlus other) {
        return image == other;
    }

    private ObjectTalk say(Conversation more) {
        return new ObjectTalk(image, position, host, model, talk, more);
    }

    /** The pixel is on the object. */
    public ObjectTalk click(double x, double y) {
        return say(said.with(new PointPrompt(new ImagePoint(x, y), Polarity.POSITIVE)));
    }

    /** The pixel is not on the object. */
    public ObjectTalk beside(double x, double y) {
        return say(said.with(new PointPrompt(new ImagePoint(x, y), Polarity.NEGATIVE)));
    }

    /** The object is in a rectangle. */
    public ObjectTalk box(double x, double y, double width, double height) {
        return say(said.with(new BoxPrompt(new Box(x, y, x + width, y + height))));
    }

    /**
     * What a ROI says: points, a rectangle, a line as a scribble, any other area as a rough mask.
     *
     * @throws UserError when it says nothing that a network understands
     */
    public ObjectTalk roi(Roi roi) {
        Conversation more = said;
        for (Prompt prompt : new PromptRois(image).prompts(roi).prompts()) {
            more = more.with(prompt);
        }
        return say(more);
    }

    /**
     * One of the masks that the last prompt may mean.
     *
     * @param number from 1
     * @throws UserError when nothing was said yet; one that there is not is refused with the answer
     */
    public ObjectTalk mask(int number) {
        requireSaid();
        if (number < 1) {
            throw new UserError("Masks are counted from 1, but " + number + " was asked for.");
        }
        return say(said.choosing(number - 1));
    }

    /** How many masks the last prompt may mean. */
    public int masks() {
        return answer().candidates().size();
    }

    /**
     * The outline of the object, on its slice; it remembers its prompts, model and score.
     *
     * @throws UserError when the model found nothing there
     */
    public Roi outline() {
        Segmentation found = answer().chosen();
        Roi roi = MaskRois.outline(found.mask())
                .orElseThrow(() -> new UserError(
                        "The model found no object there.", "Draw the box closer around it, or click in its middle."));
        position.place(roi, image);
        ObjectRois.describe(roi, new Facts(1, words(), model, found.score()));
        return roi;
    }

    /** The object as 255 on 0, of the size of the image. */
    public ByteProcessor pixels() {
        RunLengthMask mask = answer().chosen().mask();
        ByteProcessor pixels = new ByteProcessor(image.getWidth(), image.getHeight());
        mask.forEachRun((from, to) -> {
            for (int i = from; i < to; i++) {
                pixels.set(i, FOREGROUND);
            }
        });
        return pixels;
    }

    /** The model's own estimate of the mask's overlap with the truth, about 0 to 1. */
    public double score() {
        return answer().chosen().score();
    }

    /** The prompts as <i>Segment with Prompts</i> takes them in words. */
    public String words() {
        return said.toString();
    }

    private void requireSaid() {
        if (said.isEmpty()) {
            throw new UserError("Nothing was said about the object yet.", "Click on it, or draw a box around it.");
        }
    }

    private Answer answer() {
        requireSaid();
        return host.with(model, new Escape(), segmenter -> talk.answer(segmenter, said));
    }
}
