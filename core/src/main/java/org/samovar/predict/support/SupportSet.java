package org.samovar.predict.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.samovar.memory.Fingerprint;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** The memories of examples by class, encoded once; it owns them. */
final class SupportSet implements AutoCloseable {
    /** An image that is an example of a class. */
    private record Example(Fingerprint image, Tensor memory) {}

    private final Scope owner = Scope.shared();
    private final Map<Integer, List<Example>> examples = new TreeMap<>();
    private int size;

    /** The classes that something is an example of, in their order. */
    List<Integer> classes() {
        return List.copyOf(examples.keySet());
    }

    /** Number of images. */
    int size() {
        return size;
    }

    /**
     * Adds an image.
     *
     * @param classes that it is an example of
     * @param memories one (1, M, H, W) for each class
     */
    void add(Fingerprint image, List<Integer> classes, List<Tensor> memories) {
        for (int i = 0; i < classes.size(); i++) {
            examples.computeIfAbsent(classes.get(i), c -> new ArrayList<>())
                    .add(new Example(image, owner.adopt(memories.get(i))));
        }
        size++;
    }

    /** The memories of a class that an image is seen beside, at least one. */
    List<Tensor> beside(Fingerprint image, int classId, SupportSettings settings, SplittableRandom random) {
        List<Example> own = examples.getOrDefault(classId, Collections.emptyList());
        return settings
                .retrieval()
                .choose(image, own.stream().map(Example::image).toList(), settings.neighbours(), random)
                .stream()
                .map(i -> own.get(i).memory)
                .toList();
    }

    @Override
    public void close() {
        owner.close();
    }
}
