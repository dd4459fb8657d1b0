package org.samovar.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;

/**
 * Which network a state dict belongs to, with the sizes that its keys and shapes tell.
 *
 * <p>Configurations live beside the networks; the catalog makes them from these facts.
 */
public sealed interface Architecture {
    /**
     * Finds the network that a state dict belongs to.
     *
     * @throws UserError naming what is missing and what is there instead, when it is none that is known
     */
    static Architecture of(StateDict weights) {
        return ArchitectureDetector.detect(weights);
    }

    /** What a person calls it, for example "SAM 2.1 tiny". */
    String title();

    /** The published network of these sizes, under the name of its official file without prefix or extension, for example {@code sam2.1_hiera_tiny}. */
    Optional<String> published();

    /**
     * SAM with a plain vision transformer: SAM, MedSAM, micro-sam, MedicoSAM.
     *
     * @param embedDim channels of a token
     * @param heads attention heads
     * @param depth number of blocks
     * @param globalBlocks indices of the blocks that attend to the whole map
     * @param window side of the attention windows of the other blocks, 0 where there are none
     * @param grid tokens along a side of the image
     * @param width channels of the neck, the prompts and the decoder
     * @param decoderMlp width of the hidden layer in the decoder's transformer
     * @param instanceDecoder micro-sam's second decoder, where the file has it
     */
    record Sam(
            int embedDim,
            int heads,
            int depth,
            List<Integer> globalBlocks,
            int window,
            int grid,
            int width,
            int decoderMlp,
            Optional<InstanceDecoder> instanceDecoder)
            implements Architecture {
        public Sam {
            globalBlocks = List.copyOf(globalBlocks);
        }

        @Override
        public Optional<String> published() {
            if (width != 256 || grid != 64) {
                return Optional.empty();
            }
            return switch (embedDim + "x" + depth) {
                case "768x12" -> Optional.of("sam_vit_b");
                case "1024x24" -> Optional.of("sam_vit_l");
                case "1280x32" -> Optional.of("sam_vit_h");
                default -> Optional.empty();
            };
        }

        @Override
        public String title() {
            String size = published()
                    .map(name -> " ViT-" + Character.toUpperCase(name.charAt(name.length() - 1)))
                    .orElse(" with " + depth + " blocks of " + embedDim + " channels");
            return "SAM" + size + (instanceDecoder.isPresent() ? " with an instance decoder" : "");
        }
    }

    /**
     * MobileSAM: SAM's decoder behind TinyViT.
     *
     * @param dims channels of each of the four stages
     * @param depths blocks of each stage
     * @param heads attention heads of each stage but the first, which has none
     * @param windows side of the attention windows of each stage but the first
     * @param width channels of the neck, the prompts and the decoder
     * @param decoderMlp width of the hidden layer in the decoder's transformer
     * @param instanceDecoder micro-sam's second decoder, where the file has it
     */
    record MobileSam(
            List<Integer> dims,
            List<Integer> depths,
            List<Integer> heads,
            List<Integer> windows,
            int width,
            int decoderMlp,
            Optional<InstanceDecoder> instanceDecoder)
            implements Architecture {
        public MobileSam {
            dims = List.copyOf(dims);
            depths = List.copyOf(depths);
            heads = List.copyOf(heads);
            windows = List.copyOf(windows);
        }

        @Override
        public Optional<String> published() {
            boolean same = dims.equals(List.of(64, 128, 160, 320)) && depths.equals(List.of(2, 2, 6, 2));
            return same && width == 256 ? Optional.of("mobile_sam") : Optional.empty();
        }

        @Override
        public String title() {
            return "MobileSAM" + (instanceDecoder.isPresent() ? " with an instance decoder" : "");
        }
    }

    /**
     * SAM 2 and 2.1, MedSAM2. No shape tells the size of the input, the number of heads, the windows of the later stages and the global blocks.
     *
     * @param memory the parameters for video, whose set differs between the releases
     * @param embedDim channels of the first stage; they double from stage to stage
     * @param stages blocks of each stage
     * @param firstWindow side of the attention windows of the first stage
     * @param background side of the learned position map that is stretched over the image
     * @param width channels of the feature pyramid, the prompts and the decoder
     * @param decoderMlp width of the hidden layer in the decoder's transformer
     */
    record Sam2(
            Memory memory,
            int embedDim,
            List<Integer> stages,
            int firstWindow,
            int background,
            int width,
            int decoderMlp)
            implements Architecture {
        public Sam2 {
            stages = List.copyOf(stages);
        }

        @Override
        public Optional<String> published() {
            if (memory == Memory.NONE || width != 256) {
                return Optional.empty();
            }
            String release = memory == Memory.SAM_2_0 ? "sam2" : "sam2.1";
            return size().map(size -> release + "_hiera_" + size);
        }

        private Optional<String> size() {
            return switch (embedDim + ":" + stages) {
                case "96:[1, 2, 7, 2]" -> Optional.of("tiny");
                case "96:[1, 2, 11, 2]" -> Optional.of("small");
                case "112:[2, 3, 16, 3]" -> Optional.of("base_plus");
                case "144:[2, 6, 36, 4]" -> Optional.of("large");
                default -> Optional.empty();
            };
        }

        @Override
        public String title() {
            String release = memory == Memory.SAM_2_0 ? "SAM 2.0" : "SAM 2.1";
            String blocks = stages.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return published()
                    .flatMap(name -> size())
                    .map(size -> release + " " + size.replace("base_plus", "base+"))
                    .orElse("SAM 2 with stages of " + blocks + " blocks from " + embedDim + " channels");
        }
    }

    /** Parameters for video. */
    enum Memory {
        NONE,
        SAM_2_0,
        SAM_2_1
    }

    /**
     * The convolutional decoder for instances that micro-sam and MedicoSAM put beside SAM, under {@code decoder.}
     *
     * @param outputs channels: foreground, distance to the centre, distance to the boundary; or classes
     */
    record InstanceDecoder(int outputs) {}
}
