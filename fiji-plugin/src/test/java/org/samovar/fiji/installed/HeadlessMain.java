package org.samovar.fiji.installed;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import net.imagej.patcher.LegacyEnvironment;

/** ImageJ with the patches that let it run without a display, as in Fiji. */
final class HeadlessMain {
    private HeadlessMain() {}

    /** @param arguments a macro file, and the jars of the plugins */
    public static void main(String[] arguments) throws Exception {
        LegacyEnvironment imageJ = new LegacyEnvironment(null, true);
        for (String jar : arguments[1].split(File.pathSeparator)) {
            imageJ.addPluginClasspath(new File(jar));
        }
        imageJ.setMacroOptions(null);
        imageJ.runMacro(Files.readString(Path.of(arguments[0])), "");
        System.exit(0);
    }
}
