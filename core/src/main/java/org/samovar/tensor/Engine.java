package org.samovar.tensor;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one door to libtorch: loads modules of operators (text resources such as {@code ops.torchscript}) and calls their methods.
 *
 * <p>DJL's public entry ({@code IValueUtils.runMethod}) always runs under inference mode, so gradients need the native method
 * behind it, which is reached through a private lookup.
 */
final class Engine {
    private static final PtNDManager MANAGER;
    private static final Model MODEL;
    private static final Map<ComputeDevice, Tensor> ANCHORS = new ConcurrentHashMap<>();

    static {
        // the CPU by name: on a machine with a GPU the engine's own default would be that
        MANAGER = (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
        MODEL = load("ops.torchscript");
    }

    private Engine() {}

    /** Sets everything up; what goes wrong comes out as it is. */
    static void begin() {
        Native.begin();
    }

    /**
     * Loads a module of operators.
     *
     * @throws ai.djl.engine.EngineException when this build of libtorch has no such operator
     */
    static Model load(String resource) {
        Model model = Model.newInstance("samovar-operators", MANAGER.getDevice(), "PyTorch");
        try {
            model.load(new ByteArrayInputStream(OperatorArchive.bytes(resource)), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedModelException e) {
            throw new IllegalStateException(e);
        }
        return model;
    }

    /** Settings that libtorch keeps per thread. */
    static void prepareThread() {
        JniUtils.setGraphExecutorOptimize(false);
    }

    /** DJL's own entry to the engine. */
    static ai.djl.engine.Engine djl() {
        return MANAGER.getEngine();
    }

    /** Whether libtorch was built with, and found, something: CUDA, MKL, OPENMP and so on. */
    static boolean hasFeature(String name) {
        return MANAGER.getEngine().hasCapability(name);
    }

    static void recordGradients(boolean on) {
        JniUtils.setGradMode(on);
    }

    /** Calls an operator that returns one tensor. */
    static Tensor one(String method, Object... arguments) {
        return one(MODEL, method, arguments);
    }

    /** Calls an operator of another module that returns one tensor. */
    static Tensor one(Model module, String method, Object... arguments) {
        long result = run(module, method, arguments);
        try {
            return own(new PtNDArray(system(), Native.toTensor(result)));
        } finally {
            Native.free(result);
        }
    }

    /** Calls an operator that returns a list of tensors. */
    static List<Tensor> many(String method, Object... arguments) {
        long result = run(MODEL, method, arguments);
        try {
            List<Tensor> out = new ArrayList<>();
            for (long handle : Native.toTensors(result)) {
                out.add(own(new PtNDArray(system(), handle)));
            }
            return List.copyOf(out);
        } finally {
            Native.free(result);
        }
    }

    /** Calls an operator that works in place. */
    static void none(String method, Object... arguments) {
        Native.free(run(MODEL, method, arguments));
    }

    private static long run(Model module, String method, Object[] arguments) {
        Scope.current();
        long[] values = new long[arguments.length];
        int n = 0;
        try {
            for (Object argument : arguments) {
                values[n] = Native.value(argument);
                n++;
            }
            return Native.run(((PtSymbolBlock) module.getBlock()).getHandle(), method, values);
        } finally {
            for (int i = 0; i < n; i++) {
                Native.free(values[i]);
            }
        }
    }

    private static Tensor own(PtNDArray array) {
        return Scope.current().adopt(new Tensor(array));
    }

    /**
     * A tensor on the device of the innermost scope with its own copy of the buffer's bytes, little-endian; bfloat16 comes in as raw
     * 16-bit words.
     */
    static Tensor create(ByteBuffer bytes, DType type, long... shape) {
        DataType carrier = carrier(type);
        try (PtNDArray borrowed = MANAGER.create(bytes, new Shape(shape), carrier)) {
            borrowed.detach();
            Tensor view = new Tensor(borrowed);
            try (Scope scope = Scope.inference()) {
                // NB: the engine's array points into the Java buffer, so the copy is what makes it safe
                Tensor copy = type == DType.BFLOAT16 ? one("view_as", view, type.code()) : one("copy_of", view);
                return scope.keep(onDeviceOf(scope, copy));
            } finally {
                view.close();
            }
        }
    }

    /** A new CPU tensor where a scope wants it. */
    static Tensor onDeviceOf(Scope scope, Tensor tensor) {
        return scope.device().isCpu() ? tensor : moved(tensor, scope.device());
    }

    static Tensor toDevice(Tensor tensor, ComputeDevice device) {
        return moved(tensor, device);
    }

    private static Tensor moved(Tensor tensor, ComputeDevice device) {
        return one("copy_beside", tensor, ANCHORS.computeIfAbsent(device, Engine::anchor));
    }

    /** A tensor that stands for a device: operators know devices by the tensors that are there. */
    private static Tensor anchor(ComputeDevice device) {
        // NB: DJL's own copy ends the JVM on a bfloat16 array, so it moves nothing but this
        PtNDArray there = (PtNDArray) MANAGER.zeros(new Shape(1), DataType.FLOAT32, device.djl());
        there.detach();
        return new Tensor(there);
    }

    private static DataType carrier(DType type) {
        return switch (type) {
            case UINT8 -> DataType.UINT8;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case FLOAT16, BFLOAT16 -> DataType.FLOAT16;
            case FLOAT32 -> DataType.FLOAT32;
            case FLOAT64 -> DataType.FLOAT64;
            case BOOL -> DataType.BOOLEAN;
        };
    }

    static ByteBuffer bytes(Tensor tensor) {
        return tensor.array().toByteBuffer(false).order(java.nio.ByteOrder.nativeOrder());
    }

    static DType type(PtNDArray array) {
        return switch (array.getDataType()) {
            case FLOAT32 -> DType.FLOAT32;
            case FLOAT64 -> DType.FLOAT64;
            case FLOAT16 -> DType.FLOAT16;
            case INT64 -> DType.INT64;
            case INT32 -> DType.INT32;
            case UINT8 -> DType.UINT8;
            case BOOLEAN -> DType.BOOL;
                // NB: DJL has no name for bfloat16 results of a script
            case UNKNOWN, BFLOAT16 -> DType.BFLOAT16;
            default -> throw new IllegalStateException("Element type " + array.getDataType() + " is not used here");
        };
    }

    static void backward(Tensor loss, Tensor seed) {
        JniUtils.backward(loss.array(), seed.array(), false, false);
    }

    /** The gradient's own array; nothing where backward never came by (a script would get an undefined tensor there). */
    static Optional<Tensor> gradient(Tensor leaf) {
        return Optional.ofNullable(JniUtils.getGradient(leaf.array())).map(Engine::own);
    }

    /** The manager that frees nothing by itself: scopes own the arrays. */
    private static PtNDManager system() {
        return (PtNDManager) MANAGER.getParentManager();
    }

    /** Handles of the native methods that DJL keeps package-private. */
    private static final class Native {
        private static final Object LIBRARY;
        private static final MethodHandle RUN;
        private static final MethodHandle FREE;
        private static final MethodHandle TO_TENSOR;
        private static final MethodHandle TO_TENSORS;
        private static final MethodHandle FROM_TENSOR;
        private static final MethodHandle FROM_LONG;
        private static final MethodHandle FROM_DOUBLE;
        private static final MethodHandle FROM_BOOL;
        private static final MethodHandle FROM_LONGS;
        private static final MethodHandle FROM_TENSORS;

        static {
            try {
                Class<?> type = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                LIBRARY = lookup.findStaticGetter(type, "LIB", type).invoke();
                RUN = find(
                        lookup,
                        type,
                        "moduleRunMethod",
                        long.class,
                        long.class,
                        String.class,
                        long[].class,
                        boolean.class,
                        boolean.class);
                FREE = find(lookup, type, "torchDeleteIValue", void.class, long.class);
                TO_TENSOR = find(lookup, type, "iValueToTensor", long.class, long.class);
                TO_TENSORS = find(lookup, type, "iValueToTensorList", long[].class, long.class);
                FROM_TENSOR = find(lookup, type, "iValueFromTensor", long.class, long.class);
                FROM_LONG = find(lookup, type, "iValueFromLong", long.class, long.class);
                FROM_DOUBLE = find(lookup, type, "iValueFromDouble", long.class, double.class);
                FROM_BOOL = find(lookup, type, "iValueFromBool", long.class, boolean.class);
                FROM_LONGS = find(lookup, type, "iValueFromLongList", long.class, long[].class);
                FROM_TENSORS = find(lookup, type, "iValueFromTensorList", long.class, long[].class);
            } catch (Throwable e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private static MethodHandle find(
                MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> result, Class<?>... parameters)
                throws ReflectiveOperationException {
            return lookup.findVirtual(type, name, MethodType.methodType(result, parameters))
                    .bindTo(LIBRARY);
        }

        /** Has the handles found. */
        static void begin() {
            prepareThread();
        }

        static long run(long module, String method, long[] values) {
            try {
                // training = true keeps libtorch out of inference mode, whose results no later gradient may touch
                return (long) RUN.invokeExact(module, method, values, true, false);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }

        static void free(long value) {
            try {
                FREE.invokeExact(value);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }

        static long toTensor(long value) {
            try {
                return (long) TO_TENSOR.invokeExact(value);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }

        static long[] toTensors(long value) {
            try {
                return (long[]) TO_TENSORS.invokeExact(value);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }

        static long value(Object argument) {
            try {
                if (argument instanceof Tensor t) {
                    return (long) FROM_TENSOR.invokeExact((long) t.array().getHandle());
                } else if (argument instanceof Integer i) {
                    return (long) FROM_LONG.invokeExact((long) i);
                } else if (argument instanceof Long l) {
                    return (long) FROM_LONG.invokeExact((long) l);
                } else if (argument instanceof Double d) {
                    return (long) FROM_DOUBLE.invokeExact((double) d);
                } else if (argument instanceof Boolean b) {
                    return (long) FROM_BOOL.invokeExact((boolean) b);
                } else if (argument instanceof long[] a) {
                    return (long) FROM_LONGS.invokeExact(a);
                } else if (argument instanceof List<?> list) {
                    long[] handles = list.stream()
                            .mapToLong(t -> ((Tensor) t).array().getHandle())
                            .toArray();
                    return (long) FROM_TENSORS.invokeExact(handles);
                }
            } catch (Throwable e) {
                throw unchecked(e);
            }
            throw new IllegalArgumentException("No operator takes a " + argument.getClass());
        }

        private static RuntimeException unchecked(Throwable e) {
            if (e instanceof Error error) {
                throw error;
            }
            return e instanceof RuntimeException r ? r : new IllegalStateException(e);
        }
    }
}
