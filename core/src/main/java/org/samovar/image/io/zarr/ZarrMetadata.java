package org.samovar.image.io.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Palette;
import org.samovar.image.VolumeInfo;

/** What OME-Zarr is told of an image that is written here, in one size, the array {@code 0}. */
final class ZarrMetadata {
    static final String ARRAY = "0";
    /** The axes of a plane. */
    static final List<String> PLANE = List.of("y", "x");

    private final VolumeInfo info;

    ZarrMetadata(VolumeInfo info) {
        this.info = info;
    }

    /** The axes of the array, the slowest first: time and channels where there are several. */
    List<String> names() {
        List<String> out = new ArrayList<>();
        if (info.size().frames() > 1) {
            out.add("t");
        }
        if (info.channels() > 1) {
            out.add("c");
        }
        out.addAll(List.of("z", "y", "x"));
        return out;
    }

    /** Those of the group of an image. */
    JsonObject image(String version, String name) {
        VolumeGeometry geometry = info.geometry();
        Affine a = geometry.affine();
        JsonArray axes = new JsonArray();
        JsonArray scale = new JsonArray();
        JsonArray translation = new JsonArray();
        Spacing spacing = geometry.spacing();
        for (String axis : names()) {
            axes.add(axis(axis, geometry));
            scale.add(
                    switch (axis) {
                        case "x" -> spacing.x();
                        case "y" -> spacing.y();
                        case "z" -> spacing.z();
                        case "t" -> geometry.frameInterval();
                        default -> 1;
                    });
            translation.add(
                    switch (axis) {
                        case "x" -> a.origin().x();
                        case "y" -> a.origin().y();
                        case "z" -> a.origin().z();
                        default -> 0;
                    });
        }
        JsonArray transformations = new JsonArray();
        transformations.add(transformation("scale", scale));
        transformations.add(transformation("translation", translation));
        JsonObject dataset = new JsonObject();
        dataset.addProperty("path", ARRAY);
        dataset.add("coordinateTransformations", transformations);
        JsonObject out = multiscales(version, name, axes, listed(dataset));
        out.add(Multiscale.AFFINE, numbers(a));
        return out;
    }

    /** Those of the group of a plane in several sizes, each half as large as the one before: the arrays 0, 1, 2, ... */
    static JsonObject plane(String version, String name, Spacing spacing, int levels) {
        VolumeGeometry geometry = VolumeGeometry.of(spacing);
        JsonArray axes = new JsonArray();
        PLANE.forEach(axis -> axes.add(axis(axis, geometry)));
        JsonArray datasets = new JsonArray();
        for (int level = 0; level < levels; level++) {
            JsonArray scale = new JsonArray();
            scale.add(spacing.y() * (1 << level));
            scale.add(spacing.x() * (1 << level));
            JsonObject dataset = new JsonObject();
            dataset.addProperty("path", String.valueOf(level));
            dataset.add("coordinateTransformations", listed(transformation("scale", scale)));
            datasets.add(dataset);
        }
        return multiscales(version, name, axes, datasets);
    }

    private static JsonObject multiscales(String version, String name, JsonArray axes, JsonArray datasets) {
        JsonObject multiscale = new JsonObject();
        multiscale.addProperty("version", version);
        multiscale.addProperty("name", name);
        multiscale.add("axes", axes);
        multiscale.add("datasets", datasets);
        JsonObject out = new JsonObject();
        out.add("multiscales", listed(multiscale));
        return out;
    }

    private static JsonObject axis(String name, VolumeGeometry geometry) {
        boolean isTime = "t".equals(name);
        String unit = "c".equals(name) ? "" : Units.name(isTime ? geometry.timeUnit() : geometry.unit());
        JsonObject out = new JsonObject();
        out.addProperty("name", name);
        out.addProperty("type", isTime ? "time" : "c".equals(name) ? "channel" : "space");
        if (!unit.isEmpty()) {
            out.addProperty("unit", unit);
        }
        return out;
    }

    private static JsonObject transformation(String type, JsonArray values) {
        JsonObject out = new JsonObject();
        out.addProperty("type", type);
        out.add(type, values);
        return out;
    }

    private static JsonArray listed(JsonElement element) {
        JsonArray out = new JsonArray();
        out.add(element);
        return out;
    }

    /** Row by row. */
    private static JsonArray numbers(Affine a) {
        JsonArray out = new JsonArray();
        for (double v : new double[] {
            a.x().x(), a.y().x(), a.z().x(), a.origin().x(),
            a.x().y(), a.y().y(), a.z().y(), a.origin().y(),
            a.x().z(), a.y().z(), a.z().z(), a.origin().z()
        }) {
            out.add(v);
        }
        return out;
    }

    /** What makes an image one of labels. */
    static JsonObject labels(String version, Map<Integer, String> names) {
        JsonArray colours = new JsonArray();
        JsonArray properties = new JsonArray();
        names.forEach((id, name) -> {
            int rgb = Palette.rgb(id);
            JsonArray rgba = new JsonArray();
            rgba.add(rgb >> 16 & 0xff);
            rgba.add(rgb >> 8 & 0xff);
            rgba.add(rgb & 0xff);
            rgba.add(0xff);
            JsonObject colour = new JsonObject();
            colour.addProperty("label-value", id);
            colour.add("rgba", rgba);
            colours.add(colour);
            JsonObject property = new JsonObject();
            property.addProperty("label-value", id);
            property.addProperty("name", name);
            properties.add(property);
        });
        JsonObject out = new JsonObject();
        out.addProperty("version", version);
        if (!names.isEmpty()) {
            out.add("colors", colours);
            out.add("properties", properties);
        }
        return out;
    }
}
