package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import java.awt.GraphicsEnvironment;
import java.util.List;
import org.samovar.fiji.convert.ObjectMeasure;
import org.samovar.fiji.convert.ObjectMeasure.Extent;
import org.samovar.fiji.convert.ObjectRois.Facts;

/** Objects as rows of ImageJ's own table of results, behind those that are there, in the units of their image. */
final class Measurements {
    private final String title;
    private final ImagePlus image;
    private final Extent extent;
    private final ResultsTable table = Analyzer.getResultsTable();

    /**
     * @param title of the image that the objects are of
     * @param image whose pixels have their size, slices and points in time: that one, or labels of it
     */
    Measurements(String title, ImagePlus image, Extent extent) {
        this.title = title;
        this.image = image;
        this.extent = extent;
    }

    /** Adds the objects and shows the table, where there is a display. */
    void show(List<MeasuredObject> objects) {
        objects.forEach(this::add);
        if (!GraphicsEnvironment.isHeadless()) {
            table.show("Results");
        }
    }

    private void add(MeasuredObject object) {
        ObjectMeasure measure = ObjectMeasure.of(image, object.slices(), extent);
        table.incrementCounter();
        table.addLabel(title + (object.name().isEmpty() ? "" : ":" + object.name()));
        table.addValue("Object", object.facts().id());
        addPlace(object);
        table.addValue(extent == Extent.VOLUME ? "Volume" : "Area", measure.size());
        table.addValue("X", measure.x());
        table.addValue("Y", measure.y());
        if (extent == Extent.VOLUME) {
            table.addValue("Z", measure.z());
        }
        table.addValue("Feret", measure.diameter());
        table.addValue("Unit", measure.unit());
        addFacts(object.facts());
    }

    private void addPlace(MeasuredObject object) {
        if (image.getNFrames() > 1) {
            table.addValue("Frame", object.frame());
        }
        if (extent == Extent.VOLUME) {
            table.addValue("First slice", object.slices().firstKey());
            table.addValue("Last slice", object.slices().lastKey());
        } else if (image.getNSlices() > 1) {
            table.addValue("Slice", object.slices().firstKey());
        }
    }

    private void addFacts(Facts facts) {
        if (Double.isFinite(facts.score())) {
            table.addValue("Score", facts.score());
        }
        if (!facts.model().isEmpty()) {
            table.addValue("Model", facts.model());
        }
        if (!facts.prompts().isEmpty()) {
            table.addValue("Prompts", facts.prompts());
        }
    }
}
