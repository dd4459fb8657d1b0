package org.samovar.fiji.command;

import ij.ImagePlus;
import org.jspecify.annotations.Nullable;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;
import org.scijava.plugin.Parameter;

/** A command that looks at the current image. */
public abstract class CurrentImageCommand extends SamovarCommand {
    @Parameter
    private @Nullable ImagePlus image;

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
}
