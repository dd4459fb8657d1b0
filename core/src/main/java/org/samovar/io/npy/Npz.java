package org.samovar.io.npy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.samovar.geometry.UserError;

/** Archives of named arrays, as {@code numpy.savez} and {@code numpy.savez_compressed} write them. */
public final class Npz {
    private static final int MAX_ARRAYS = 10_000;
    private static final long MAX_TOTAL = 2L << 30;
    private static final String SUFFIX = ".npy";

    private Npz() {}

    /**
     * Reads all arrays under their names (without {@code .npy}), in the order of the archive.
     *
     * @throws UserError naming the file and what is wrong with it
     */
    public static Map<String, NpyArray> read(Path file) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ARRAYS) {
                throw new UserError(file + " holds " + zip.size() + " arrays, more than " + MAX_ARRAYS + ".");
            }
            long total = 0;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                NpyArray array = read(file, zip, entry);
                total += (long) array.count() * array.type().bytes();
                if (total > MAX_TOTAL) {
                    throw new UserError(file + " holds more than 2 GB of arrays.");
                }
                arrays.put(name(entry), array);
            }
        } catch (ZipException e) {
            throw new UserError(file + " is no archive of NumPy arrays: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage());
        }
        return Collections.unmodifiableMap(arrays);
    }

    private static NpyArray read(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
            return NpyReader.read(in);
        } catch (NpyReader.Malformed e) {
            throw new UserError(name(entry) + " in " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static String name(ZipEntry entry) {
        String name = entry.getName();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
