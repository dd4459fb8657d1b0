package org.samovar.image.io.zarr;

import com.google.gson.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Channels;
import org.samovar.image.VolumeInfo;

/**
 * The array that a folder stands for: itself, or the largest of the image in it.
 *
 * @param array with the values
 * @param axes of it
 * @param geometry where its values lie
 * @param group what is said about the image
 */
record ZarrImage(ChunkedArray array, Axes axes, VolumeGeometry geometry, Node group) {
    private static final int FARTHEST_GROUP = 3;
    private static final String SEVERAL = "bioformats2raw.layout";
    private static final String FIRST_IMAGE = "0";

    static ZarrImage at(Path folder) {
        Node node = Node.at(folder).orElseThrow(() -> new UserError("it holds neither Zarr nor N5"));
        if (node.isArray()) {
            return node.kind() == Node.Kind.N5 ? ofN5(node) : ofArray(node);
        }
        Optional<Multiscale> image = Multiscale.of(node);
        if (image.isPresent()) {
            return of(image.get(), image.get().levels().get(0), node);
        }
        if (holdsImages(node)) {
            return at(folder.resolve(FIRST_IMAGE));
        }
        if (node.kind() == Node.Kind.N5) {
            return at(below(folder, "s0").folder());
        }
        throw new UserError(
                node.ome().has("plate")
                        ? "it is a plate of wells, of which one field is read at a time, such as A/1/0 in it"
                        : "it is a group without an image; name the folder of an image or an array in it");
    }

    /** All sizes of the image that a folder stands for, the largest first. */
    static List<ZarrImage> sizes(Path folder) {
        Optional<Node> group = Node.at(folder).filter(node -> !node.isArray());
        if (group.isEmpty()) {
            return List.of(at(folder));
        }
        Optional<Multiscale> image = Multiscale.of(group.get());
        if (image.isPresent()) {
            return image.get().levels().stream()
                    .map(level -> of(image.get(), level, group.get()))
                    .toList();
        }
        return holdsImages(group.get()) ? sizes(folder.resolve(FIRST_IMAGE)) : List.of(at(folder));
    }

    /** Whether it is a group of images by numbers, as bioformats2raw writes them. */
    private static boolean holdsImages(Node group) {
        return group.attributes().has(SEVERAL) || group.ome().has(SEVERAL);
    }

    private static ZarrImage of(Multiscale image, Multiscale.Level level, Node group) {
        return of(image, level, below(group.folder(), level.path()), group);
    }

    /** An array below a folder; metadata from elsewhere are not to open what else is on the disk. */
    private static Node below(Path folder, String path) {
        try {
            Path whole = folder.toAbsolutePath().normalize();
            Path array = whole.resolve(path).normalize();
            if (!array.startsWith(whole) || array.equals(whole)) {
                throw new UserError("its array lies in '" + path + "', outside its folder");
            }
            return Node.at(array)
                    .filter(Node::isArray)
                    .orElseThrow(() -> new UserError("it has no array '" + path + "'"));
        } catch (InvalidPathException e) {
            throw new UserError("its array lies in '" + path + "', which is no name of a folder", e);
        }
    }

    /** An array of its own, or one size of the image of a group above it. */
    private static ZarrImage ofArray(Node node) {
        Path whole = node.folder().toAbsolutePath().normalize();
        Path above = whole.getParent();
        for (int i = 0; i < FARTHEST_GROUP && above != null; i++, above = above.getParent()) {
            String path = above.relativize(whole).toString().replace('\\', '/');
            Optional<Node> group = Node.isNode(above) ? Node.at(above) : Optional.empty();
            Optional<Multiscale> image = group.flatMap(Multiscale::of);
            Optional<Multiscale.Level> level = image.flatMap(
                    m -> m.levels().stream().filter(l -> path.equals(l.path())).findFirst());
            if (group.isPresent() && image.isPresent() && level.isPresent()) {
                return of(image.get(), level.get(), node, group.get());
            }
        }
        ChunkedArray array = node.array();
        List<String> names =
                array.names().size() == array.shape().length ? array.names() : Axes.customary(array.shape().length);
        return new ZarrImage(array, new Axes(names, array.shape()), VolumeGeometry.PIXELS, node);
    }

    private static ZarrImage ofN5(Node node) {
        ChunkedArray array = node.array();
        Path above = node.folder().toAbsolutePath().normalize().getParent();
        JsonObject group = above == null
                ? new JsonObject()
                : Node.at(above).map(Node::attributes).orElseGet(JsonObject::new);
        List<String> named = Json.texts(node.attributes(), "axes");
        int rank = array.shape().length;
        Axes axes = new Axes(named.size() == rank ? named : Axes.customaryN5(rank), array.shape());
        return new ZarrImage(array, axes, N5Geometry.of(node.attributes(), group, axes), node);
    }

    private static ZarrImage of(Multiscale image, Multiscale.Level level, Node node, Node group) {
        ChunkedArray array = node.array();
        if (array.shape().length != image.names().size()) {
            throw new UserError("its array has " + array.shape().length + " axes, and its metadata name "
                    + image.names().size());
        }
        Axes axes = new Axes(image.names(), array.shape());
        return new ZarrImage(array, axes, image.geometry(level, axes), group);
    }

    /** About the volume. */
    VolumeInfo info() {
        return new VolumeInfo(axes.size(), axes.channels(), array.type().sample(), Channels.INTENSITY, geometry);
    }
}
