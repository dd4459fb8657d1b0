package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.Pictures;
import org.samovar.fiji.convert.ShownPlane;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmentation;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;

/** Asks one model after the other about the same object, and shows their answers side by side. */
public final class CompareModelsJob {
    private static final String TITLE = "Samovar Models";
    private static final double NANOSECONDS = 1e-9;

    private final ModelHost host;
    private final ImagePlus image;
    private final CompareModelsOptions options;

    public CompareModelsJob(ModelHost host, ImagePlus image, CompareModelsOptions options) {
        this.host = host;
        this.image = image;
        this.options = options;
    }

    /**
     * Shows a picture with the answers and a table with what is known of them, also of those that were there when it was cancelled. A model that cannot
     * answer says why in the table.
     *
     * @throws UserError when the prompts cannot be understood, or no model answered
     * @throws CancellationException when cancelled before anything was answered
     */
    public void run() {
        Question question = Question.of(image, options);
        RgbImage pixels = ShownPlane.of(image).part(question.part());
        List<ModelTrial> trials = trials(question, pixels);
        table(trials).publish();
        if (trials.stream().allMatch(trial -> trial.answer().isEmpty())) {
            throw new UserError("None of the models has an answer.", "The table says why.");
        }
        Pictures.image(LabelImages.name(image) + "-models", ModelMontage.of(pixels, trials))
                .show();
        IJ.showProgress(1.0);
    }

    private List<ModelTrial> trials(Question question, RgbImage pixels) {
        List<String> names = options.names(host.names());
        List<ModelTrial> trials = new ArrayList<>();
        Escape escape = new Escape();
        try {
            for (String name : names) {
                escape.report(trials.size(), names.size(), "asking " + name);
                trials.add(trial(name, question, pixels, escape));
            }
            IJ.showStatus("Samovar: asked " + trials.size() + (trials.size() == 1 ? " model" : " models"));
        } catch (CancellationException e) {
            if (trials.isEmpty()) {
                throw e;
            }
            IJ.showStatus("Samovar: cancelled after " + trials.size() + " of " + names.size() + " models");
        }
        return trials;
    }

    private ModelTrial trial(String name, Question question, RgbImage pixels, Escape escape) {
        try {
            return host.apart(name, escape, model -> answered(name, model, question, pixels, escape));
        } catch (CancellationException e) {
            throw e;
        } catch (UserError e) {
            return ModelTrial.failed(name, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return ModelTrial.failed(name, "There is not enough memory.");
        } catch (RuntimeException e) {
            return ModelTrial.failed(name, "Something went wrong: " + e.getMessage());
        }
    }

    private static ModelTrial answered(
            String name, Segmenter model, Question question, RgbImage pixels, Escape escape) {
        long start = System.nanoTime();
        Segmentation found = question.asking().ask(model, pixels, escape);
        long known = System.nanoTime();
        question.asking().ask(model, pixels, escape);
        long end = System.nanoTime();
        return ModelTrial.answered(
                name, new ModelTrial.Answered(found, (known - start) * NANOSECONDS, (end - known) * NANOSECONDS));
    }

    private FigureTable table(List<ModelTrial> trials) {
        Calibration calibration = image.getCalibration();
        double pixel = calibration.pixelWidth * calibration.pixelHeight;
        FigureTable table = new FigureTable(TITLE);
        for (ModelTrial trial : trials) {
            FigureRow row =
                    new FigureRow().text(Figures.IMAGE, image.getTitle()).text("Model", trial.model());
            trial.answer()
                    .ifPresent(answer -> row.figure("Score", answer.found().score())
                            .figure("Area", answer.mask().area() * pixel)
                            .text("Unit", calibration.getUnit() + "^2")
                            .figure("IoU with others", agreement(trial, trials))
                            .figure("First answer (s)", answer.first())
                            .figure("Next answer (s)", answer.next()));
            table.add(row.text("Message", trial.message()));
        }
        return table;
    }

    /** Mean IoU with the masks of the other models; empty where no other one answered. */
    private static OptionalDouble agreement(ModelTrial trial, List<ModelTrial> trials) {
        RunLengthMask own = trial.answer().orElseThrow().mask();
        return trials.stream()
                .filter(other -> other != trial)
                .flatMap(other -> other.answer().stream())
                .mapToDouble(other -> own.iou(other.mask()))
                .average();
    }
}
