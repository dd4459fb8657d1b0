package org.samovar.predict;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.model.InputRule;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * One mask that a network proposes. Immutable, of any thread, and independent of the session that made it: it holds the network's
 * small logits in Java's memory, and the mask at the size of the image from the first time that it is asked for.
 */
public final class Candidate {
    private final PixelStretch stretch;
    private final InputRule rule;
    private final Logits logits;
    private final double score;
    private volatile @Nullable Mask mask;

    Candidate(Size image, InputRule rule, Logits logits, double score) {
        this(PixelStretch.none(image), rule, logits, score);
    }

    /** @param stretch between the slice that masks are of and the image that the network saw */
    Candidate(PixelStretch stretch, InputRule rule, Logits logits, double score) {
        this.stretch = stretch;
        this.rule = rule;
        this.logits = logits;
        this.score = score;
    }

    /** A mask that is known, which is sure of itself. */
    static Candidate known(Mask mask, PixelStretch stretch, InputRule rule, Logits logits) {
        Candidate candidate = new Candidate(stretch, rule, logits, 1);
        candidate.mask = mask;
        return candidate;
    }

    /** The network's estimate of the mask's IoU; about 0 to 1, but not limited to that. */
    public double score() {
        return score;
    }

    /** The same where nothing is there after all. */
    Candidate withoutObject() {
        return new Candidate(stretch, rule, logits.nothing(), score);
    }

    /** The same of a slice that was stretched into the image that the network saw. */
    Candidate stretchedBy(PixelStretch other) {
        return new Candidate(other, rule, logits, score);
    }

    /**
     * The part of the image that the network saw, in its pixels, which are square where the slice of a volume was stretched; outside of it
     * the mask is background.
     */
    public Region window() {
        return logits.frame().window();
    }

    Logits logits() {
        return logits;
    }

    /** The mask, of the size of the image or slice: logits above 0 after bilinear resizing. */
    public Mask mask() {
        Mask known = mask;
        if (known == null) {
            known = windowMask();
            if (!window().equals(stretch.square().region())) {
                known = known.paste(window(), stretch.square());
            }
            known = stretch.toVoxels(known);
            mask = known;
        }
        return known;
    }

    /** The mask as runs, for who keeps many; the mask itself is not kept for it. */
    public RunLengthMask runs() {
        return stretch.isNone() && mask == null
                ? RunLengthMask.paste(windowMask(), window(), stretch.voxels())
                : RunLengthMask.of(mask());
    }

    /** The part of the mask in {@link #window()}; not kept. */
    Mask windowMask() {
        return Mask.above(window().width(), window().height(), windowLogits(), 0);
    }

    /** The tight box of the mask, in pixels of the image that the network saw; empty when it has no foreground. */
    Optional<Box> seenBox() {
        return windowMask().boundingBox().map(box -> {
            int x = window().x();
            int y = window().y();
            return new Box(box.x0() + x, box.y0() + y, box.x1() + x, box.y1() + y);
        });
    }

    /** The logits of each pixel of {@link #window()}, row by row; above 0 is foreground. */
    public float[] windowLogits() {
        try (Scope scope = Scope.inference()) {
            int side = logits.side();
            Tensor small = Tensors.of(logits.values(), 1, 1, side, side);
            return new ImageFraming(rule, logits.frame()).logits(small).toFloats();
        }
    }

    /** The probability of each pixel of the image or slice, row by row; 0 outside of the window. */
    float[] probabilities() {
        Region window = window();
        float[] seen = windowLogits();
        Size size = stretch.voxels();
        float[] out = new float[size.pixels()];
        for (int y = 0, i = 0; y < size.height(); y++) {
            int row = stretch.squareY(y) - window.y();
            for (int x = 0; x < size.width(); x++, i++) {
                int column = stretch.squareX(x) - window.x();
                if (row >= 0 && row < window.height() && column >= 0 && column < window.width()) {
                    out[i] = (float) (1 / (1 + Math.exp(-seen[row * window.width() + column])));
                }
            }
        }
        return out;
    }

    /** Where the mask roughly is, to the precision of the network's grid; empty when it has no foreground. */
    Optional<Box> box() {
        return logits.box();
    }

    /** How much of the window's edge the mask lies on, 0 to 1; edges of the image do not count. */
    double cutOff() {
        return logits.cutOff(stretch.square());
    }
}
