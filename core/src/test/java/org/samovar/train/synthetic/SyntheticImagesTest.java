package org.samovar.train.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.train.augment.TrainingImage;

class SyntheticImagesTest {
    private final SyntheticImages images = new SyntheticImages(96);

    @Test
    void theSameSeedGivesTheSameImage() {
        TrainingImage a = images.draw(new SplittableRandom(3));
        TrainingImage b = images.draw(new SplittableRandom(3));
        assertThat(a.image().pixels()).containsExactly(b.image().pixels());
        assertThat(a.instances()).isEqualTo(b.instances());
    }

    @Test
    void objectsAreAsMeasured() {
        int objects = 0;
        for (int seed = 0; seed < 30; seed++) {
            TrainingImage image = images.draw(new SplittableRandom(seed));
            objects += image.objects().size();
            image.objects()
                    .forEach(o ->
                            assertThat(image.instances().mask(o.id()).area()).isEqualTo(o.area()));
        }
        assertThat(objects).isGreaterThan(60);
    }

    @Test
    void imagesDifferInBrightnessAndContrast() {
        long different = java.util.stream.IntStream.range(0, 20)
                .map(seed -> images.draw(new SplittableRandom(seed)).image().get(0, 0, 0) / 16)
                .distinct()
                .count();
        assertThat(different).isGreaterThan(5);
    }
}
