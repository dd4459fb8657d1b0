package org.samovar.fiji.job;

import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.labels.ClassComparison;
import org.samovar.evaluate.labels.LabelPair;
import org.samovar.predict.Progress;

/** Label images whose numbers are those of classes. */
final class ClassFigures implements Figures {
    private static final String CLASS = "Class";

    private final FigureTable summary = new FigureTable(SUMMARY);
    private final FigureTable classes = new FigureTable(SUMMARY + " per Class");

    @Override
    public void add(LabelledPair names, LabelPair labels, Progress progress) {
        ClassComparison compared = ClassComparison.of(labels, progress);
        ItemScore mean = compared.mean(names.result());
        String unit = labels.spacing().unit();
        summary.add(new FigureRow()
                .text(IMAGE, names.result())
                .text(REFERENCE, names.reference())
                .count("Classes", mean.objects())
                .figure("Dice", mean.dice())
                .figure("IoU", mean.iou())
                .figure("HD95", mean.hd95())
                .text("Unit", unit));
        compared.classes()
                .forEach((label, row) -> classes.add(new FigureRow()
                        .text(IMAGE, names.result())
                        .count(CLASS, label)
                        .count("Voxels", row.truth())
                        .count("Found voxels", row.found())
                        .figure("Dice", row.score().dice())
                        .figure("IoU", row.score().iou())
                        .figure("HD95", row.score().hd95())
                        .text("Unit", unit)));
    }

    @Override
    public void addMeans() {
        summary.addMeans(IMAGE, row -> "all");
        classes.addMeans(IMAGE, row -> row.cell(CLASS));
    }

    @Override
    public FigureTable summary() {
        return summary;
    }

    @Override
    public FigureTable details() {
        return classes;
    }

    @Override
    public String parts() {
        return "classes";
    }
}
