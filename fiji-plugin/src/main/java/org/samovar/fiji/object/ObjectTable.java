package org.samovar.fiji.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.image.RunLengthMask;

/**
 * The objects of an image. Immutable.
 *
 * @param objects in the order in which they were first accepted
 */
public record ObjectTable(List<ImageObject> objects) {
    private static final ObjectTable EMPTY = new ObjectTable(List.of());

    public ObjectTable {
        objects = List.copyOf(objects);
    }

    /** Without any object. */
    public static ObjectTable empty() {
        return EMPTY;
    }

    /** The number that the next object gets. */
    public int nextId() {
        return objects.stream().mapToInt(ImageObject::id).max().orElse(0) + 1;
    }

    public Optional<ImageObject> find(int id) {
        return objects.stream().filter(object -> object.id() == id).findFirst();
    }

    /**
     * With one object more, or with another state of the one that has its id. Whatever has no pixel left is gone.
     *
     * @param overlap who has the pixels that it would share with others
     */
    public ObjectTable with(ImageObject fresh, Overlap overlap) {
        RunLengthMask mask = fresh.mask();
        List<ImageObject> all = new ArrayList<>();
        for (ImageObject old : objects) {
            boolean meets = old.id() != fresh.id() && old.position().isSamePlace(fresh.position());
            if (meets && overlap == Overlap.FILL_BACKGROUND) {
                mask = mask.minus(old.mask());
            }
            all.add(meets && overlap == Overlap.OVERWRITE ? old.with(old.mask().minus(fresh.mask())) : old);
        }
        ImageObject placed = fresh.with(mask);
        if (find(fresh.id()).isPresent()) {
            all.replaceAll(old -> old.id() == fresh.id() ? placed : old);
        } else {
            all.add(placed);
        }
        all.removeIf(object -> object.mask().isEmpty());
        return new ObjectTable(all);
    }

    /** Without one object. */
    public ObjectTable without(int id) {
        return new ObjectTable(
                objects.stream().filter(object -> object.id() != id).toList());
    }
}
