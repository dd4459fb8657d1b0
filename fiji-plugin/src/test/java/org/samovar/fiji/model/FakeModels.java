package org.samovar.fiji.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.LabelRuns;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.image.Volume;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.Conversation;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.train.Curves;
import org.samovar.train.RunFolder;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;

/** Models without a network: an object fills its box, or five by five pixels around its first click. */
public class FakeModels implements ModelLibrary {
    /** A model that is not among the names, and finds a column more on the right. */
    public static final String WIDE = "wide";

    /** What was opened and closed, in order. */
    public final List<String> log = new ArrayList<>();

    /** What happens when a model is about to look for all objects of an image. */
    public Consumer<RgbImage> looking = image -> {};

    @Override
    public List<String> names() {
        return List.of("first", "second");
    }

    @Override
    public String sha256(String name) {
        return "weights of " + name;
    }

    @Override
    public List<String> check() {
        return List.of("all is well");
    }

    @Override
    public Segmenter open(String name) {
        if (!names().contains(name) && !name.equals(WIDE)) {
            throw new UserError("There is no model " + name + ".");
        }
        log.add("open " + name);
        return new Fake(name);
    }

    @Override
    public ClassFinder openSystem(String name) {
        log.add("open system " + name);
        return new Bright(name);
    }

    @Override
    public SupportFinder openSupport(String name) {
        log.add("open support " + name);
        return new Shown(name);
    }

    /** Whether a training goes wrong before anything is kept of it. */
    public boolean isUntrainable;

    /** Takes three iterations and keeps the number of all of them. */
    @Override
    public Trainer.Outcome train(TrainingRun run, TrainingListener listener) {
        log.add("train " + run.plan().name() + " from " + run.start().orElse("nothing"));
        if (isUntrainable) {
            throw new UserError("There is nothing to train on.");
        }
        Path state = new RunFolder(run.folder()).state();
        int before = Files.exists(state) ? Integer.parseInt(read(state)) : 0;
        if (before > 0) {
            Curves.Line line = new Curves.Line(new double[] {before}, new double[] {0.5});
            listener.goesOn(new Curves(line, line));
        }
        int iterations = before;
        while (iterations < before + 3 && !Thread.interrupted()) {
            iterations++;
            listener.progress(new TrainingListener.Progress(iterations, 60 * iterations, 0.5, 0.25, 1, 30));
            listener.betweenIterations();
        }
        listener.validating();
        listener.validated(60 * iterations, 0.5 + 0.01 * iterations);
        AtomicFiles.writeText(state, Integer.toString(iterations));
        return new Trainer.Outcome(1, 2, iterations, iterations);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds what is brighter than 100 in its one channel. */
    private final class Bright implements ClassFinder {
        private final String name;

        Bright(String name) {
            this.name = name;
        }

        @Override
        public int channels() {
            return name.contains("two") ? 2 : 1;
        }

        @Override
        public FoundClasses find(Volume volume, Mirroring mirroring, Progress progress) {
            progress.step(0, 1, "segmenting");
            log.add(volume.info().channels() + " channels of " + volume.size() + ", mirrored: " + mirroring);
            return new FoundClasses(
                    bright(volume, volume.info().channels() - 1, 2), new TreeMap<>(Map.of(1, "cell", 2, "nucleus")));
        }

        @Override
        public void close() {
            log.add("close system " + name);
        }
    }

    /** Finds what is brighter than 100 and gives it the label 300. */
    private final class Shown implements SupportFinder {
        private final String name;

        Shown(String name) {
            this.name = name;
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public void prepare(SupportUse use, Progress progress) {
            log.add("prepare " + use.examples());
        }

        @Override
        public FoundClasses find(Volume volume, SupportUse use, Progress progress) {
            progress.step(0, 1, "segmenting");
            log.add(volume.info().channels() + " channels of " + volume.size() + " by " + use);
            return new FoundClasses(bright(volume, 0, 300), new TreeMap<>(Map.of(7, "cell", 300, "nucleus")));
        }

        @Override
        public void close() {
            log.add("close support " + name);
        }
    }

    private static LabelVolume bright(Volume volume, int channel, int label) {
        VolumeSize size = volume.size();
        List<LabelRuns> planes = new ArrayList<>();
        for (int t = 0; t < size.frames(); t++) {
            for (int z = 0; z < size.depth(); z++) {
                double[] values = volume.voxels().read(size.slice(Axis.Z).region(), z, t, channel);
                char[] plane = new char[values.length];
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (char) (values[i] > 100 ? label : 0);
                }
                planes.add(LabelRuns.of(size.slice(Axis.Z), plane));
            }
        }
        return LabelVolume.ofPlanes(planes, size, volume.geometry());
    }

    private final class Fake implements Segmenter {
        private final String name;

        Fake(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return "no network";
        }

        @Override
        public List<Segmentation> segment(RgbImage image, List<PromptSet> objects, Progress progress) {
            log.add("segment on " + Thread.currentThread().getName());
            return objects.stream().map(object -> answer(image, object)).toList();
        }

        private Segmentation answer(RgbImage image, PromptSet prompts) {
            Box box = prompts.box().orElseGet(() -> {
                ImagePoint click = prompts.points().get(0).point();
                return new Box(click.x() - 2, click.y() - 2, click.x() + 3, click.y() + 3);
            });
            Box answered = new Box(box.x0(), box.y0(), box.x1() + (name.equals(WIDE) ? 1 : 0), box.y1());
            return new Segmentation(RunLengthMask.of(Mask.rectangle(image.size(), answered)), 0.75);
        }

        /** A click alone may mean three things, each larger than the one before. */
        @Override
        public PromptedImage look(RgbImage image) {
            return new PromptedImage() {
                @Override
                public Answer answer(Conversation said) {
                    log.add("answer " + said);
                    Segmentation best = Fake.this.answer(image, said.prompts());
                    if (said.turns().size() > 1 || said.prompts().points().isEmpty()) {
                        return new Answer(List.of(best), 0);
                    }
                    List<Segmentation> all = List.of(around(image, said, 1), best, around(image, said, 9));
                    return new Answer(all, said.turns().get(0).choice().orElse(1));
                }

                @Override
                public Segmentation glance(ImagePoint click, double length) {
                    return Fake.this.answer(image, PromptSet.of(PointPrompt.positive(click.x(), click.y())));
                }
            };
        }

        private Segmentation around(RgbImage image, Conversation said, int side) {
            ImagePoint click = said.prompts().points().get(0).point();
            double half = side / 2.0;
            Box box = new Box(click.x() - half, click.y() - half, click.x() + half, click.y() + half);
            return new Segmentation(RunLengthMask.of(Mask.rectangle(image.size(), box)), 0.5);
        }

        @Override
        public void forget() {
            log.add("forget");
        }

        @Override
        public List<Segmentation> everything(
                RgbImage image, int minimumArea, Optional<Double> leastScore, Progress progress) {
            looking.accept(image);
            progress.step(0, 1, "looking");
            return Stream.of(
                            new Segmentation(RunLengthMask.of(Mask.rectangle(image.size(), new Box(0, 0, 4, 4))), 0.9),
                            new Segmentation(RunLengthMask.of(Mask.rectangle(image.size(), new Box(2, 2, 8, 8))), 0.8))
                    .filter(object -> object.score() >= leastScore.orElse(0.0))
                    .toList();
        }

        @Override
        public List<Segmentation> instances(RgbImage image, int minimumArea, Progress progress) {
            return List.of(new Segmentation(RunLengthMask.of(Mask.rectangle(image.size(), new Box(1, 1, 3, 3))), 1));
        }

        /** Each object is on every slice what its first prompts say, but for slices with prompts of their own. */
        @Override
        public void follow(
                SliceSequence slices,
                Axis axis,
                List<SlicePrompts> prompts,
                SliceRange range,
                SliceMasks listener,
                Progress progress) {
            log.add("follow along " + axis + " on " + range.first() + " to " + range.last());
            for (int slice = range.first(); slice <= range.last(); slice++) {
                progress.step(slice, slices.count(), "following");
                RgbImage image = slices.image(slice);
                Map<Integer, RunLengthMask> found = new HashMap<>();
                for (SlicePrompts said : prompts) {
                    RunLengthMask mask = answer(image, said.prompts()).mask();
                    if (said.slice() == slice) {
                        found.put(said.object(), mask);
                    } else {
                        found.putIfAbsent(said.object(), mask);
                    }
                }
                listener.found(slice, found);
            }
        }

        /** Objects are on all images where their prompts say, but for images that cannot be read. */
        @Override
        public void collect(
                List<PromptSet> objects, List<Supplier<RgbImage>> images, HeapMasks listener, Progress progress) {
            for (int i = 0; i < images.size(); i++) {
                progress.step(i, images.size(), "looking");
                try {
                    RgbImage image = images.get(i).get();
                    Map<Integer, RunLengthMask> found = new HashMap<>();
                    objects.forEach(object ->
                            found.put(found.size() + 1, answer(image, object).mask()));
                    listener.found(i, found);
                } catch (UserError e) {
                    listener.failed(i, e);
                }
            }
        }

        @Override
        public void close() {
            log.add("close " + name);
        }
    }
}
