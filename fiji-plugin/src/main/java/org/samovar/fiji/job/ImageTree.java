package org.samovar.fiji.job;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.samovar.geometry.UserError;

/** The images of a folder and the folders in it. */
final class ImageTree extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Path without;
    private final SortedMap<String, Path> images = new TreeMap<>();

    private ImageTree(Path folder, Path without) {
        this.folder = folder;
        this.without = without;
    }

    /**
     * All images but hidden ones, by their path from the folder, with slashes on any system.
     *
     * @param without a folder that is left out; it need not be there
     * @throws UserError when a folder cannot be read, or there are no images
     */
    static SortedMap<String, Path> of(Path folder, Path without) {
        ImageTree tree = new ImageTree(folder, without);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, tree);
        } catch (IOException e) {
            throw new UserError("Cannot read the folder " + folder + ": " + e.getMessage() + ".", e);
        }
        if (tree.images.isEmpty()) {
            throw new UserError(
                    "There are no images in " + folder + ".", "Name a folder of PNG, TIFF, JPEG, GIF or BMP files.");
        }
        return tree.images;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) throws IOException {
        boolean hidden =
                !inside.equals(folder) && inside.getFileName().toString().startsWith(".");
        boolean isLeftOut = hidden || (Files.exists(without) && Files.isSameFile(inside, without));
        return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (ImageFiles.isImage(file)) {
            String name = folder.relativize(file).toString();
            images.put(name.replace(file.getFileSystem().getSeparator(), "/"), file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
        if (why instanceof FileSystemLoopException) {
            return FileVisitResult.CONTINUE;
        }
        return super.visitFileFailed(file, why);
    }
}
