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
 * @param info about the volume
 * @param group what is said about the image
 */
record ZarrImage(ChunkedArray array, Axes axes, VolumeInfo info, Node group) {
    private static final int FARTHEST_GROUP = 3;

    static ZarrImage at(Path folder) {
        Node node = Node.at(folder).orElseThrow(() -> new UserError("it holds neither Zarr nor N5"));
        if (node.isArray()) {
            return node.kind() == Node.Kind.N5 ? ofN5(node) : ofArray(node);
        }
        Optional<Multiscale> image = Multiscale.of(node);
        if (image.isPresent()) {
            Multiscale.Level first = image.get().levels().get(0);
            return of(image.get(), first, below(folder, first.path()), node);
        }
        if (node.attributes().has("bioformats2raw.layout") || node.ome().has("bioformats2raw.layout")) {
            return at(folder.resolve("0"));
        }
        if (node.kind() == Node.Kind.N5) {
            return at(below(folder, "s0").folder());
        }
        throw new UserError(
                node.ome().has("plate")
                        ? "it is a plate of wells, of which one field is read at a time, such as A/1/0 in it"
                        : "it is a group without an image; name the folder of an image or an array in it");
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
        return of(array, new Axes(names, array.shape()), VolumeGeometry.PIXELS, node);
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
        return of(array, axes, N5Geometry.of(node.attributes(), group, axes), node);
    }

    private static ZarrImage of(Multiscale image, Multiscale.Level level, Node node, Node group) {
        ChunkedArray array = node.array();
        if (array.shape().length != image.names().size()) {
            throw new UserError("its array has " + array.shape().length + " axes, and its metadata name "
                    + image.names().size());
        }
        Axes axes = new Axes(image.names(), array.shape());
        return of(array, axes, image.geometry(level, axes), group);
    }

    private static ZarrImage of(ChunkedArray array, Axes axes, VolumeGeometry geometry, Node group) {
        VolumeInfo info =
                new VolumeInfo(axes.size(), axes.channels(), array.type().sample(), Channels.INTENSITY, geometry);
        return new ZarrImage(array, axes, info, group);
    }
}
