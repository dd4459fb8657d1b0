package org.samovar.evaluate.collection;

import java.util.ArrayList;
import java.util.List;
import org.samovar.evaluate.Segmenter;
import org.samovar.image.Mask;
import org.samovar.image.Resampling;
import org.samovar.image.RgbImage;
import org.samovar.prompt.PromptSet;

/**
 * Segments the examples as images and expects their masks at the same place of every image, in parts of its sides: what at least half of
 * them cover. What a memory adds is what it does better than this.
 */
public record CopiedMasks(Segmenter images) implements CollectionSegmenter {
    @Override
    public String label() {
        return images.label() + ", copied";
    }

    @Override
    public Answers open() {
        List<Mask> shown = new ArrayList<>();
        return new Answers() {
            @Override
            public void example(RgbImage image, PromptSet prompts) {
                try (Segmenter.Answers answers = images.open(image)) {
                    shown.add(answers.answer(prompts));
                }
            }

            @Override
            public Mask answer(RgbImage image) {
                List<Mask> copies = shown.stream()
                        .map(mask -> Resampling.nearest(mask, image.size()))
                        .toList();
                return Mask.where(
                        image.size(),
                        (x, y) -> 2
                                        * copies.stream()
                                                .filter(mask -> mask.get(x, y))
                                                .count()
                                >= copies.size());
            }

            @Override
            public void close() {
                // holds nothing but masks
            }
        };
    }
}
