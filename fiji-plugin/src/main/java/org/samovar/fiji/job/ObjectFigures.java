package org.samovar.fiji.job;

import org.samovar.evaluate.labels.LabelPair;
import org.samovar.evaluate.labels.ObjectComparison;
import org.samovar.geometry.Spacing;
import org.samovar.metric.InstanceAgreement;
import org.samovar.metric.InstanceMatching;
import org.samovar.predict.Progress;

/** Label images whose numbers are those of objects. */
final class ObjectFigures implements Figures {
    private final FigureTable summary = new FigureTable(SUMMARY);
    private final FigureTable objects = new FigureTable(SUMMARY + " per Object");

    @Override
    public void add(LabelledPair names, LabelPair labels, Progress progress) {
        ObjectComparison compared = ObjectComparison.of(labels, progress);
        InstanceMatching matching = compared.matching();
        InstanceAgreement agreement = compared.agreement();
        summary.add(new FigureRow()
                .text(IMAGE, names.result())
                .text(REFERENCE, names.reference())
                .count("Objects", matching.truePositives() + matching.falseNegatives())
                .count("Found", matching.truePositives() + matching.falsePositives())
                .count("Matched", matching.truePositives())
                .figure("Precision", matching.precision())
                .figure("Recall", matching.recall())
                .figure("F1", matching.f1())
                .figure("AP50", agreement.precision50())
                .figure("AP75", agreement.precision75())
                .figure("AP", agreement.meanPrecision())
                .figure("PQ", agreement.panopticQuality())
                .figure("Mean IoU", matching.meanIou()));
        Extent extent = Extent.of(labels);
        compared.objects()
                .forEach(object -> objects.add(new FigureRow()
                        .text(IMAGE, names.result())
                        .count("Frame", object.frame() + 1)
                        .count("Object", object.label())
                        .count("Voxels", object.voxels())
                        .figure("Size", object.voxels() * extent.voxel)
                        .text("Unit", extent.unit)
                        .count(
                                "Found object",
                                object.nearest()
                                        .map(InstanceMatching.Pair::predicted)
                                        .orElse(0))
                        .figure(
                                "IoU",
                                object.nearest().map(InstanceMatching.Pair::iou).orElse(0.0))
                        .figure(
                                "Dice",
                                object.nearest()
                                        .map(InstanceMatching.Pair::dice)
                                        .orElse(0.0))
                        .count(
                                "Matched object",
                                object.match()
                                        .map(InstanceMatching.Pair::predicted)
                                        .orElse(0))));
    }

    /** The area of a pixel, or the volume of a voxel of a stack. */
    private record Extent(double voxel, String unit) {
        static Extent of(LabelPair labels) {
            Spacing spacing = labels.spacing();
            double area = spacing.x() * spacing.y();
            return labels.truth().size().depth() == 1
                    ? new Extent(area, spacing.unit() + "^2")
                    : new Extent(area * spacing.z(), spacing.unit() + "^3");
        }
    }

    @Override
    public void addMeans() {
        summary.addMeans(IMAGE, row -> "all");
    }

    @Override
    public FigureTable summary() {
        return summary;
    }

    @Override
    public FigureTable details() {
        return objects;
    }

    @Override
    public String parts() {
        return "objects";
    }
}
