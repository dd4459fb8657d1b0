package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.samovar.fiji.convert.Position;
import org.samovar.fiji.convert.ShownPlane;
import org.samovar.fiji.job.Results.Target;
import org.samovar.fiji.model.ModelHost;

/** Lets a model look again at the objects that an image has, from whatever program they are. */
public final class RefineJob {
    private final ModelHost host;
    private final ImagePlus image;
    private final RefineOptions options;

    public RefineJob(ModelHost host, ImagePlus image, RefineOptions options) {
        this.host = host;
        this.image = image;
        this.options = options;
    }

    /** Writes out all objects, refined or not; what there was stays as it is. @throws UserError when there are none */
    public void run() {
        List<PlacedObject> old =
                ImageObjects.of(options.objects(), image, () -> OpenLabels.of(image, options.labels()));
        List<PlacedObject> all = refined(old);
        Results results = new Results(image, options.model());
        switch (options.output()) {
            case ROI -> results.writeRois(results.rois(all), Target.MANAGER);
            case OVERLAY -> results.writeOverlay(results.rois(all));
            case LABELS -> Results.labels(all, image).show();
            case TABLE -> Results.measure(all, image);
        }
        long changed = all.stream().filter(object -> !old.contains(object)).count();
        IJ.showProgress(1.0);
        IJ.showStatus("Samovar: refined " + changed + " of " + all.size() + " objects");
    }

    /** By plane, in the channel that is shown. */
    List<PlacedObject> refined(List<PlacedObject> objects) {
        int channel = Position.shown(image).channel();
        Map<Integer, List<PlacedObject>> planes = objects.stream()
                .collect(Collectors.groupingBy(
                        object -> image.getStackIndex(
                                channel, object.at().z(), object.at().t()),
                        TreeMap::new,
                        Collectors.toList()));
        Escape escape = new Escape();
        List<PlacedObject> all = new ArrayList<>();
        int done = 0;
        for (List<PlacedObject> here : planes.values()) {
            escape.report(done++, planes.size(), "refining objects with " + options.model());
            Position at = here.get(0).at();
            ShownPlane plane = ShownPlane.of(image, at.z() - 1, at.t() - 1);
            all.addAll(
                    host.with(options.model(), escape, segmenter -> new RefinePlane(plane, segmenter, options.below())
                            .refine(here, escape)));
        }
        return all;
    }
}
