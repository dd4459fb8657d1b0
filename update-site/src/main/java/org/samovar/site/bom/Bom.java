package org.samovar.site.bom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.samovar.catalog.Sha256;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;

/**
 * A bill of materials in the JSON of CycloneDX.
 *
 * @param main the module that it is of
 * @param components all that it runs with, found by their {@link Component#ref}
 * @param dependencies the refs of what each needs directly, by its own ref
 */
public record Bom(Component main, Map<String, Component> components, Map<String, List<String>> dependencies) {

    /**
     * Reads a file.
     *
     * @throws UserError when it cannot be read or is no bill of materials
     */
    public static Bom read(Path file) {
        JsonObject json = JsonFiles.read(file);
        try {
            Component main = component(json.getAsJsonObject("metadata").getAsJsonObject("component"));
            Map<String, Component> components = new HashMap<>(Map.of(main.ref(), main));
            objects(json, "components").map(Bom::component).forEach(each -> components.put(each.ref(), each));
            Map<String, List<String>> dependencies = new HashMap<>();
            objects(json, "dependencies").forEach(each -> dependencies.put(text(each, "ref"), needed(each)));
            return new Bom(main, components, dependencies);
        } catch (IllegalStateException | NullPointerException | ClassCastException e) {
            throw new UserError(file + " is no bill of materials of CycloneDX.", e);
        }
    }

    /**
     * The jar with this content, if the bill has it.
     *
     * @throws UserError when it cannot be read
     */
    public Optional<Component> ofContent(Path jar) {
        try (InputStream in = Files.newInputStream(jar)) {
            Optional<String> sha256 = Optional.of(Sha256.of(in));
            return components.values().stream()
                    .filter(each -> each.sha256().equals(sha256))
                    .findFirst();
        } catch (IOException e) {
            throw new UserError("Cannot read " + jar + ": " + e.getMessage() + ".", e);
        }
    }

    /** What a jar needs directly. */
    public List<Component> neededBy(Component component) {
        return dependencies.getOrDefault(component.ref(), List.of()).stream()
                .flatMap(ref -> Optional.ofNullable(components.get(ref)).stream())
                .toList();
    }

    private static Component component(JsonObject json) {
        return new Component(
                text(json, "bom-ref"),
                text(json, "name"),
                text(json, "version"),
                json.has("publisher") ? text(json, "publisher") : text(json, "group"),
                objects(json, "externalReferences")
                        .filter(each -> text(each, "type").equals("website"))
                        .map(each -> text(each, "url"))
                        .findFirst(),
                json.has("description") ? text(json, "description").strip().replaceAll("\\s+", " ") : "",
                objects(json, "hashes")
                        .filter(each -> text(each, "alg").equals("SHA-256"))
                        .map(each -> text(each, "content"))
                        .findFirst(),
                objects(json, "licenses").map(Bom::license).toList());
    }

    private static License license(JsonObject choice) {
        if (choice.has("expression")) {
            return new License(text(choice, "expression"), Optional.empty());
        }
        JsonObject license = choice.getAsJsonObject("license");
        Optional<String> text = Optional.ofNullable(license.getAsJsonObject("text"))
                .map(each -> new String(Base64.getDecoder().decode(text(each, "content")), StandardCharsets.UTF_8));
        return new License(text(license, license.has("id") ? "id" : "name"), text);
    }

    private static List<String> needed(JsonObject json) {
        List<String> refs = new ArrayList<>();
        elements(json, "dependsOn").forEach(ref -> refs.add(ref.getAsString()));
        return refs;
    }

    private static Stream<JsonObject> objects(JsonObject json, String key) {
        return elements(json, key).map(JsonElement::getAsJsonObject);
    }

    private static Stream<JsonElement> elements(JsonObject json, String key) {
        JsonArray array = json.has(key) ? json.getAsJsonArray(key) : new JsonArray();
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(JsonObject json, String key) {
        return json.get(key).getAsString();
    }
}
