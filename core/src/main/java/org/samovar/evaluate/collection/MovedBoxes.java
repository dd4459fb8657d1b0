package org.samovar.evaluate.collection;

import java.util.ArrayList;
import java.util.List;
import org.samovar.evaluate.Baseline;
import org.samovar.evaluate.Segmenter;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;

/**
 * A classical method in the box of the examples, which is expected at the same place of every image: their mean, in parts of the image's
 * sides. What a network adds is what it does better than this.
 */
public record MovedBoxes(Baseline method) implements CollectionSegmenter {
    @Override
    public String label() {
        return method.label();
    }

    @Override
    public Answers open() {
        List<Box> shown = new ArrayList<>();
        return new Answers() {
            @Override
            public void example(RgbImage image, PromptSet prompts) {
                shown.add(scaled(Baseline.box(prompts, image.size()), 1.0 / image.width(), 1.0 / image.height()));
            }

            @Override
            public Mask answer(RgbImage image) {
                try (Segmenter.Answers answers = method.open(image)) {
                    return answers.answer(PromptSet.of(new BoxPrompt(box(image.size()))));
                }
            }

            private Box box(Size image) {
                Box mean = new Box(
                        shown.stream().mapToDouble(Box::x0).average().orElseThrow(),
                        shown.stream().mapToDouble(Box::y0).average().orElseThrow(),
                        shown.stream().mapToDouble(Box::x1).average().orElseThrow(),
                        shown.stream().mapToDouble(Box::y1).average().orElseThrow());
                return scaled(mean, image.width(), image.height());
            }

            @Override
            public void close() {
                // holds nothing but boxes
            }
        };
    }

    private static Box scaled(Box box, double x, double y) {
        return new Box(box.x0() * x, box.y0() * y, box.x1() * x, box.y1() * y);
    }
}
