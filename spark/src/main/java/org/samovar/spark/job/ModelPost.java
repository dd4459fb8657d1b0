package org.samovar.spark.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.samovar.catalog.ModelSource;
import org.samovar.geometry.UserError;
import org.samovar.spark.work.ModelParcel;

/** Sends a model's weights to the executors. */
final class ModelPost {
    /** Of a file at a time, which is what driver and executors hold of it in memory: arrays end at 2 GB, and files do not. */
    private static final int PIECE = 64 << 20;

    private ModelPost() {}

    /**
     * A parcel for the executors of a session.
     *
     * @param said how the line names the model
     * @throws UserError when its file cannot be read
     */
    static ModelParcel parcel(JavaSparkContext spark, String said, ModelSource model) {
        if (spark.isLocal() || !(model instanceof ModelSource.OfFile weights)) {
            return new ModelParcel.Known();
        }
        String file = String.valueOf(weights.file().getFileName());
        String ending = file.substring(Math.max(0, file.lastIndexOf('.')));
        return new ModelParcel.Sent(said, model.name(), model.sha256(), ending, pieces(spark, weights.file()));
    }

    private static List<Broadcast<byte[]>> pieces(JavaSparkContext spark, Path file) {
        List<Broadcast<byte[]>> pieces = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                pieces.add(spark.broadcast(piece));
            }
        } catch (IOException e) {
            throw new UserError("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
        return pieces;
    }
}
