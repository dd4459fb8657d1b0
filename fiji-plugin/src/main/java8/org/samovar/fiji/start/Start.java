package org.samovar.fiji.start;

import ij.IJ;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import java.awt.GraphicsEnvironment;

/**
 * Starts a plugin of Samovar by its name, or says that Java is too old for it. ImageJ itself would show a stack trace that names a "class file version".
 *
 * <p>This class is compiled for Java 8 and uses nothing newer.
 */
public final class Start implements PlugIn {
    private static final String TITLE = "Samovar";

    /** @param plugin the class of a plugin, and after a space what it gets for an argument */
    @Override
    public void run(String plugin) {
        int space = plugin.indexOf(' ');
        String name = space < 0 ? plugin : plugin.substring(0, space);
        try {
            PlugIn started = (PlugIn) Class.forName(name, true, Start.class.getClassLoader())
                    .getConstructor()
                    .newInstance();
            started.run(space < 0 ? "" : plugin.substring(space + 1));
        } catch (UnsupportedClassVersionError tooNew) {
            refuse(sentence(System.getProperty("java.specification.version")));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("There is no plugin " + name, e);
        }
    }

    /** @param java the version of Java that runs, such as 1.8 or 11 */
    static String sentence(String java) {
        String version = java.startsWith("1.") ? java.substring(2) : java;
        return "Samovar needs Java 17 or newer; this ImageJ runs on Java " + version + ".\n"
                + "Download a current Fiji, or start ImageJ with a newer Java.";
    }

    private static void refuse(String message) {
        if (IJ.isMacro() || GraphicsEnvironment.isHeadless()) {
            IJ.log(TITLE + ": " + message.replace('\n', ' '));
            Interpreter.abort();
        } else {
            IJ.error(TITLE, message);
        }
    }
}
