package org.samovar.tensor;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.UserError;

/** Starts the engine twice, and prints what goes wrong as a front end would. */
final class EngineTroubleMain {
    private EngineTroubleMain() {}

    /** @param arguments the class path of another plugin that starts the engine before, and its cache; or nothing */
    public static void main(String[] arguments) throws Exception {
        String cache = System.getProperty("DJL_CACHE_DIR");
        if (arguments.length > 0) {
            System.setProperty("DJL_CACHE_DIR", arguments[1]);
            startElsewhere(arguments[0]);
            System.setProperty("DJL_CACHE_DIR", cache);
        }
        ask();
        ask();
    }

    private static void ask() {
        try {
            System.out.println("STARTED " + EngineFacts.ask().name());
        } catch (UserError e) {
            System.out.println("SAID " + e.getMessage() + " | " + e.hint().orElse(""));
        }
    }

    private static void startElsewhere(String classPath) throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String jar : classPath.split(java.io.File.pathSeparator)) {
            jars.add(url(jar));
        }
        ClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread thread = new Thread(() -> {
            try {
                System.out.println("OTHER "
                        + loader.loadClass(EngineFacts.class.getName())
                                .getMethod("ask")
                                .invoke(null));
                Thread.sleep(Long.MAX_VALUE);
            } catch (ReflectiveOperationException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        while (LoadedLibraries.torch().isEmpty()) {
            Thread.sleep(100);
        }
        thread.join(3000); // it has the rest of its start to do
    }

    private static URL url(String jar) throws MalformedURLException {
        return Path.of(jar).toUri().toURL();
    }
}
