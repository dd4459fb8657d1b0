package org.samovar.fiji.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.predict.Progress;

class ModelHostTest {
    private static final ModelHost.Waiting PATIENT = () -> {};

    private final FakeModels models = new FakeModels();
    private final ModelHost host = new ModelHost(models);

    @Test
    void aModelStaysOpenUntilAnotherOneIsAskedFor() {
        for (String name : List.of("first", "first", "second")) {
            host.with(name, PATIENT, Segmenter::name);
        }
        assertThat(models.log).containsExactly("open first", "close first", "open second");
    }

    @Test
    void modelsOfTwoKindsAreNeverOpenTogether() {
        host.with("first", PATIENT, Segmenter::name);
        host.withSystem("first", PATIENT, ClassFinder::channels);
        host.withSystem("first", PATIENT, ClassFinder::channels);
        host.withSupport("first", PATIENT, SupportFinder::notes);
        host.withSupport("first", PATIENT, SupportFinder::notes);
        host.with("first", PATIENT, Segmenter::name);
        assertThat(models.log)
                .containsExactly(
                        "open first",
                        "close first",
                        "open system first",
                        "close system first",
                        "open support first",
                        "close support first",
                        "open first");
    }

    @Test
    void workIsDoneOnTheThreadOfTheModel() {
        RgbImage image = RgbImage.gray(2, 2, new byte[4]);
        host.with("first", PATIENT, model -> model.segment(image, List.of(), Progress.NONE));
        assertThat(models.log).contains("segment on samovar");
    }

    @Test
    void thePluginsOwnLoaderIsTheContextOfThatThread() {
        ClassLoader loader =
                host.with("first", PATIENT, model -> Thread.currentThread().getContextClassLoader());
        assertThat(loader).isSameAs(ModelHost.class.getClassLoader());
    }

    @Test
    void anErrorOfTheWorkComesOutAsItIs() {
        assertThatThrownBy(() -> host.with("third", PATIENT, Segmenter::name))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no model third.");
    }

    @Test
    void aModelCanBeOpenedAfterOneFailedToOpen() {
        assertThatThrownBy(() -> host.with("third", PATIENT, Segmenter::name)).isInstanceOf(UserError.class);
        assertThat(host.with("first", PATIENT, Segmenter::name)).isEqualTo("first");
    }

    @Test
    void whoeverWaitsCanGiveUpWhileTheWorkGoesOn() {
        CountDownLatch release = new CountDownLatch(1);
        ModelHost.Waiting impatient = () -> {
            throw new CancellationException("enough");
        };
        assertThatThrownBy(() -> host.with("first", impatient, model -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "late";
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        release.countDown();
        assertThat(host.with("first", PATIENT, Segmenter::name)).isEqualTo("first");
    }
}
