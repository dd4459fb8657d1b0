package org.samovar.catalog;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.checkpoint.Architecture;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.geometry.UserError;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.mobilesam.MobileSam;
import org.samovar.model.mobilesam.MobileSamConfig;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Config.Version;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;

/** Builds the network that a state dict is for. */
final class Networks {
    /** Under which micro-sam and MedicoSAM keep a second decoder, which takes no prompts. */
    private static final String DECODER = Unetr.DECODER + ".";

    /** By the names of the official files. */
    private static final Map<String, Supplier<PromptableNetwork>> PUBLISHED = Map.ofEntries(
            entry("sam_vit_b", () -> new Sam(SamConfig.vitB())),
            entry("sam_vit_l", () -> new Sam(SamConfig.vitL())),
            entry("sam_vit_h", () -> new Sam(SamConfig.vitH())),
            entry("mobile_sam", () -> new MobileSam(MobileSamConfig.vitT())),
            entry("sam2_hiera_tiny", () -> new Sam2(Sam2Config.tiny(Version.SAM_2_0))),
            entry("sam2_hiera_small", () -> new Sam2(Sam2Config.small(Version.SAM_2_0))),
            entry("sam2_hiera_base_plus", () -> new Sam2(Sam2Config.basePlus(Version.SAM_2_0))),
            entry("sam2_hiera_large", () -> new Sam2(Sam2Config.large(Version.SAM_2_0))),
            entry("sam2.1_hiera_tiny", () -> new Sam2(Sam2Config.tiny(Version.SAM_2_1))),
            entry("sam2.1_hiera_small", () -> new Sam2(Sam2Config.small(Version.SAM_2_1))),
            entry("sam2.1_hiera_base_plus", () -> new Sam2(Sam2Config.basePlus(Version.SAM_2_1))),
            entry("sam2.1_hiera_large", () -> new Sam2(Sam2Config.large(Version.SAM_2_1))));

    /**
     * A network without weights.
     *
     * @param title what a person calls it
     * @param decoder it together with its second decoder, where the file has one that is known
     */
    record Blueprint(String title, PromptableNetwork network, Optional<Unetr> decoder) {
        /** Fills the network, with its decoder if it has one. @throws UserError naming what is missing, too much or of another shape */
        Weights bind(StateDict stored) {
            return decoder.map(unetr -> StoredWeights.bind(title, unetr, stored))
                    .orElseGet(() -> StoredWeights.bind(title, network.layer(), stored.without(DECODER)));
        }
    }

    private static final long MOST_CHANNELS = 4096;

    private Networks() {}

    /**
     * The network of a state dict: the one that its metadata describe, otherwise the one that its keys and shapes tell.
     *
     * @throws UserError when it is none that is known
     */
    static Blueprint of(StateDict stored) {
        Optional<Sam2Config> own = Sam2Metadata.read(stored.metadata());
        if (own.isPresent()) {
            return blueprint("SAM 2.1 of its own size", new Sam2(own.get()), stored);
        }
        Architecture architecture = Architecture.of(stored);
        Supplier<PromptableNetwork> published = architecture
                .published()
                .map(PUBLISHED::get)
                .orElseThrow(() -> new UserError(stored.origin() + " is " + architecture.title()
                        + ", which is not a published size, and its metadata do not say more about it."));
        return blueprint(architecture.title(), published.get(), stored);
    }

    private static Blueprint blueprint(String title, PromptableNetwork network, StateDict stored) {
        Optional<Unetr> decoder = decoder(network, stored)
                .filter(unetr -> StoredWeights.compare(title, unetr, stored).fits());
        return new Blueprint(title, network, decoder);
    }

    /** With the decoder whose sizes its first and last convolutions tell. */
    private static Optional<Unetr> decoder(PromptableNetwork network, StateDict stored) {
        Optional<StoredTensor> first =
                stored.find(DECODER + "base.block.1.weight").filter(Networks::isConvolution);
        Optional<StoredTensor> last = stored.find(DECODER + "out_conv.weight").filter(Networks::isConvolution);
        return first.flatMap(
                in -> last.map(out -> new Unetr(network, (int) in.size(1), (int) out.size(1), (int) out.size(0))));
    }

    private static boolean isConvolution(StoredTensor tensor) {
        return tensor.rank() == 4 && Math.max(tensor.size(0), tensor.size(1)) <= MOST_CHANNELS;
    }
}
