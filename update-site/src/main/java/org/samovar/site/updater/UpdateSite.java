package org.samovar.site.updater;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.site.bom.Platform;
import org.samovar.site.updater.Index.Current;
import org.samovar.site.updater.Index.Entry;
import org.samovar.site.updater.Index.Facts;
import org.samovar.site.updater.Index.Previous;

/**
 * A folder that any web server can serve to ImageJ's updater. Its files are never changed or removed, so that a reader who
 * came before an update finds what its index promised.
 */
public final class UpdateSite {
    private static final String INDEX = "db.xml.gz";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final Path folder;

    /** @param folder that need not be there yet */
    public UpdateSite(Path folder) {
        this.folder = folder;
    }

    /** What became of a file. */
    public enum Fate {
        NEW,
        REPLACED,
        SAME,
        OBSOLETE
    }

    /**
     * Makes some files the ones that the site gives. Those that it gave before and that have changed are kept as earlier
     * versions; those that are not among these become obsolete, and the updater removes them.
     *
     * @param now the local time, to the second
     * @return what became of each file, by its path
     * @throws UserError when the folder holds something else than an update site, was written to at a later time than now,
     *     or cannot be written to
     */
    public Map<String, Fate> publish(List<Shipped> files, LocalDateTime now) {
        Index before = before();
        long time = Long.parseLong(TIME.format(now));
        if (before.newest() >= time) {
            throw new UserError(
                    folder + " was last changed at " + before.newest() + ", which is not before " + time + ".",
                    "Set the clock of this computer, or wait.");
        }
        Map<String, Current> versions = new LinkedHashMap<>();
        for (Shipped file : files) {
            versions.put(Index.key(file.path()), version(file, before, time));
        }
        Index after = Index.empty();
        Map<String, Fate> fates = new LinkedHashMap<>();
        for (Shipped file : files) {
            Entry entry =
                    entry(file, Optional.ofNullable(before.entries().get(Index.key(file.path()))), versions, time);
            after.entries().put(Index.key(file.path()), entry);
            fates.put(file.path(), fate(entry, time));
            copy(file, entry.current().orElseThrow().time());
        }
        before.entries().forEach((key, entry) -> {
            if (after.entries().putIfAbsent(key, obsolete(entry, time)) == null
                    && entry.current().isPresent()) {
                fates.put(entry.path(), Fate.OBSOLETE);
            }
        });
        IndexXml.write(folder.resolve(INDEX), after);
        return fates;
    }

    private Index before() {
        Path index = folder.resolve(INDEX);
        if (Files.exists(index)) {
            return IndexXml.read(index);
        }
        try (Stream<Path> there = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            if (there.findAny().isPresent()) {
                throw new UserError(
                        folder + " is no update site: it has no " + INDEX + ".", "Name an empty or a new folder.");
            }
            return Index.empty();
        } catch (IOException e) {
            throw new UserError("Cannot read " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static Current version(Shipped file, Index before, long time) {
        String checksum = Checksum.of(file.path(), file.file());
        long since = Optional.ofNullable(before.entries().get(Index.key(file.path())))
                .filter(entry -> entry.path().equals(file.path()))
                .flatMap(Entry::current)
                .filter(current -> current.checksum().equals(checksum))
                .map(Current::time)
                .orElse(time);
        try {
            return new Current(checksum, since, Files.size(file.file()), Facts.NONE);
        } catch (IOException e) {
            throw new UserError("Cannot read " + file.file() + ": " + e.getMessage() + ".", e);
        }
    }

    private static Entry entry(Shipped file, Optional<Entry> old, Map<String, Current> versions, long time) {
        Map<String, OptionalLong> dependencies = new LinkedHashMap<>();
        for (String needed : file.dependencies()) {
            Current own = versions.get(needed);
            dependencies.put(needed, own == null ? OptionalLong.empty() : OptionalLong.of(own.time()));
        }
        Facts facts = new Facts(file.description(), dependencies, file.link(), file.author());
        Current version =
                Objects.requireNonNull(versions.get(Index.key(file.path()))).with(facts);
        return new Entry(
                file.path(),
                file.platform().map(Platform::ofUpdater),
                Optional.of(version),
                old.map(entry -> version.time() == time ? obsolete(entry, time) : entry)
                        .map(Entry::previous)
                        .orElse(List.of()));
    }

    private static Entry obsolete(Entry entry, long time) {
        List<Previous> previous = new ArrayList<>(entry.previous());
        entry.current()
                .ifPresent(last ->
                        previous.add(new Previous(entry.path(), last.checksum(), last.time(), OptionalLong.of(time))));
        return new Entry(entry.path(), entry.platform(), Optional.empty(), previous);
    }

    private static Fate fate(Entry entry, long time) {
        if (entry.current().orElseThrow().time() != time) {
            return Fate.SAME;
        }
        return entry.previous().isEmpty() ? Fate.NEW : Fate.REPLACED;
    }

    private void copy(Shipped file, long time) {
        Path target = folder.resolve(file.path() + "-" + time);
        if (!Files.exists(target)) {
            AtomicFiles.write(target, out -> Files.copy(file.file(), out));
        }
    }
}
