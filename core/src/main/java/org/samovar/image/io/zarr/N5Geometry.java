package org.samovar.image.io.zarr;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.Affine;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.WorldVector;
import org.samovar.image.io.zarr.Axes.Role;

/** The steps of N5 arrays as n5-viewer and Fiji's exporter note them, x first, beside the array or above it. */
final class N5Geometry {
    private N5Geometry() {}

    static VolumeGeometry of(JsonObject array, JsonObject group, Axes axes) {
        double[] steps = {1, 1, 1};
        String unit = "";
        // the array's own count more
        for (JsonObject attributes : List.of(group, array)) {
            Optional<JsonObject> calibrated = Json.object(attributes, "pixelResolution");
            double[] found = calibrated
                    .map(c -> Json.numbers(c, "dimensions"))
                    .orElseGet(() -> Json.numbers(attributes, "pixelResolution"));
            found = found.length == 0 ? Json.numbers(attributes, "resolution") : found;
            steps = found.length == 0 ? steps : spatial(found, axes);
            unit = calibrated.map(c -> Json.text(c, "unit", "")).orElse(unit);
            List<String> units = Json.texts(attributes, "units");
            unit = units.isEmpty() ? Json.text(attributes, "unit", unit) : units.get(0);
        }
        double[] factors = spatial(Json.numbers(array, "downsamplingFactors"), axes);
        Affine affine = Affine.of(steps[0] * factors[0], steps[1] * factors[1], steps[2] * factors[2]);
        // the first of averaged values lies in the middle of those that it stands for
        WorldVector origin = new WorldVector(
                steps[0] * (factors[0] - 1) / 2, steps[1] * (factors[1] - 1) / 2, steps[2] * (factors[2] - 1) / 2);
        return VolumeGeometry.of(new Affine(affine.x(), affine.y(), affine.z(), origin), Units.length(unit));
    }

    private static double[] spatial(double[] values, Axes axes) {
        double[] out = {1, 1, 1};
        List<Role> roles = List.of(Role.X, Role.Y, Role.Z);
        for (int i = 0; i < out.length; i++) {
            int place = axes.place(roles.get(i));
            out[i] = place >= 0 && place < values.length ? values[place] : 1;
        }
        return out;
    }
}
