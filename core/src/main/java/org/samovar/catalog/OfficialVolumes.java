package org.samovar.catalog;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.checkpoint.StateDict;
import org.samovar.method.medicosam.MedicoSam;

/** The keys of MedicoSAM for volumes in medico-sam ({@code SimpleUNETR3D} on micro-sam's {@code ImageEncoderViT3DWrapper}). */
final class OfficialVolumes {
    private static final String ENCODER = "encoder.image_encoder.";
    private static final Pattern BLOCK = Pattern.compile("image_encoder\\.blocks\\.(\\d+)\\.(.+)");
    private static final Pattern ADAPTER =
            Pattern.compile("image_encoder\\.blocks\\.(\\d+)\\.(before_attention|before_mlp)\\.(\\w+)\\.(\\w+)");
    /** The first adapter has no ending, the second one this. */
    private static final String SECOND = "_2";

    private static final Map<String, String> LAYERS =
            Map.of("norm", "norm", "down", "linear_down", "conv", "conv", "up", "linear_up");

    private OfficialVolumes() {}

    /**
     * The weights under their official keys; those of prompts and masks are left out.
     *
     * @param stored SAM's under their own keys, the others under those of {@link MedicoSam}
     */
    static StateDict of(StateDict stored) {
        return stored.without("prompt_encoder.").without("mask_decoder.").renamed(OfficialVolumes::key);
    }

    private static String key(String own) {
        if (own.startsWith(MedicoSam.DECODER)) {
            return own.substring(MedicoSam.DECODER.length());
        }
        if (own.startsWith(MedicoSam.ADDED)) {
            return adapter(own.substring(MedicoSam.ADDED.length()));
        }
        Matcher block = BLOCK.matcher(own);
        return block.matches() ? ENCODER + "blocks." + block.group(1) + ".block." + block.group(2) : "encoder." + own;
    }

    private static String adapter(String own) {
        Matcher m = ADAPTER.matcher(own);
        if (!m.matches()) {
            throw new IllegalArgumentException(own + " is of no adapter");
        }
        String end = m.group(2).equals("before_mlp") ? SECOND : "";
        return ENCODER + "blocks." + m.group(1) + ".adapter_" + LAYERS.getOrDefault(m.group(3), m.group(3)) + end + "."
                + m.group(4);
    }
}
