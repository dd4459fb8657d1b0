package org.samovar.fiji.script;

import java.util.List;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/** {@link Samovar} as a parameter of Fiji's scripts: {@code #@ SamovarService samovar}. */
@Plugin(type = Service.class)
public final class SamovarService extends AbstractService implements SciJavaService {
    /** As {@link Samovar#open()}. */
    public Samovar open() {
        return Samovar.open();
    }

    /** As {@link Samovar#open(String)}. */
    public Samovar open(String model) {
        return Samovar.open(model);
    }

    /** As {@link Samovar#models()}. */
    public List<String> models() {
        return Samovar.models();
    }
}
