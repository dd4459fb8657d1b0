package org.samovar.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.samovar.tensor.Precision;

/**
 * Following objects through frames, the time a frame: what {@code propagate_in_video} of the official predictor does, and the encoding
 * of the first frame on top. The stack of frames comes from the property {@code samovar.frames}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class PropagationBenchmark {
    @Param({"1", "3"})
    public int objects = 1;

    @Param({"FLOAT32", "BFLOAT16"})
    public Precision precision = Precision.FLOAT32;

    private Propagation propagation = Propagation.computable(frames(), precision);

    private static Path frames() {
        return Path.of(System.getProperty("samovar.frames"));
    }

    @Setup
    public void lower() {
        propagation.close();
        propagation = Propagation.computable(frames(), precision);
    }

    @TearDown
    public void free() {
        propagation.close();
    }

    /** All frames. */
    @Benchmark
    @OperationsPerInvocation(Propagation.FRAMES)
    public void propagate(Blackhole masks) {
        propagation.follow(objects, masks::consume);
    }
}
