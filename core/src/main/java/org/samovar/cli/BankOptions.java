package org.samovar.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.samovar.geometry.UserError;
import org.samovar.memory.FifoPolicy;
import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.SelfSortingPolicy;
import org.samovar.memory.SelfSortingPolicy.Resampling;
import org.samovar.memory.SelfSortingPolicy.Retention;
import org.samovar.memory.TemporalPolicy;
import picocli.CommandLine.Option;

/** What is remembered of other images. */
final class BankOptions {
    /** They mean nothing where nothing is remembered. */
    static final List<String> NAMES =
            List.of("--bank", "--capacity", "--confidence", "--dissimilarity", "--resampling");

    private static final String OFF = "off";

    /** Ways to remember. */
    enum Bank {
        /** MedSAM-2's, by its paper. */
        SELFSORTING,
        /** MedSAM-2's, by its released code. */
        RELEASED,
        /** SAM 2's. */
        FIFO,
        /** RFMedSAM 2's. */
        TEMPORAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--bank",
            paramLabel = "BANK",
            description =
                    "What is remembered: ${COMPLETION-CANDIDATES} (default: selfsorting on heaps of images, fifo in volumes).")
    private Optional<Bank> bank = Optional.empty();

    @Option(
            names = "--capacity",
            paramLabel = "K",
            description = "Most images that a selfsorting (default: 7) or released (16) bank keeps.")
    private Optional<Integer> capacity = Optional.empty();

    @Option(
            names = "--confidence",
            paramLabel = "C|off",
            description = "selfsorting: remember only what the network is so sure of, 0 to 1 (default: 0.5).")
    private Optional<String> confidence = Optional.empty();

    @Option(
            names = "--dissimilarity",
            paramLabel = "on|off",
            description = "selfsorting: keep what is most unlike, else the newest (default: on).")
    private Optional<Switch> dissimilarity = Optional.empty();

    @Option(
            names = "--resampling",
            paramLabel = "on|off",
            description = "selfsorting: see similar images more often (default: on).")
    private Optional<Switch> resampling = Optional.empty();

    /** What is remembered of a heap of images; refuses options that belong to another bank. */
    MemoryPolicy ofHeaps() {
        return policy(bank.orElse(Bank.SELFSORTING));
    }

    /** What is remembered of a volume, if anything was chosen; refuses options that belong to another bank. */
    Optional<MemoryPolicy> ofVolumes() {
        boolean any = bank.isPresent()
                || capacity.isPresent()
                || confidence.isPresent()
                || dissimilarity.isPresent()
                || resampling.isPresent();
        return any ? Optional.of(policy(bank.orElse(Bank.FIFO))) : Optional.empty();
    }

    private MemoryPolicy policy(Bank chosen) {
        return switch (chosen) {
            case SELFSORTING -> selfSorting();
            case RELEASED -> {
                requireAbsent(chosen, confidence, dissimilarity, resampling);
                SelfSortingPolicy released = SelfSortingPolicy.released();
                yield released.withCapacity(capacity(released.capacity()));
            }
            case FIFO -> fixed(chosen, FifoPolicy.published());
            case TEMPORAL -> fixed(chosen, TemporalPolicy.published());
        };
    }

    private MemoryPolicy fixed(Bank chosen, MemoryPolicy policy) {
        requireAbsent(chosen, capacity, confidence, dissimilarity, resampling);
        return policy;
    }

    private SelfSortingPolicy selfSorting() {
        SelfSortingPolicy paper = SelfSortingPolicy.published();
        return paper.withCapacity(capacity(paper.capacity()))
                .with(threshold(paper.confidence()))
                .with(isOff(dissimilarity) ? Retention.NEWEST : paper.retention())
                .with(isOff(resampling) ? Resampling.OFF : paper.resampling());
    }

    private static boolean isOff(Optional<Switch> option) {
        return option.equals(Optional.of(Switch.OFF));
    }

    private int capacity(int standard) {
        int images = capacity.orElse(standard);
        if (images < 1) {
            throw new UserError("--capacity " + images + " leaves nothing to remember.");
        }
        return images;
    }

    private OptionalDouble threshold(OptionalDouble standard) {
        if (confidence.isEmpty()) {
            return standard;
        }
        if (confidence.get().equals(OFF)) {
            return OptionalDouble.empty();
        }
        try {
            double threshold = Double.parseDouble(confidence.get());
            if (threshold >= 0 && threshold <= 1) {
                return OptionalDouble.of(threshold);
            }
        } catch (NumberFormatException e) {
            throw new UserError("--confidence " + confidence.get() + " is neither a number nor off.", e);
        }
        throw new UserError("--confidence " + confidence.get() + " is not between 0 and 1.");
    }

    private static void requireAbsent(Bank chosen, Optional<?>... options) {
        for (Optional<?> option : options) {
            if (option.isPresent()) {
                throw new UserError(
                        "The bank " + chosen + " has no such option: it belongs to --bank " + Bank.SELFSORTING + ".");
            }
        }
    }

    /** What is remembered of a heap of images, for reports. */
    Map<String, String> settingsOfHeaps() {
        return settings(bank.orElse(Bank.SELFSORTING));
    }

    /** What is remembered of a volume, for reports; empty where nothing was chosen. */
    Map<String, String> settingsOfVolumes() {
        return ofVolumes().map(policy -> settings(bank.orElse(Bank.FIFO))).orElseGet(Map::of);
    }

    private Map<String, String> settings(Bank chosen) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bank", chosen.toString());
        if (policy(chosen) instanceof SelfSortingPolicy sorting) {
            settings.put("capacity", Integer.toString(sorting.capacity()));
            if (chosen == Bank.SELFSORTING) {
                settings.put(
                        "confidence",
                        sorting.confidence().isPresent()
                                ? Double.toString(sorting.confidence().getAsDouble())
                                : OFF);
                settings.put("dissimilarity", dissimilarity.orElse(Switch.ON).toString());
                settings.put("resampling", resampling.orElse(Switch.ON).toString());
            }
        }
        return settings;
    }
}
