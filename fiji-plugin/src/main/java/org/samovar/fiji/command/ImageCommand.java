package org.samovar.fiji.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scijava.plugin.Parameter;

/** A command that lets a model of the catalog look at the current image. */
public abstract class ImageCommand extends CurrentImageCommand {
    @Parameter(label = "Model", persistKey = "samovar.model")
    private String model = host().names().get(0);

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
