package org.samovar.fiji.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonStreamParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.plain.PlainCommand;
import org.samovar.fiji.script.MacroExtensions;
import org.samovar.fiji.start.Start;
import org.samovar.fiji.tool.SamovarTool;

/** Fiji takes the place of an item of plain ImageJ only where path and label are the same to the letter. */
class MenuTest {
    private static final String TOOL = SamovarTool.class.getName();
    private static final String EXTENSIONS = MacroExtensions.class.getName();
    private static final String START = Start.class.getName();
    private static final Pattern LINE =
            Pattern.compile("([^,]+), \"([^\"]+)\", ([\\w.]+)\\(\"([\\w.]+) ([\\w.]+)\"\\)");

    @Test
    void plainImageJAndFijiHaveTheSameMenu() throws IOException {
        assertThat(plain()).isEqualTo(sciJava()).hasSizeGreaterThan(8);
    }

    @Test
    void theToolAndTheFunctionsOfMacrosAreItemsOfTheirOwn() throws IOException {
        try (Reader text = resource("plugins.config")) {
            assertThat(new BufferedReader(text).lines())
                    .contains("Plugins>Samovar, \"Samovar Tool\", " + START + "(\"" + TOOL + "\")")
                    .contains("Plugins>Samovar, \"Samovar Macro Extensions\", " + START + "(\"" + EXTENSIONS + "\")");
        }
    }

    @Test
    void theTitleIsTheLastPartOfThePath() throws Exception {
        for (Map.Entry<String, String> item : sciJava().entrySet()) {
            SamovarCommand command = (SamovarCommand)
                    Class.forName(item.getValue()).getConstructor().newInstance();
            assertThat(item.getKey()).isEqualTo("Plugins>Samovar>" + command.title());
        }
    }

    /** Path to class, from what plain ImageJ reads. */
    private static Map<String, String> plain() throws IOException {
        Map<String, String> items = new TreeMap<>();
        try (Reader text = resource("plugins.config");
                Stream<String> lines = new BufferedReader(text).lines()) {
            lines.filter(line -> !line.isBlank()
                            && !line.startsWith("#")
                            && !line.contains(TOOL)
                            && !line.contains(EXTENSIONS))
                    .forEach(line -> {
                        Matcher parts = LINE.matcher(line);
                        assertThat(parts.matches()).as(line).isTrue();
                        assertThat(parts.group(3)).isEqualTo(START);
                        assertThat(parts.group(4)).isEqualTo(PlainCommand.class.getName());
                        items.put(parts.group(1) + ">" + parts.group(2), parts.group(5));
                    });
        }
        return items;
    }

    /** Path to class, from the index that SciJava reads. */
    private static Map<String, String> sciJava() throws IOException {
        Map<String, String> items = new TreeMap<>();
        try (Reader text = resource("META-INF/json/org.scijava.plugin.Plugin")) {
            JsonStreamParser entries = new JsonStreamParser(text);
            while (entries.hasNext()) {
                JsonObject entry = entries.next().getAsJsonObject();
                JsonObject values = entry.getAsJsonObject("values");
                if (values.has("menuPath")) {
                    items.put(
                            values.get("menuPath").getAsString(),
                            entry.get("class").getAsString());
                }
            }
        }
        return items;
    }

    private static Reader resource(String name) {
        // of this module: other jars of the class path have files of the same name
        String place =
                SamovarCommand.class.getProtectionDomain().getCodeSource().getLocation() + name;
        try {
            return new InputStreamReader(URI.create(place).toURL().openStream(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
