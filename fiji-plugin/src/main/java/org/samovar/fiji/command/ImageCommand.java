package org.samovar.fiji.command;

import ij.ImagePlus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;
import org.scijava.plugin.Parameter;

/** A command that lets a model look at the current image. */
public abstract class ImageCommand extends SamovarCommand {
    @Parameter
    private @Nullable ImagePlus image;

    @Parameter(label = "Model", persistKey = "samovar.model")
    private String model = host().names().get(0);

    /** The image to look at, where SciJava is not there to fill it in. */
    public final void setImage(@Nullable ImagePlus current) {
        image = current;
    }

    static ModelHost host() {
        return ModelHost.shared();
    }

    /** @throws UserError when there is none */
    final ImagePlus image() {
        if (image == null) {
            throw new UserError("There are no images open.");
        }
        return image;
    }

    /** A name, or the path of a file of weights. */
    final String model() {
        return model;
    }

    @Override
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        choices.put("model", host().names());
        return choices;
    }
}
