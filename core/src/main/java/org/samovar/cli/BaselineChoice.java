package org.samovar.cli;

import java.util.Locale;
import java.util.Optional;
import org.samovar.evaluate.Baseline;

/** What is measured in place of a model. */
enum BaselineChoice {
    BOX(Optional.of(Baseline.BOX)),
    OTSU(Optional.of(Baseline.OTSU)),
    WATERSHED(Optional.of(Baseline.WATERSHED)),
    /** The model's masks of prompted slices or examples, copied to the others instead of followed or found. */
    COPY(Optional.empty());

    private final Optional<Baseline> method;

    BaselineChoice(Optional<Baseline> method) {
        this.method = method;
    }

    /** The classical method; none where a model is asked. */
    Optional<Baseline> method() {
        return method;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
