package org.samovar.predict;

import org.samovar.geometry.UserError;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** What networks answer, checked: numbers that are none would look like background wherever they are compared with a threshold. */
public final class Answers {
    private Answers() {}

    /** All values in row-major order. @throws UserError where one is not a number, as damaged weights make them */
    public static float[] numbers(Tensor answer) {
        if (Ops.allFinite(answer).item() == 0) {
            throw new UserError("The model's answer is not a number.");
        }
        return answer.toFloats();
    }
}
