package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.model.MaskOutput;
import org.samovar.model.PromptableNetwork;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.Prompt;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.Scribble;

/**
 * One image that is encoded once and prompted many times.
 *
 * <pre>{@code
 * try (ImageSession session = ImageSession.open(network, image, SessionSettings.published())) {
 *     PromptSet prompts = PromptSet.of(PointPrompt.positive(120, 80));
 *     Candidates first = session.predict(prompts);
 *     PromptSet more = prompts.with(PointPrompt.negative(140, 80));
 *     Candidates second = session.refine(more, first.chosen());
 *     Candidates undone = session.predict(prompts); // first, bit for bit
 * }
 * }</pre>
 *
 * <p>A session remembers nothing but embeddings: each result is a function of its arguments, so that several objects are several
 * prompt sets and undo is asking again with the older one. It may be used by any thread, and by several at once; each call opens its
 * own scope. Embeddings belong to the session's cache and are freed when that is closed.
 */
public final class ImageSession implements AutoCloseable {
    private static final double AROUND_BOX = 1.5;
    private static final int MOST_CANDIDATES = 3;

    private final PixelStretch stretch;
    private final SessionSettings settings;
    private final WindowDecoder decoder;
    private final ZoomWindows windows;
    private final Optional<EmbeddingCache> ownCache;

    private ImageSession(
            WindowDecoder decoder, PixelStretch stretch, SessionSettings settings, Optional<EmbeddingCache> ownCache) {
        this.stretch = stretch;
        this.settings = settings;
        this.decoder = decoder;
        this.windows = new ZoomWindows(decoder.size(), decoder.rule().size());
        this.ownCache = ownCache;
    }

    /** A session on what a decoder decodes. */
    static ImageSession of(WindowDecoder decoder, SessionSettings settings) {
        return new ImageSession(decoder, PixelStretch.none(decoder.size()), settings, Optional.empty());
    }

    /** A session with its own embeddings. */
    public static ImageSession open(PromptableNetwork network, RgbImage image, SessionSettings settings) {
        EmbeddingCache cache = EmbeddingCache.inMemory(settings.memory());
        WindowDecoder decoder = new WindowDecoder(network, image, settings, cache);
        return new ImageSession(decoder, PixelStretch.none(image.size()), settings, Optional.of(cache));
    }

    /** A session whose embeddings belong to a cache, which serves other sessions of the same network and outlives them. */
    public static ImageSession open(
            PromptableNetwork network, RgbImage image, SessionSettings settings, EmbeddingCache cache) {
        return of(new WindowDecoder(network, image, settings, cache), settings);
    }

    /**
     * The same on an image whose pixels may not be square, such as a slice across thick slices: the network sees it stretched until they are.
     * Prompts and masks are in pixels of the image.
     *
     * @param steps between pixels, of which only the ratio of x to y counts
     */
    public static ImageSession open(
            PromptableNetwork network, RgbImage image, Spacing steps, SessionSettings settings, EmbeddingCache cache) {
        PixelStretch stretch = PixelStretch.of(image.size(), steps);
        WindowDecoder decoder = new WindowDecoder(network, stretch.toSquare(image), settings, cache);
        return new ImageSession(decoder, stretch, settings, Optional.empty());
    }

    /** Size of the image. */
    public Size size() {
        return stretch.voxels();
    }

    /** Encodes the whole image now rather than with the first prompt; nothing to do where prompts always zoom. */
    public void prepare() {
        if (settings.zoom() != Zoom.ALWAYS) {
            decoder.encodeWhole();
        }
    }

    /**
     * The masks of one object from all its prompts at once: three where there is only one click, which may mean a part or a whole,
     * otherwise one.
     *
     * @throws UserError when there is no prompt or one lies outside of the image
     */
    public Candidates predict(PromptSet prompts) {
        boolean oneClick = prompts.prompts().size() == 1 && prompts.prompts().get(0) instanceof PointPrompt;
        return predict(prompts, oneClick ? MaskOutput.MULTI : MaskOutput.SINGLE);
    }

    /**
     * The masks of one object from all its prompts at once.
     *
     * @throws UserError when there is no prompt or one lies outside of the image
     */
    public Candidates predict(PromptSet prompts, MaskOutput output) {
        requirePrompts(prompts);
        PromptSet seen = stretch.toSquare(prompts);
        return inPixels(
                switch (settings.zoom()) {
                    case NEVER -> in(whole(), seen, Optional.empty(), output);
                    case ALWAYS -> zoomed(seen, output);
                    case AUTO -> zoomedOnSmall(seen, output);
                });
    }

    /** Masks of what the network saw as masks of the image. */
    private Candidates inPixels(Candidates seen) {
        return stretch.isNone() ? seen : seen.map(candidate -> candidate.stretchedBy(stretch));
    }

    /** All that the network can see. */
    private Region whole() {
        return stretch.square().region();
    }

    /**
     * What a click means at first sight: one look, for a preview while the mouse moves. Where prompts zoom in, {@link #predict} looks more than once.
     *
     * @param length of the object, about, in the finer pixels; at least 1
     * @throws UserError when the click lies outside of the image
     */
    public Candidate glance(PointPrompt click, double length) {
        PromptSet prompts = PromptSet.of(click);
        requirePrompts(prompts);
        PromptSet seen = stretch.toSquare(prompts);
        Region window = settings.zoom() == Zoom.ALWAYS
                ? windows.around(nearby(seen.points().get(0).point(), length), ScaleSearch.AROUND_MASK)
                : whole();
        return inPixels(in(window, seen, Optional.empty(), MaskOutput.MULTI)).chosen();
    }

    /**
     * The mask of one object from prompts that correct an earlier mask of it, which the network sees as well.
     *
     * @param earlier a candidate for the same image by the same network
     * @throws UserError when there is no prompt or one lies outside of the image
     */
    public Candidates refine(PromptSet prompts, Candidate earlier) {
        requirePrompts(prompts);
        PromptSet seen = stretch.toSquare(prompts);
        Optional<Box> focus = focus(seen, earlier.box());
        boolean close = settings.zoom() == Zoom.ALWAYS
                || (settings.zoom() == Zoom.AUTO
                        && focus.map(f -> windows.isSmall(f, ScaleSearch.AROUND_MASK))
                                .orElse(false));
        Region window = !close
                ? whole()
                : focus.map(f -> windows.around(f, ScaleSearch.AROUND_MASK)).orElse(earlier.window());
        return inPixels(in(window, seen, Optional.of(earlier.logits()), MaskOutput.SINGLE));
    }

    /**
     * The masks of several objects, in order.
     *
     * @throws UserError when a set has no prompt or one that lies outside of the image; nothing is predicted then
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<Candidates> predictAll(List<PromptSet> objects, Progress progress) {
        objects.forEach(this::requirePrompts);
        List<Candidates> out = new ArrayList<>();
        for (PromptSet prompts : objects) {
            progress.step(out.size(), objects.size(), "segmenting objects");
            out.add(predict(prompts));
        }
        progress.step(out.size(), objects.size(), "segmenting objects");
        return out;
    }

    /** An object near a click, the same one for all clicks near it, so that the window around it is encoded once. */
    private static Box nearby(ImagePoint click, double length) {
        double step = length / 2;
        double x = Math.rint(click.x() / step) * step;
        double y = Math.rint(click.y() / step) * step;
        return new Box(x - step, y - step, x + step, y + step);
    }

    private void requirePrompts(PromptSet prompts) {
        requirePrompts(prompts, size());
    }

    static void requirePrompts(PromptSet prompts, Size size) {
        if (prompts.isEmpty()) {
            throw new UserError(
                    "There is no prompt to segment by.", "Click on the object, draw a box around it or give a mask.");
        }
        prompts.requireFits(size);
    }

    private Candidates in(Region window, PromptSet prompts, Optional<Logits> earlier, MaskOutput output) {
        PromptBatch.Item item = new PromptBatch.Item(decoder.frame(window), prompts, earlier);
        return Candidates.ofBest(decoder.decode(List.of(item), output).get(0));
    }

    private Candidates zoomedOnSmall(PromptSet prompts, MaskOutput output) {
        Optional<Box> known = extent(prompts);
        if (known.isPresent()) {
            boolean small = windows.isSmall(known.get(), AROUND_BOX);
            return small ? zoomed(prompts, output) : in(whole(), prompts, Optional.empty(), output);
        }
        Candidates whole = in(whole(), prompts, Optional.empty(), output);
        return focus(prompts, whole.chosen().box())
                .filter(f -> windows.isSmall(f, ScaleSearch.AROUND_MASK))
                .map(f -> in(windows.around(f, ScaleSearch.AROUND_MASK), prompts, Optional.empty(), output))
                .orElse(whole);
    }

    private Candidates zoomed(PromptSet prompts, MaskOutput output) {
        Optional<Box> known = extent(prompts);
        if (known.isPresent()) {
            Box all = union(known, clicks(prompts)).orElseThrow();
            double factor = prompts.box().isPresent() ? AROUND_BOX : ScaleSearch.AROUND_MASK;
            return in(windows.around(all, factor), prompts, Optional.empty(), output);
        }
        int most = output == MaskOutput.SINGLE ? 1 : MOST_CANDIDATES;
        Box clicks = clicks(prompts).orElseThrow();
        return new Candidates(new ScaleSearch(decoder, windows).search(prompts, clicks, output, most), 0);
    }

    /** The box of an earlier mask and all clicks; empty when there is neither. */
    static Optional<Box> focus(PromptSet prompts, Optional<Box> earlier) {
        Optional<Box> clicks = union(box(prompts, Polarity.POSITIVE), box(prompts, Polarity.NEGATIVE));
        return union(earlier, clicks);
    }

    private static Optional<Box> union(Optional<Box> a, Optional<Box> b) {
        return a.map(x -> b.map(x::union).orElse(x)).or(() -> b);
    }

    /** How large the user says the object is, by a box or a mask. */
    private static Optional<Box> extent(PromptSet prompts) {
        return prompts.box().or(() -> prompts.mask().flatMap(m -> m.boundingBox()));
    }

    /** The box of all positive clicks and scribbles, of the negative ones where there are no others. */
    private static Optional<Box> clicks(PromptSet prompts) {
        return box(prompts, Polarity.POSITIVE).or(() -> box(prompts, Polarity.NEGATIVE));
    }

    private static Optional<Box> box(PromptSet prompts, Polarity polarity) {
        Optional<Box> all = Optional.empty();
        for (Prompt prompt : prompts.prompts()) {
            for (ImagePoint p : places(prompt, polarity)) {
                Box pixel = new Box(p.x(), p.y(), p.x() + 1, p.y() + 1);
                all = Optional.of(all.map(pixel::union).orElse(pixel));
            }
        }
        return all;
    }

    private static List<ImagePoint> places(Prompt prompt, Polarity polarity) {
        if (prompt instanceof PointPrompt point && point.polarity() == polarity) {
            return List.of(point.point());
        }
        return prompt instanceof Scribble scribble && scribble.polarity() == polarity ? scribble.line() : List.of();
    }

    /** Frees the embeddings, unless they belong to a cache that was given. */
    @Override
    public void close() {
        ownCache.ifPresent(EmbeddingCache::close);
    }
}
