package org.samovar.tensor;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;
import org.samovar.io.TypedPath;

/** Says in words why the engine does not start. */
final class EngineTrouble {
    private static final Pattern ELSEWHERE =
            Pattern.compile("Native Library (.+) already loaded in another classloader");
    private static final List<String> BINDING =
            List.of("ai/djl/engine/Engine.class", "ai/djl/pytorch/engine/PtEngine.class", "com/sun/jna/Native.class");
    private static final String INSTALL_AGAIN =
            "Install Samovar again, from a build that was made for this kind of computer.";

    private EngineTrouble() {}

    /** @param failure what the start threw */
    static UserError explain(Throwable failure) {
        List<Throwable> chain =
                Stream.iterate(failure, e -> e != null, Throwable::getCause).toList();
        Optional<InvalidPathException> letters = first(chain, InvalidPathException.class);
        if (letters.isPresent()) {
            return new UserError(
                    "PyTorch's library cannot be unpacked into \""
                            + letters.get().getInput() + "\".",
                    TypedPath.OTHER_LETTERS + " DJL_CACHE_DIR names the folder.",
                    failure);
        }
        Optional<IOException> disk = first(chain, IOException.class).filter(EngineTrouble::isOfTheDisk);
        if (disk.isPresent()) {
            return noRoom(disk.get());
        }
        Optional<UnsatisfiedLinkError> library = first(chain, UnsatisfiedLinkError.class);
        if (library.isPresent()) {
            return notLoaded(library.get());
        }
        if (NativePart.ofThisComputer().isEmpty()) {
            return missing(failure);
        }
        Throwable last = chain.get(chain.size() - 1);
        if (last instanceof LinkageError || last instanceof ReflectiveOperationException) {
            return clash(last);
        }
        return new UserError(
                "PyTorch does not start: " + last + ".",
                "Delete the folder " + Utils.getEngineCacheDir("pytorch") + "; it is made anew at the next start.",
                failure);
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static boolean isOfTheDisk(IOException e) {
        return e instanceof FileSystemException
                || String.valueOf(e.getMessage()).contains("No space left");
    }

    private static UserError noRoom(IOException reason) {
        return new UserError(
                "PyTorch's library cannot be unpacked into " + Utils.getEngineCacheDir("pytorch") + ": "
                        + reason.getMessage() + ".",
                "Set the environment variable DJL_CACHE_DIR to a folder that you may write to, on a disk with 500 MB of space, before the program starts.",
                reason);
    }

    private static UserError missing(Throwable failure) {
        String others = NativePart.all().stream().map(NativePart::platform).collect(Collectors.joining(", "));
        String computer = NativePart.thisPlatform();
        return new UserError(
                others.isEmpty()
                        ? "PyTorch's library for this computer (" + computer + ") is not among the jars of Samovar."
                        : "This Samovar was built for " + others + ", but this computer is " + computer + ".",
                INSTALL_AGAIN,
                failure);
    }

    private static UserError notLoaded(UnsatisfiedLinkError error) {
        String message = String.valueOf(error.getMessage());
        Matcher elsewhere = ELSEWHERE.matcher(message);
        if (elsewhere.find()) {
            return another(elsewhere.group(1), error);
        }
        String folder = Utils.getEngineCacheDir("pytorch").toString();
        return new UserError(
                "PyTorch's library cannot be loaded: " + message + ".",
                TypedPath.isNameable(folder)
                        ? "Delete the folder " + folder + "; it is made anew at the next start."
                        : TypedPath.OTHER_LETTERS + " DJL_CACHE_DIR names the folder.",
                error);
    }

    /**
     * Someone else was there first.
     *
     * @param library the file that is loaded
     */
    static UserError another(String library, @Nullable Throwable cause) {
        List<String> jars = OtherJars.elsewhere("ai/djl/pytorch/jni/LibUtils.class");
        String by = jars.isEmpty() ? "" : ", by " + String.join(", ", jars);
        return new UserError(
                "Something else has loaded PyTorch into this program already (" + library + by + ").",
                "A program can have it once: start ImageJ again and use Samovar before or without the other plugin. After Help > Refresh Menus that is Samovar itself, and starting ImageJ again is enough.",
                cause);
    }

    private static UserError clash(Throwable last) {
        List<String> jars = new ArrayList<>();
        BINDING.forEach(part -> jars.addAll(OtherJars.withIn(part)));
        return new UserError(
                "The libraries between Java and PyTorch (DJL, JNA) do not fit together: " + last + ". They come from "
                        + jars.stream().distinct().collect(Collectors.joining(", ")) + ".",
                "Remove those that another plugin brought, or keep the two plugins in separate copies of ImageJ.",
                last);
    }
}
