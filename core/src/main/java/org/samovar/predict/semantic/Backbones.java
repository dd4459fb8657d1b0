package org.samovar.predict.semantic;

import static java.util.Map.entry;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.samovar.geometry.UserError;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Config.Version;
import org.samovar.nn.adapt.Additions;

/** The networks that systems build on, by the names of the catalog. */
public final class Backbones {
    private static final int NANO_DECODER_MLP = 512;

    private static final Map<String, Function<Additions, AdaptableNetwork>> ALL = Map.ofEntries(
            entry("samovar-nano", sam2(Sam2Config.nano().withMemory(NANO_DECODER_MLP))),
            entry("sam-vit-b", sam(SamConfig.vitB())),
            entry("sam-vit-l", sam(SamConfig.vitL())),
            entry("sam-vit-h", sam(SamConfig.vitH())),
            entry("medsam", sam(SamConfig.vitB())),
            entry("sam2-tiny", sam2(Sam2Config.tiny(Version.SAM_2_0))),
            entry("sam2-small", sam2(Sam2Config.small(Version.SAM_2_0))),
            entry("sam2-base-plus", sam2(Sam2Config.basePlus(Version.SAM_2_0))),
            entry("sam2-large", sam2(Sam2Config.large(Version.SAM_2_0))),
            entry("sam2.1-tiny", sam2(Sam2Config.tiny(Version.SAM_2_1))),
            entry("sam2.1-small", sam2(Sam2Config.small(Version.SAM_2_1))),
            entry("sam2.1-base-plus", sam2(Sam2Config.basePlus(Version.SAM_2_1))),
            entry("sam2.1-large", sam2(Sam2Config.large(Version.SAM_2_1))));

    private Backbones() {}

    /**
     * Makes the network of a name, without weights, with what a method adds to it.
     *
     * @throws UserError when no network has this name
     */
    public static Function<Additions, AdaptableNetwork> of(String name) {
        Function<Additions, AdaptableNetwork> found = ALL.get(name);
        if (found == null) {
            throw new UserError(
                    "No system can build on '" + name + "'.",
                    "There are " + String.join(", ", new TreeSet<>(ALL.keySet())) + ".");
        }
        return found;
    }

    private static Function<Additions, AdaptableNetwork> sam(SamConfig config) {
        return additions -> new Sam(config, additions);
    }

    private static Function<Additions, AdaptableNetwork> sam2(Sam2Config config) {
        return additions -> new Sam2(config, additions);
    }
}
