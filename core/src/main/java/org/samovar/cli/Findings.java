package org.samovar.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;

/**
 * What was found in an image.
 *
 * @param file of the image
 * @param image its pixels
 * @param model that found it
 * @param objects those that matter most first
 */
record Findings(Path file, RgbImage image, String model, List<Finding> objects) {
    /**
     * One object.
     *
     * @param id in the label map, from 1 on
     * @param mask of the size of the image
     * @param score the network's estimate of the mask's IoU
     */
    record Finding(int id, RunLengthMask mask, double score) {
        static Finding of(int id, Mask mask, double score) {
            return new Finding(id, RunLengthMask.of(mask), score);
        }
    }

    Findings {
        objects = List.copyOf(objects);
    }

    /** The same with one object more. */
    Findings with(Finding object) {
        List<Finding> all = new ArrayList<>(objects);
        all.add(object);
        return new Findings(file, image, model, all);
    }

    /** The ids of the objects; where two overlap the earlier one wins. */
    LabelMap labels() {
        int[] labels = new int[image.size().pixels()];
        for (Finding object : objects) {
            object.mask().forEachRun((from, to) -> {
                for (int i = from; i < to; i++) {
                    labels[i] = labels[i] == 0 ? object.id() : labels[i];
                }
            });
        }
        return LabelMap.of(image.width(), image.height(), labels);
    }

    /** The objects with score, area, box and mask (run lengths down the columns, as COCO has them). */
    String json() {
        JsonArray list = new JsonArray();
        for (Finding object : objects) {
            JsonObject entry = new JsonObject();
            entry.addProperty("id", object.id());
            entry.addProperty("score", object.score());
            entry.addProperty("area", object.mask().area());
            object.mask().region().ifPresent(region -> entry.add("box", corners(region)));
            JsonArray counts = new JsonArray();
            for (int count : object.mask().cocoCounts()) {
                counts.add(count);
            }
            entry.add("counts", counts);
            list.add(entry);
        }
        JsonObject root = new JsonObject();
        root.addProperty("image", String.valueOf(file.getFileName()));
        root.addProperty("width", image.width());
        root.addProperty("height", image.height());
        root.addProperty("model", model);
        root.add("objects", list);
        return new GsonBuilder().disableHtmlEscaping().create().toJson(root) + "\n";
    }

    private static JsonArray corners(Region region) {
        JsonArray corners = new JsonArray();
        corners.add(region.x());
        corners.add(region.y());
        corners.add(region.x() + region.width());
        corners.add(region.y() + region.height());
        return corners;
    }
}
