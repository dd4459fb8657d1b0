package org.samovar.predict;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.samovar.geometry.UserError;

/**
 * How a network wants to be prompted as text, for the metadata of a safetensors file. A file that says nothing is prompted as the
 * published networks are.
 */
public final class SettingsMetadata {
    /** Under which the style of the prompts stands: {@code sparse} or {@code dense}. */
    public static final String PROMPTS = "samovar.prompts";
    /** Under which the zoom stands: {@code never}, {@code auto} or {@code always}. */
    public static final String ZOOM = "samovar.zoom";

    private SettingsMetadata() {}

    /** The metadata that {@link #read} understands; precision and memory are no matter of the network. */
    public static Map<String, String> of(SessionSettings settings) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(PROMPTS, settings.style().name().toLowerCase(Locale.ROOT));
        metadata.put(ZOOM, settings.zoom().name().toLowerCase(Locale.ROOT));
        return metadata;
    }

    /**
     * The settings that a file asks for.
     *
     * @throws UserError when it asks for something that there is not
     */
    public static SessionSettings read(Map<String, String> metadata) {
        SessionSettings published = SessionSettings.published();
        PromptStyle style = find(metadata, PROMPTS, PromptStyle.class).orElse(published.style());
        Zoom zoom = find(metadata, ZOOM, Zoom.class).orElse(published.zoom());
        return new SessionSettings(style, zoom, published.precision(), published.device(), published.memory());
    }

    private static <E extends Enum<E>> Optional<E> find(Map<String, String> metadata, String key, Class<E> type) {
        return Optional.ofNullable(metadata.get(key)).map(text -> {
            try {
                return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new UserError("The file of weights asks for " + key + " '" + text + "', which there is not.", e);
            }
        });
    }
}
