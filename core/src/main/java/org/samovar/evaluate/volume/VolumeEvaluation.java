package org.samovar.evaluate.volume;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.ObjectScore;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.Volume;
import org.samovar.image.VolumeMask;
import org.samovar.image.VolumeParts;
import org.samovar.metric.Hausdorff;
import org.samovar.metric.Overlap;
import org.samovar.predict.Progress;
import org.samovar.predict.ProgressPart;
import org.samovar.predict.SliceRange;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Objects;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

/**
 * Prompts the objects of the volumes of a dataset, lets them be followed, and scores each on the whole volume. A volume that cannot be
 * read or has nothing to score is named in the report, and the others go on.
 */
public final class VolumeEvaluation {
    private final Dataset dataset;
    private final VolumeProtocol protocol;
    private final VolumeSegmenter segmenter;

    public VolumeEvaluation(Dataset dataset, VolumeProtocol protocol, VolumeSegmenter segmenter) {
        this.dataset = dataset;
        this.protocol = protocol;
        this.segmenter = segmenter;
    }

    /**
     * Evaluates the first volumes of a split.
     *
     * @throws UserError when it has none
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public VolumeReport run(Split split, int most, Progress progress) {
        List<VolumeItem> items = dataset.volumes(split);
        if (items.isEmpty()) {
            throw new UserError(
                    "The dataset " + dataset.info().name() + " has no volumes in its " + split + " split.",
                    "Images are evaluated by the protocols point, box, interactive and everything.");
        }
        items = items.subList(0, Math.min(most, items.size()));
        long start = System.nanoTime();
        List<Scored> scored = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>(dataset.unusable());
        for (int i = 0; i < items.size(); i++) {
            VolumeItem item = items.get(i);
            try {
                scored.add(score(item, new ProgressPart(progress, i, items.size(), "evaluating " + item.id())));
            } catch (UserError e) {
                skipped.put(item.id(), "The volume " + item.id() + ": " + e.getMessage());
            }
        }
        progress.step(items.size(), items.size(), "evaluating " + dataset.info().name());
        Report report = new Report(
                dataset.info().name(),
                segmenter.label(),
                Protocol.PROPAGATE,
                split,
                scored.stream().map(Scored::score).toList(),
                skipped,
                (System.nanoTime() - start) / 1e9,
                String.join(
                        " or ", new TreeSet<>(scored.stream().map(Scored::unit).toList())),
                settings());
        double share =
                scored.stream().mapToDouble(Scored::promptedShare).average().orElse(Double.NaN);
        return new VolumeReport(report, share);
    }

    private Map<String, String> settings() {
        Map<String, String> all = protocol.settings();
        all.putAll(segmenter.settings());
        return all;
    }

    private record Scored(ItemScore score, double promptedShare, String unit) {}

    private Scored score(VolumeItem item, Progress progress) {
        Axis axis = axis(item);
        List<VolumeParts.Part> objects = item.objects(axis);
        if (objects.isEmpty()) {
            throw new UserError("Its labels have no object of at least " + Objects.SMALLEST + " voxels.");
        }
        Volume volume = item.volume();
        try (VolumeSegmenter.Answers answers = segmenter.open(VolumeView.of(volume, axis))) {
            Dialogue dialogue = new Dialogue(objects, answers);
            dialogue.run(progress);
            Spacing spacing = volume.geometry().spacing(axis);
            List<ObjectScore> scores = IntStream.range(0, objects.size())
                    .mapToObj(i -> dialogue.score(i, axis, spacing))
                    .toList();
            return new Scored(ItemScore.mean(item.id(), scores), dialogue.promptedShare(), spacing.unit());
        }
    }

    private Axis axis(VolumeItem item) {
        Axis axis = protocol.axis().orElse(item.axis());
        if ((axis == Axis.T) != (item.axis() == Axis.T)) {
            throw new UserError(
                    axis == Axis.T
                            ? "It has no points in time."
                            : "It is a time series, whose objects are followed through time.");
        }
        return axis;
    }

    /** A user and what answers, on all objects of one volume. */
    private final class Dialogue {
        private final List<VolumeParts.Part> objects;
        private final VolumeSegmenter.Answers answers;
        private final List<VolumeUser> users;
        private final List<List<Double>> rounds;
        private List<VolumeMask> found = List.of();

        Dialogue(List<VolumeParts.Part> objects, VolumeSegmenter.Answers answers) {
            this.objects = objects;
            this.answers = answers;
            this.users = IntStream.range(0, objects.size())
                    .mapToObj(i -> new VolumeUser(i + 1, objects.get(i).mask()))
                    .toList();
            this.rounds = objects.stream()
                    .map(o -> (List<Double>) new ArrayList<Double>())
                    .toList();
        }

        void run(Progress progress) {
            int turns = 1 + protocol.corrections();
            users.forEach(user -> user.begin(protocol, answers));
            follow(new ProgressPart(progress, 0, turns, "following objects"));
            for (int turn = 1; turn < turns; turn++) {
                boolean any = false;
                for (int i = 0; i < users.size(); i++) {
                    any |= users.get(i).correct(found.get(i), answers);
                }
                if (any) {
                    follow(new ProgressPart(progress, turn, turns, "following corrected objects"));
                } else {
                    remember();
                }
            }
        }

        private void follow(Progress progress) {
            List<Integer> slices = objects.stream()
                    .flatMap(o -> o.mask().occupied().stream())
                    .sorted()
                    .toList();
            SliceRange range = protocol.extent() == Extent.ALL
                    ? new SliceRange(0, objects.get(0).mask().count() - 1)
                    : new SliceRange(slices.get(0), slices.get(slices.size() - 1));
            answers.propagate(range, progress);
            found = IntStream.range(0, objects.size()).mapToObj(this::inExtent).toList();
            remember();
        }

        private VolumeMask inExtent(int i) {
            VolumeMask mask = answers.mask(i + 1);
            if (protocol.extent() == Extent.ALL) {
                return mask;
            }
            List<Integer> slices = objects.get(i).mask().occupied();
            return mask.within(slices.get(0), slices.get(slices.size() - 1));
        }

        private void remember() {
            for (int i = 0; i < objects.size(); i++) {
                rounds.get(i).add(Overlap.dice(objects.get(i).mask(), found.get(i)));
            }
        }

        ObjectScore score(int i, Axis axis, Spacing spacing) {
            VolumeMask truth = objects.get(i).mask();
            String className =
                    dataset.info().classes().getOrDefault(objects.get(i).label(), "object");
            return new ObjectScore(
                    className,
                    Overlap.dice(truth, found.get(i)),
                    Overlap.iou(truth, found.get(i)),
                    axis == Axis.T
                            ? Hausdorff.hd95InTime(
                                    truth.separated(), found.get(i).separated(), spacing)
                            : Hausdorff.hd95(truth, found.get(i), spacing),
                    protocol.corrections() == 0 ? List.of() : rounds.get(i));
        }

        double promptedShare() {
            return users.stream()
                    .mapToDouble(VolumeUser::promptedShare)
                    .average()
                    .orElseThrow();
        }
    }
}
