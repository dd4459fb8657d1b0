package org.samovar.site;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.samovar.catalog.Sha256;

/** Writes jars and their bill of materials, as a build would, but small. */
public final class MadeUpBuild {
    /** How the bill names the module that it is of. */
    public static final String MAIN = "pkg:maven/org.samovar/main";

    private static final String FREE = "Free-1.0";

    private final JsonArray components = new JsonArray();
    private final JsonArray dependencies = new JsonArray();
    private final String version;

    /** @param version of the module that the bill is of */
    public MadeUpBuild(String version) {
        this.version = version;
    }

    /** Writes a jar with some entries, in the order of their names. */
    public static Path jar(Path file, Map<String, String> entries) {
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a jar of another project that has a licence. */
    public MadeUpBuild with(String name, Path jar, String... needs) {
        JsonObject component = component("org.else", name);
        component.add("licenses", licence(FREE, "Do as you like."));
        return add(component, jar, needs);
    }

    /** Adds a jar whose licence SPDX does not know, by what its author calls it; empty for none. */
    public MadeUpBuild withLicence(String licence, String name, Path jar) {
        JsonObject component = component("org.else", name);
        if (!licence.isEmpty()) {
            component.add("licenses", licence(licence, ""));
        }
        return add(component, jar);
    }

    /** Adds a jar that the module needs and that is elsewhere, such as in Fiji. */
    public MadeUpBuild elsewhere(String name) {
        components.add(component("org.fiji", name));
        return this;
    }

    private MadeUpBuild add(JsonObject component, Path jar, String... needs) {
        try (InputStream in = Files.newInputStream(jar)) {
            JsonObject hash = new JsonObject();
            hash.addProperty("alg", "SHA-256");
            hash.addProperty("content", Sha256.of(in));
            component.add("hashes", array(hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        components.add(component);
        needs(component.get("name").getAsString(), needs);
        return this;
    }

    /** Says what a jar needs, by names; that of the module is {@link #MAIN}. */
    public MadeUpBuild needs(String name, String... needs) {
        JsonObject dependency = new JsonObject();
        dependency.addProperty("ref", name);
        JsonArray refs = new JsonArray();
        List.of(needs).forEach(refs::add);
        dependency.add("dependsOn", refs);
        dependencies.add(dependency);
        return this;
    }

    /** Writes the bill. */
    public Path bom(Path file) {
        JsonObject metadata = new JsonObject();
        JsonObject main = component("org.samovar", "main");
        main.addProperty("bom-ref", MAIN);
        metadata.add("component", main);
        JsonObject bom = new JsonObject();
        bom.add("metadata", metadata);
        bom.add("components", components);
        bom.add("dependencies", dependencies);
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, bom.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject component(String group, String name) {
        JsonObject component = new JsonObject();
        component.addProperty("bom-ref", name);
        component.addProperty("group", group);
        component.addProperty("name", name);
        component.addProperty("version", version);
        component.addProperty("description", "About " + name + " & <others>");
        return component;
    }

    private static JsonArray licence(String name, String text) {
        JsonObject licence = new JsonObject();
        licence.addProperty(text.isEmpty() ? "name" : "id", name);
        if (!text.isEmpty()) {
            JsonObject content = new JsonObject();
            content.addProperty("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
            licence.add("text", content);
        }
        JsonObject choice = new JsonObject();
        choice.add("license", licence);
        return array(choice);
    }

    private static JsonArray array(JsonObject only) {
        JsonArray array = new JsonArray();
        array.add(only);
        return array;
    }
}
