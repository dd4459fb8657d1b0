package org.samovar.image.io.zarr;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.FolderPart;
import org.samovar.image.io.Residence;
import org.samovar.image.io.VolumeReader;
import org.samovar.image.io.raw.ChunkCache;

/**
 * Reads folders: images of OME-Zarr, arrays of Zarr 2 and 3 and of N5. Of an image in several sizes the largest is read; the
 * folder of another size is read with its place in the image. Chunks are read when they are needed.
 */
public final class ZarrReader implements VolumeReader {
    static final String FORMAT = "OME-Zarr or N5";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public boolean recognisesFolder(FolderPart folder) {
        return folder.part().isEmpty() && Node.isNode(folder.folder());
    }

    @Override
    public VolumeInfo info(Path file) {
        return ZarrImage.at(file).info();
    }

    @Override
    public Volume read(Path file, Residence residence) {
        ZarrImage image = ZarrImage.at(file);
        return Volume.of(
                image.info(), new ChunkedVoxels(image.array(), image.axes(), file.toString(), new ChunkCache<>()));
    }

    @Override
    public Map<Integer, String> labelNames(Path file) {
        SortedMap<Integer, String> out = new TreeMap<>();
        JsonObject labels =
                Json.object(ZarrImage.at(file).group().ome(), "image-label").orElseGet(JsonObject::new);
        for (JsonObject label : Json.objects(labels, "properties")) {
            String name = Json.text(label, "name", "");
            if (!name.isEmpty() && label.has("label-value")) {
                out.put((int) Json.number(label.get("label-value"), "label-value"), name);
            }
        }
        return out;
    }
}
