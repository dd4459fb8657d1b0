package org.samovar.spark.work;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.broadcast.Broadcast;
import org.samovar.catalog.ModelSource;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.io.DataFolder;

/**
 * Weights that a driver sent to this computer, by their SHA-256.
 *
 * @param folder that holds them; it need not be there yet
 */
record WeightsCache(Path folder) {
    /** In the user's data folder. */
    static WeightsCache standard() {
        return new WeightsCache(DataFolder.find().resolve("spark-weights"));
    }

    /**
     * The file with some weights, which is written when it is not there.
     *
     * @throws UserError when it cannot be written, or is not what was sent
     */
    Path file(ModelParcel.Sent parcel) {
        Path file = folder.resolve(parcel.sha256() + parcel.ending());
        if (!Files.exists(file)) {
            // two executors of a computer may both write it, which comes to the same
            AtomicFiles.write(file, out -> {
                for (Broadcast<byte[]> piece : parcel.pieces()) {
                    out.write(piece.value());
                }
            });
            requireWhole(parcel, file);
        }
        return file;
    }

    private static void requireWhole(ModelParcel.Sent parcel, Path file) {
        if (!new ModelSource.OfFile(parcel.name(), file).sha256().equals(parcel.sha256())) {
            AtomicFiles.remove(file);
            throw new UserError("The weights of " + parcel.name() + " did not arrive as they were sent.");
        }
    }
}
