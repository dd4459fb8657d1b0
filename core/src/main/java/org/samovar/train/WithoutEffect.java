package org.samovar.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters that published networks have and that their outputs do not depend on, so that no gradient can reach them. */
final class WithoutEffect {
    private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put(
                Pattern.compile("(.*\\.)?no_mem_pos_enc"),
                "SAM 2 adds no_mem_embed to an image without memories and needs no position for it");
        REASONS.put(
                Pattern.compile("(.*\\.)?(cross|final)_attn_token_to_image\\.k_proj\\.bias"),
                "the bias of the keys shifts all scores of a query alike, which a softmax does not see");
    }

    private WithoutEffect() {}

    /** Why a parameter is without effect; empty where it has one. */
    static Optional<String> why(String key) {
        return REASONS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(key).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
