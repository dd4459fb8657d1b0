package org.samovar.evaluate.compare;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samovar.evaluate.ItemScore;
import org.samovar.geometry.Axis;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Montage;
import org.samovar.image.RgbImage;
import org.samovar.image.Volume;
import org.samovar.image.io.Overlays;

/** Pictures of answers: the image, what is true and what was found, side by side. */
public final class Gallery {
    /** A picture is enlarged by whole factors until it is about this wide. */
    private static final int WIDTH = 240;

    private Gallery() {}

    /** The ids of the best, the median and the worst item by Dice, by what they are; fewer where there are fewer items. */
    public static Map<String, String> telling(List<ItemScore> items) {
        List<ItemScore> falling = items.stream()
                .sorted(Comparator.comparingDouble(ItemScore::dice).reversed())
                .toList();
        Map<String, String> out = new LinkedHashMap<>();
        if (!falling.isEmpty()) {
            out.put("best", falling.get(0).id());
            out.put("median", falling.get(falling.size() / 2).id());
            out.put("worst", falling.get(falling.size() - 1).id());
        }
        return out;
    }

    /** The slice along the axis on which most is labelled. */
    public static RgbImage of(Volume volume, LabelVolume truth, LabelVolume found, Axis axis) {
        List<LabelMap> slices = truth.slices(axis, 0);
        int fullest = IntStream.range(0, slices.size())
                .boxed()
                .max(Comparator.comparingInt(i -> slices.get(i).foreground().area()))
                .orElseThrow();
        return of(volume.slice(axis, fullest, 0), slices.get(fullest), found.slice(axis, fullest, 0));
    }

    /** An image, its true labels and those found. */
    public static RgbImage of(Image image, LabelMap truth, LabelMap found) {
        RgbImage shown = IntensityRule.rgb(image, "the image");
        return sideBySide(List.of(shown, Overlays.render(shown, truth), Overlays.render(shown, found)));
    }

    private static RgbImage sideBySide(List<RgbImage> panels) {
        int factor = Math.max(1, WIDTH / panels.get(0).width());
        return Montage.of(
                panels.stream()
                        .map(panel -> new Montage.Panel(panel.enlarged(factor), List.of()))
                        .toList(),
                panels.size());
    }
}
