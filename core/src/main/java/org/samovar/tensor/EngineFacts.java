package org.samovar.tensor;

import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.nio.file.Path;
import java.util.List;

/**
 * What the engine says about itself.
 *
 * @param name with its version
 * @param binding the library between Java and the engine, with its version
 * @param threads that one operator uses
 * @param features that the engine was built with and found, such as {@code MKL}
 * @param cache where its native libraries were unpacked
 */
public record EngineFacts(String name, String binding, int threads, List<String> features, Path cache) {
    public EngineFacts {
        features = List.copyOf(features);
    }

    /**
     * Starts the engine if need be, and asks it.
     *
     * @throws org.samovar.geometry.UserError when it cannot be started
     */
    public static EngineFacts ask() {
        EngineStart.require();
        ai.djl.engine.Engine engine = Engine.djl();
        return new EngineFacts(
                engine.getEngineName() + " " + engine.getVersion(),
                "DJL " + ai.djl.engine.Engine.getDjlVersion(),
                JniUtils.getNumThreads(),
                JniUtils.getFeatures().stream().sorted().toList(),
                Utils.getEngineCacheDir("pytorch"));
    }
}
