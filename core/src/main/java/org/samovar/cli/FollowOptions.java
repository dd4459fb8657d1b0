package org.samovar.cli;

import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.predict.ProjectedPrompts;
import org.samovar.predict.Propagation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How objects are followed through volumes, where it is not as suits the model. */
final class FollowOptions {
    /** It means nothing on heaps of images. */
    static final String PROJECT = "--project";

    @Option(
            names = PROJECT,
            paramLabel = "KIND",
            description = {
                "Volumes, instead of the model's memory: prompts made from the mask on the slice before;",
                "${COMPLETION-CANDIDATES}."
            })
    private Optional<ProjectedPrompts> projected = Optional.empty();

    @Mixin
    private BankOptions bank = new BankOptions();

    BankOptions bank() {
        return bank;
    }

    /** What was chosen for volumes, for reports. */
    Map<String, String> settings() {
        return projected.map(kind -> Map.of("project", kind.toString())).orElseGet(bank::settingsOfVolumes);
    }

    /** What was chosen for volumes, if anything was; refuses what excludes each other. */
    Optional<Propagation> propagation() {
        Optional<Propagation> remembered = bank.ofVolumes().map(Propagation.Memory::new);
        if (remembered.isPresent() && projected.isPresent()) {
            throw new UserError("--bank is for what is remembered; with --project nothing is.");
        }
        return remembered.or(
                () -> projected.map(kind -> Propagation.Projection.standard().with(kind)));
    }
}
