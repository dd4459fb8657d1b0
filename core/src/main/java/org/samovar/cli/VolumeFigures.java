package org.samovar.cli;

import java.util.List;
import java.util.Optional;
import org.samovar.catalog.LoadedModel;
import org.samovar.evaluate.Baseline;
import org.samovar.evaluate.Report;
import org.samovar.evaluate.Segmenter;
import org.samovar.evaluate.volume.CarriedVolumes;
import org.samovar.evaluate.volume.FrequencyCurve;
import org.samovar.evaluate.volume.NetworkVolumes;
import org.samovar.evaluate.volume.VolumeEvaluation;
import org.samovar.evaluate.volume.VolumeProtocol;
import org.samovar.evaluate.volume.VolumeSegmenter;
import org.samovar.geometry.Axis;
import org.samovar.predict.Aggregate;
import org.samovar.predict.SixOrientations;
import org.samovar.predict.VolumeSettings;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

/** Measures what follows objects through the volumes of a dataset: a report, or else a curve that is written where the options say. */
record VolumeFigures(
        Console console, VolumeOptions options, FollowOptions follow, Dataset dataset, Split split, int most) {
    /** A classical method on each slice, in the box of its neighbour's mask. @return nothing where a curve was written */
    Optional<Report> ofMethod(Baseline method) {
        return of(List.of(CarriedVolumes.boxByBox(method)));
    }

    /**
     * A model, or its masks copied.
     *
     * @param images the same model on images
     * @return nothing where a curve was written, which has the copied masks as well
     */
    Optional<Report> ofModel(LoadedModel model, Segmenter images, Optional<BaselineChoice> baseline) {
        VolumeSegmenter copies = CarriedVolumes.copying(images);
        if (baseline.isPresent()) {
            return of(List.of(copies));
        }
        VolumeSegmenter follower = options.aggregate()
                .map(aggregate -> sixfold(model, aggregate))
                .orElseGet(() -> NetworkVolumes.along(
                        model.name(),
                        follow.settings(),
                        view -> model.session(view.slices(), settings(model, view.axis()))));
        return of(options.curve().isPresent() ? List.of(follower, copies) : List.of(follower));
    }

    private VolumeSegmenter sixfold(LoadedModel model, Aggregate aggregate) {
        return NetworkVolumes.sixfold(
                model.name() + ", six orientations by " + aggregate,
                follow.settings(),
                view -> new SixOrientations(
                        model.network(), view.volume(), 0, view.rule(), settings(model, view.axis()), aggregate));
    }

    private VolumeSettings settings(LoadedModel model, Axis axis) {
        VolumeSettings suited =
                follow.propagation().map(model.volumeSettings()::with).orElse(model.volumeSettings());
        return axis == Axis.T ? suited.inTime() : suited;
    }

    private Optional<Report> of(List<VolumeSegmenter> segmenters) {
        VolumeProtocol protocol = options.protocol();
        if (options.curve().isEmpty()) {
            return Optional.of(
                    console.withProgress(progress -> new VolumeEvaluation(dataset, protocol, segmenters.get(0))
                            .run(split, most, progress)
                            .report()));
        }
        FrequencyCurve curve = console.withProgress(
                progress -> FrequencyCurve.of(dataset, protocol, segmenters, split, most, progress));
        curve.write(options.curve().get());
        console.out().print(curve.toTable());
        return Optional.empty();
    }
}
