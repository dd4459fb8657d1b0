package org.samovar.spark.work;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.samovar.catalog.ModelSource;

/** How executors come by the model that the verb's line names. */
public sealed interface ModelParcel extends Serializable {
    /** What finds models, on the computer where this is called. */
    Function<String, ModelSource> finder();

    /** They find it as the driver does: they are on the same computer, or it comes in Samovar's jar. */
    record Known() implements ModelParcel {
        @Override
        public Function<String, ModelSource> finder() {
            return ModelSource::find;
        }
    }

    /**
     * The driver sends it; each computer keeps it for the next run.
     *
     * @param said as the line names it
     * @param name as users call it, which results tell
     * @param sha256 of its file
     * @param ending of its file's name, by which its format is known
     * @param pieces of the file in their order, a list that can be serialized; an executor fetches them only where the file is not there yet
     */
    record Sent(String said, String name, String sha256, String ending, List<Broadcast<byte[]>> pieces)
            implements ModelParcel {
        public Sent {
            pieces = List.copyOf(pieces);
        }

        @Override
        public Function<String, ModelSource> finder() {
            return text -> text.equals(said)
                    ? new ModelSource.OfFile(name, WeightsCache.standard().file(this))
                    : ModelSource.find(text);
        }
    }
}
