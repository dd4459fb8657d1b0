package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;

/**
 * The classes of one Bio-Formats.
 *
 * @param loader that has them
 * @param version as it says
 * @param place where it was found, for people
 */
record Loci(ClassLoader loader, String version, String place) {
    static final String READER = "loci.formats.ImageReader";

    private static final Map<Path, Loci> JARS = new ConcurrentHashMap<>();

    /**
     * Of a jar with all that it needs. It carries XML parsers and loggers that would take the place of others, so that it is apart from all but Java itself.
     *
     * @throws UserError when it is no such jar
     */
    static Loci ofJar(Path jar) {
        return JARS.computeIfAbsent(jar.toAbsolutePath().normalize(), Loci::load);
    }

    private static Loci load(Path jar) {
        try {
            Loci loci = of(apart(jar), jar.toString());
            loci.quiet();
            return loci;
        } catch (IOException e) {
            throw notTheJar(jar, e);
        }
    }

    /**
     * The version in a jar, which is let go again.
     *
     * @throws UserError when it is no such jar
     */
    static String versionOf(Path jar) {
        try (URLClassLoader apart = apart(jar)) {
            return of(apart, jar.toString()).version();
        } catch (IOException e) {
            throw notTheJar(jar, e);
        }
    }

    private static URLClassLoader apart(Path jar) throws IOException {
        URL[] place = {jar.toUri().toURL()};
        return new URLClassLoader(place, ClassLoader.getPlatformClassLoader());
    }

    private static UserError notTheJar(Path jar, IOException e) {
        return new UserError(
                jar + " is not the jar of Bio-Formats that holds all it needs (bioformats_package.jar).", e);
    }

    /** Of a class loader that others made, such as ImageJ's, if it is there. */
    static Optional<Loci> ofLoader(@Nullable ClassLoader visible) {
        try {
            Class<?> reader = Class.forName(READER, false, visible);
            return Optional.of(of(reader.getClassLoader(), "the class path"));
        } catch (ClassNotFoundException | LinkageError | IOException e) {
            return Optional.empty();
        }
    }

    private static Loci of(ClassLoader loader, String place) throws IOException {
        Object version = Mirror.call(loader, () -> {
            loader.loadClass(READER);
            return loader.loadClass("loci.formats.FormatTools")
                    .getField("VERSION")
                    .get(null);
        });
        return new Loci(loader, String.valueOf(version), place);
    }

    /** Its own logger would write to the standard output. */
    private void quiet() throws IOException {
        Mirror.call(loader, () -> type("loci.common.DebugTools")
                .getMethod("setRootLevel", String.class)
                .invoke(null, "OFF"));
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    /** A reader of no file yet, which shows palettes as colours. */
    LociReader reader() throws IOException {
        return Mirror.call(loader, () -> {
            Class<?> shape = type("loci.formats.IFormatReader");
            Object plain = type(READER).getConstructor().newInstance();
            Object filling =
                    type("loci.formats.ChannelFiller").getConstructor(shape).newInstance(plain);
            return Mirror.of(LociReader.class, filling, shape);
        });
    }

    /** A store for what a reader finds. */
    Object metadata() throws IOException {
        return Mirror.call(loader, () -> {
            Class<?> service = type("loci.formats.services.OMEXMLService");
            Object factory =
                    type("loci.common.services.ServiceFactory").getConstructor().newInstance();
            Object made =
                    factory.getClass().getMethod("getInstance", Class.class).invoke(factory, service);
            return service.getMethod("createOMEXMLMetadata").invoke(made);
        });
    }

    LociMetadata asMetadata(Object store) throws IOException {
        return Mirror.call(
                loader, () -> Mirror.of(LociMetadata.class, store, type("loci.formats.meta.MetadataRetrieve")));
    }

    LociQuantity asLength(Object length) throws IOException {
        return Mirror.call(loader, () -> Mirror.of(LociQuantity.class, length, type("ome.units.quantity.Length")));
    }

    LociQuantity asTime(Object time) throws IOException {
        return Mirror.call(loader, () -> Mirror.of(LociQuantity.class, time, type("ome.units.quantity.Time")));
    }

    String symbol(Object unit) throws IOException {
        LociQuantity.Unit named =
                Mirror.call(loader, () -> Mirror.of(LociQuantity.Unit.class, unit, type("ome.units.unit.Unit")));
        return named.getSymbol();
    }

    /** A unit by the name of its constant. */
    Object unit(String name) throws IOException {
        return Mirror.call(loader, () -> type("ome.units.UNITS").getField(name).get(null));
    }
}
