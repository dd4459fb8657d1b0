package org.samovar.fiji.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.predict.Progress;
import org.samovar.train.TrainingListener;

class ModelHostTest {
    private static final ModelHost.Waiting PATIENT = () -> {};

    @TempDir
    private Path folder;

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

    private TrainingRun run() {
        TrainingPlan plan = TrainingPlan.read(Path.of("unet-laptop"));
        return new TrainingRun(plan, Optional.empty(), folder, folder);
    }

    @Test
    void aTrainingTakesTheMemoryOfTheModelThatIsOpen() {
        host.with("first", PATIENT, Segmenter::name);
        assertThat(host.train(run(), PATIENT, line -> {}).iterations()).isEqualTo(3);
        assertThat(models.log).containsExactly("open first", "close first", "train unet-laptop from nothing");
    }

    @Test
    void whoAsksAModelDuringATrainingIsAnsweredBetweenTwoIterations() {
        List<String> answers = new ArrayList<>();
        TrainingListener serving = new TrainingListener() {
            @Override
            public void message(String line) {}

            @Override
            public void progress(Progress progress) {
                if (progress.iteration() == 1) {
                    host.later("second", Segmenter::name).thenAccept(answers::add);
                }
                answers.add("iteration " + progress.iteration());
            }

            @Override
            public void betweenIterations() {
                host.serveOthers();
            }
        };
        host.train(run(), PATIENT, serving);
        assertThat(answers).containsExactly("iteration 1", "second", "iteration 2", "iteration 3");
    }

    @Test
    void aSecondTrainingIsRefusedWhileOneGoesOnAndNotAfterwards() {
        List<Throwable> refused = new ArrayList<>();
        host.train(run(), PATIENT, new TrainingListener() {
            @Override
            public void message(String line) {}

            @Override
            public void betweenIterations() {
                refused.add(catchThrowable(() -> host.train(run(), PATIENT, line -> {})));
            }
        });
        assertThat(refused).hasSize(3).allSatisfy(why -> assertThat(why)
                .isInstanceOf(UserError.class)
                .hasMessage("A model is being trained already."));
        models.isUntrainable = true;
        assertThatThrownBy(() -> host.train(run(), PATIENT, line -> {})).hasMessageContaining("nothing to train on");
        models.isUntrainable = false;
        assertThat(host.train(run(), PATIENT, line -> {}).iterations()).isEqualTo(6);
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
