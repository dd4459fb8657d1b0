package org.samovar.site.updater;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An ImageJ with one update site, kept up to date as ImageJ's updater does it. Written from the description of the format
 * alone: it shares no code with what makes sites.
 */
final class ImageJFolder {
    private static final Pattern PLUGIN =
            Pattern.compile("<plugin filename=\"([^\"]*)\">(.*?)</plugin>", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("<version ([^>]*)>(.*?)</version>", Pattern.DOTALL);
    private static final Pattern PREVIOUS = Pattern.compile("<previous-version ([^>]*?)/?>");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency ([^>]*?)/?>");
    private static final Pattern PLATFORM = Pattern.compile("<platform>(.*?)</platform>");
    private static final Pattern VERSIONED = Pattern.compile("(.*?)-\\d[^/]*?(-(?:linux|win)-[^/]*)?\\.jar");

    private final Path root;
    private final URI site;
    private final String platform;

    /** @param site ends with a slash */
    ImageJFolder(Path root, URI site, String platform) {
        this.root = root;
        this.site = site;
        this.platform = platform;
    }

    enum State {
        NOT_INSTALLED,
        INSTALLED,
        UPDATEABLE,
        MODIFIED,
        OBSOLETE,
        OBSOLETE_MODIFIED,
        GONE
    }

    /** What the index says of a file; {@code current} has the attributes of its version, empty once it is obsolete. */
    record Offer(
            String filename,
            Optional<String> platform,
            Map<String, String> current,
            Set<String> previous,
            Set<String> dependencies) {}

    /** The offers of the site, by names without versions. */
    Map<String, Offer> offers() {
        Map<String, Offer> offers = new TreeMap<>();
        try (InputStream in = new GZIPInputStream(open("db.xml.gz"))) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Matcher plugin = PLUGIN.matcher(xml); plugin.find(); ) {
                offers.put(withoutVersion(plugin.group(1)), offer(plugin.group(1), plugin.group(2)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return offers;
    }

    private static Offer offer(String filename, String body) {
        Matcher version = VERSION.matcher(body);
        Matcher platform = PLATFORM.matcher(body);
        Set<String> dependencies = DEPENDENCY
                .matcher(body)
                .results()
                .map(found -> withoutVersion(attributes(found.group(1)).get("filename")))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Offer(
                filename,
                platform.find() ? Optional.of(platform.group(1)) : Optional.empty(),
                version.find() ? attributes(version.group(1)) : Map.of(),
                PREVIOUS.matcher(body)
                        .results()
                        .map(found -> attributes(found.group(1)).get("checksum"))
                        .collect(Collectors.toSet()),
                dependencies);
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new TreeMap<>();
        for (Matcher each = Pattern.compile("([a-z-]+)=\"([^\"]*)\"").matcher(text); each.find(); ) {
            attributes.put(each.group(1), each.group(2));
        }
        return attributes;
    }

    static String withoutVersion(String path) {
        Matcher versioned = VERSIONED.matcher(path);
        return versioned.matches()
                ? versioned.group(1) + Optional.ofNullable(versioned.group(2)).orElse("") + ".jar"
                : path;
    }

    /** How each file of the site stands here. */
    Map<String, State> states() {
        Map<String, State> states = new TreeMap<>();
        offers().forEach((name, offer) -> states.put(name, state(name, offer)));
        return states;
    }

    private State state(String name, Offer offer) {
        boolean isObsolete = offer.current().isEmpty();
        Optional<String> local = localPath(name);
        if (local.isEmpty()) {
            return isObsolete ? State.GONE : State.NOT_INSTALLED;
        }
        String checksum = checksum(local.get(), root.resolve(local.get()));
        if (checksum.equals(offer.current().get("checksum"))) {
            return State.INSTALLED;
        }
        if (offer.previous().contains(checksum)) {
            return isObsolete ? State.OBSOLETE : State.UPDATEABLE;
        }
        return isObsolete ? State.OBSOLETE_MODIFIED : State.MODIFIED;
    }

    private Optional<String> localPath(String name) {
        return files().stream()
                .filter(path -> withoutVersion(path).equals(name))
                .findFirst();
    }

    /** All files below the folder. */
    Set<String> files() {
        try (Stream<Path> files = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What some file of the site needs and neither the site nor this folder has. */
    Set<String> missing() {
        Map<String, Offer> offers = offers();
        Set<String> here = files().stream().map(ImageJFolder::withoutVersion).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        offers.values().forEach(offer -> missing.addAll(offer.dependencies()));
        missing.removeIf(name -> here.contains(name)
                || (offers.containsKey(name) && !offers.get(name).current().isEmpty()));
        return missing;
    }

    /** Installs what is new for this platform, replaces what is old, removes what is obsolete; leaves what was modified. */
    void update() {
        Map<String, Offer> offers = offers();
        offers.forEach((name, offer) -> {
            if (state(name, offer) == State.OBSOLETE) {
                delete(localPath(name).orElseThrow());
            } else if (offer.platform().map(platform::equals).orElse(true)) {
                install(name, offers);
            }
        });
    }

    /** With what it needs, of which the updater does not ask for which platform it is. */
    private void install(String name, Map<String, Offer> offers) {
        Offer offer = offers.get(name);
        if (offer != null && Set.of(State.NOT_INSTALLED, State.UPDATEABLE).contains(state(name, offer))) {
            localPath(name).ifPresent(this::delete);
            install(offer);
            offer.dependencies().forEach(needed -> install(needed, offers));
        }
    }

    private void delete(String path) {
        try {
            Files.delete(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(Offer offer) {
        Path target = root.resolve(offer.filename());
        try (InputStream in = open(offer.filename() + "-" + offer.current().get("timestamp"))) {
            Files.createDirectories(target.getParent());
            Files.copy(in, target);
            long size = Files.size(target);
            if (!Long.toString(size).equals(offer.current().get("filesize"))) {
                throw new IllegalStateException("Incorrect size of " + offer + ": " + size);
            }
            String checksum = checksum(offer.filename(), target);
            if (!checksum.equals(offer.current().get("checksum"))) {
                throw new IllegalStateException("Incorrect checksum of " + offer + ": " + checksum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(String path) throws IOException {
        return site.resolve(path).toURL().openStream();
    }

    static String checksum(String path, Path file) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] content = Files.readAllBytes(file);
            if (!path.endsWith(".jar")) {
                sha1.update(path.getBytes(StandardCharsets.US_ASCII));
                return HexFormat.of().formatHex(sha1.digest(content));
            }
            for (Map.Entry<String, byte[]> entry : entries(file).entrySet()) {
                sha1.update(entry.getKey().getBytes(StandardCharsets.US_ASCII));
                if (entry.getKey().endsWith(".properties")) {
                    sha1.update(uncommented(entry.getValue()));
                } else if (!entry.getKey().equals("META-INF/MANIFEST.MF")) {
                    sha1.update(entry.getValue());
                }
            }
            return HexFormat.of().formatHex(sha1.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> entries(Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                zip.transferTo(content);
                entries.put(entry.getName(), content.toByteArray());
            }
        }
        return entries;
    }

    /** Line by line: one that begins with # becomes empty, unless the line before was empty or of nothing but #. */
    static byte[] uncommented(byte[] properties) {
        StringBuilder kept = new StringBuilder();
        String[] lines = new String(properties, StandardCharsets.ISO_8859_1).split("\n", -1);
        boolean sees = true;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            kept.append(sees && line.startsWith("#") ? "" : line).append(i + 1 < lines.length ? "\n" : "");
            sees = !sees || !line.matches("#*");
        }
        return kept.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
