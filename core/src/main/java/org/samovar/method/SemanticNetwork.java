package org.samovar.method;

import java.util.List;
import org.samovar.nn.Layer;
import org.samovar.tensor.Tensor;

/**
 * A system that finds classes without any prompt: stateless and differentiable; its results belong to the innermost scope.
 *
 * <p>Axis letters: B batch, M modalities, K classes with the background as class 0, D H W space.
 */
public interface SemanticNetwork {
    /** What it sees at a time. */
    PatchShape patch();

    /** K, with the background. */
    int classes();

    /** What the values of its input are. */
    Intensities intensities();

    /** Its parameters. */
    Layer layer();

    /**
     * The classes of each voxel.
     *
     * @param patch (B, M, D, H, W)
     * @return (B, K, D, H, W), float32 from 0 to 1, with a sum of 1 over the classes
     */
    Tensor probabilities(Tensor patch);

    /** What it answers after each of its steps, all with the weights of this one; the last is its answer. Most systems have a single step. */
    default List<SemanticNetwork> steps() {
        return List.of(this);
    }
}
