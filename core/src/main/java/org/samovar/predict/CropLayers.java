package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/** The windows and grids of {@link Tiling.Crops} (segment-anything, {@code generate_crop_boxes}, {@code build_point_grid}). */
final class CropLayers {
    private CropLayers() {}

    static List<ClickedWindow> of(Size image, Tiling.Crops crops) {
        List<ClickedWindow> out = new ArrayList<>();
        int points = crops.pointsPerSide();
        out.add(grid(image.region(), points));
        for (int layer = 1; layer <= crops.layers(); layer++) {
            points /= crops.downscale();
            for (Region crop : layer(image, 1 << layer, crops.overlap())) {
                out.add(grid(crop, points));
            }
        }
        return out;
    }

    private static List<Region> layer(Size image, int perSide, double overlapRatio) {
        int overlap = (int) (overlapRatio * Math.min(image.width(), image.height()) * (2.0 / perSide));
        int width = length(image.width(), perSide, overlap);
        int height = length(image.height(), perSide, overlap);
        List<Region> out = new ArrayList<>();
        for (int i = 0; i < perSide; i++) {
            for (int j = 0; j < perSide; j++) {
                int x = (width - overlap) * i;
                int y = (height - overlap) * j;
                int right = Math.min(x + width, image.width());
                int bottom = Math.min(y + height, image.height());
                if (x < right && y < bottom) {
                    out.add(new Region(x, y, right - x, bottom - y));
                }
            }
        }
        return out;
    }

    private static int length(int whole, int parts, int overlap) {
        return (int) Math.ceil((overlap * (parts - 1) + whole) / (double) parts);
    }

    private static ClickedWindow grid(Region window, int perSide) {
        List<ImagePoint> points = new ArrayList<>();
        for (int j = 0; j < perSide; j++) {
            for (int i = 0; i < perSide; i++) {
                points.add(new ImagePoint(
                        window.x() + window.width() * (i + 0.5) / perSide,
                        window.y() + window.height() * (j + 0.5) / perSide));
            }
        }
        return new ClickedWindow(window, points);
    }
}
