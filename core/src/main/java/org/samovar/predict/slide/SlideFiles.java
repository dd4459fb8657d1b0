package org.samovar.predict.slide;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.samovar.geometry.Spacing;
import org.samovar.image.Outline;
import org.samovar.image.Palette;
import org.samovar.image.io.geojson.GeoJsonFile;
import org.samovar.image.io.tiff.TiledLabels;
import org.samovar.image.io.zarr.LabelPlane;

/** Writes the objects of a slide while they are found: as GeoJSON, and as labels in OME-Zarr, which are classes where there are any. */
public final class SlideFiles implements SlideSink, AutoCloseable {
    private final SlideFolder folder;
    private final Spacing spacing;
    private final List<String> classes;
    private final GeoJsonFile objects;
    private final LabelPlane labels;
    private final Map<Integer, Long> counts = new TreeMap<>();

    /**
     * Begins the files.
     *
     * @param folder without results
     * @param fields of the level that is looked at
     * @param downsample pixels of the finest level along the side of one of its pixels
     * @param spacing of its pixels
     * @param classes names of the kinds 1, 2, ... of objects; empty where there are none
     * @throws org.samovar.geometry.UserError when they cannot be written
     */
    public SlideFiles(SlideFolder folder, FieldGrid fields, double downsample, Spacing spacing, List<String> classes) {
        this.folder = folder;
        this.spacing = spacing;
        this.classes = List.copyOf(classes);
        this.labels = LabelPlane.create(folder.labels(), fields.width(), fields.height(), spacing);
        this.objects = GeoJsonFile.create(folder.objects(), downsample);
    }

    @Override
    public void accept(SlideObject object) {
        labels.paint(object.pixels(), classes.isEmpty() ? object.id() : object.kind());
        objects.add(Outline.of(object.pixels()), about(object));
        counts.merge(object.kind(), 1L, Long::sum);
    }

    private JsonObject about(SlideObject object) {
        JsonObject measurements = new JsonObject();
        measurements.addProperty("Label", object.id());
        measurements.addProperty("Area px", object.pixels().area());
        measurements.addProperty("Score", object.score());
        JsonObject about = new JsonObject();
        if (!classes.isEmpty()) {
            int rgb = Palette.rgb(object.kind());
            JsonArray colour = new JsonArray();
            colour.add(rgb >> 16 & 0xff);
            colour.add(rgb >> 8 & 0xff);
            colour.add(rgb & 0xff);
            JsonObject classification = new JsonObject();
            classification.addProperty("name", classes.get(object.kind() - 1));
            classification.add("color", colour);
            about.add("classification", classification);
        }
        about.add("measurements", measurements);
        return about;
    }

    @Override
    public void flush() {
        objects.flush();
        labels.flush();
    }

    /** Makes the smaller sizes of the labels once all objects are there. */
    public void finish() {
        flush();
        labels.finish();
    }

    /** Writes the labels as a tiled TIFF file as well. */
    public void writeTiff() {
        TiledLabels.write(labels, spacing, folder.tiff());
    }

    /** Objects so far. */
    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Objects of each kind so far, 0 where there are no kinds. */
    public Map<Integer, Long> counts() {
        return Map.copyOf(counts);
    }

    @Override
    public void close() {
        objects.close();
    }
}
