package org.samovar.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.geometry.UserError;
import org.samovar.testing.Shared;

class ArchitectureOfWeightsTest {
    /** As long as the largest tensor of the list; all of them share it. */
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(32 << 20);

    /** The official state dict without its values. */
    private static StateDict official(String name, Predicate<String> wanted) {
        return StateDict.of(name, tensors("keys_" + name + ".tsv", "", wanted), Map.of());
    }

    private static StateDict official(String name) {
        return official(name, key -> true);
    }

    private static List<StoredTensor> tensors(String file, String prefix, Predicate<String> wanted) {
        List<StoredTensor> tensors = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Shared.require("parity", "keys", file))) {
                String[] fields = line.split("\t");
                if (wanted.test(fields[0])) {
                    StoredType type = fields[2].equals("int64") ? StoredType.I64 : StoredType.F32;
                    long[] shape = Arrays.stream(
                                    fields[1].replaceAll("[\\[\\] ]", "").split(","))
                            .filter(size -> !size.isEmpty())
                            .mapToLong(Long::parseLong)
                            .toArray();
                    int bytes = (int) StoredTensor.count(shape) * type.bytes();
                    tensors.add(StoredTensor.of(prefix + fields[0], type, shape, ZEROS.slice(0, bytes)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tensors;
    }

    @ParameterizedTest
    @CsvSource({
        "sam_vit_b, sam_vit_b, SAM ViT-B",
        "sam_vit_l, sam_vit_l, SAM ViT-L",
        "sam_vit_h, sam_vit_h, SAM ViT-H",
        "mobile_sam_vit_t, mobile_sam, MobileSAM",
        "sam2_hiera_t, sam2_hiera_tiny, SAM 2.0 tiny",
        "sam2_hiera_s, sam2_hiera_small, SAM 2.0 small",
        "sam2_hiera_b+, sam2_hiera_base_plus, SAM 2.0 base+",
        "sam2_hiera_l, sam2_hiera_large, SAM 2.0 large",
        "sam2.1_hiera_t, sam2.1_hiera_tiny, SAM 2.1 tiny",
        "sam2.1_hiera_s, sam2.1_hiera_small, SAM 2.1 small",
        "sam2.1_hiera_b+, sam2.1_hiera_base_plus, SAM 2.1 base+",
        "sam2.1_hiera_l, sam2.1_hiera_large, SAM 2.1 large"
    })
    void everyPublishedNetworkIsRecognised(String keys, String published, String title) {
        Architecture architecture = Architecture.of(official(keys));

        assertThat(architecture.published()).contains(published);
        assertThat(architecture.title()).isEqualTo(title);
    }

    @Test
    void theSizesOfSamAreThoseOfItsPaper() {
        assertThat(Architecture.of(official("sam_vit_h")))
                .isEqualTo(new Architecture.Sam(
                        1280, 16, 32, List.of(7, 15, 23, 31), 14, 64, 256, 2048, Optional.empty()));
    }

    @Test
    void theSizesOfMobileSamAreFound() {
        assertThat(Architecture.of(official("mobile_sam_vit_t")))
                .isEqualTo(new Architecture.MobileSam(
                        List.of(64, 128, 160, 320),
                        List.of(2, 2, 6, 2),
                        List.of(4, 5, 10),
                        List.of(7, 14, 7),
                        256,
                        2048,
                        Optional.empty()));
    }

    @Test
    void theSizesOfSam2AreFound() {
        assertThat(Architecture.of(official("sam2_hiera_b+")))
                .isEqualTo(new Architecture.Sam2(
                        Architecture.Memory.SAM_2_0, 112, List.of(2, 3, 16, 3), 8, 14, 256, 2048));
    }

    @Test
    void aNetworkOfOtherSizesIsDescribedByThem() {
        StateDict images =
                official("sam2.1_hiera_t", key -> key.startsWith("image_encoder.") || key.startsWith("sam_"));

        Architecture.Sam2 found = (Architecture.Sam2) Architecture.of(images);

        assertThat(found.memory()).isEqualTo(Architecture.Memory.NONE);
        assertThat(found.published()).isEmpty();
        assertThat(found.title()).isEqualTo("SAM 2 with stages of 1, 2, 7, 2 blocks from 96 channels");
    }

    @Test
    void theInstanceDecoderOfMicroSamIsSeen() {
        List<StoredTensor> both = tensors("keys_sam_vit_b.tsv", "", key -> true);
        both.addAll(tensors("keys_microsam_instance_unetr2d.tsv", "decoder.", key -> true));

        Architecture.Sam sam = (Architecture.Sam) Architecture.of(StateDict.of("vit_b_lm", both, Map.of()));

        assertThat(sam.instanceDecoder()).contains(new Architecture.InstanceDecoder(3));
        assertThat(sam.title()).isEqualTo("SAM ViT-B with an instance decoder");
    }

    @Test
    void anotherNetworkIsRefusedByWhatItHas() {
        StateDict other = StateDict.of(
                "resnet.pth",
                List.of(
                        StoredTensor.ofFloats("conv1.weight", new long[] {1}, 1),
                        StoredTensor.ofFloats("fc.bias", new long[] {1}, 1)),
                Map.of());

        assertThatThrownBy(() -> Architecture.of(other))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "resnet.pth does not belong to SAM, MobileSAM or SAM 2: it lacks all of 'image_encoder', and has"
                                + " 'conv1.weight', 'fc.bias' instead.");
    }

    @Test
    void aTornNetworkIsRefusedByWhatItLacksAndHasTooMuch() {
        List<StoredTensor> torn = tensors("keys_sam_vit_b.tsv", "", key -> !key.startsWith("mask_decoder."));
        torn.add(StoredTensor.ofFloats("head.weight", new long[] {1}, 1));

        assertThatThrownBy(() -> Architecture.of(StateDict.of("torn.pth", torn, Map.of())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("looks like weights of SAM, but lacks 'mask_decoder.iou_token.weight'")
                .hasMessageContaining("'head.weight'");
    }
}
