package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.TorchLayout;
import org.samovar.geometry.UserError;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.medicosam.MedicoSam;
import org.samovar.method.medicosam.MedicoSamConfig;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.Layer;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.nn.adapt.Additions;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.Precision;
import org.samovar.testing.SmallVideoNetwork;

class OfficialFormTest {
    private static final int SIDE = 32;
    private static final SamConfig SMALL_SAM = new SamConfig(2 * SIDE, 16, 2, 2, Set.of(1));

    @TempDir
    private Path folder;

    private static StateDict stored(Layer network, Map<String, String> metadata) {
        try (Weights weights = Weights.initialise(network, 1)) {
            return StoredWeights.store("small", weights, Precision.FLOAT32, metadata);
        }
    }

    private static StateDict system(String name, int depth) {
        PatchShape patch = new PatchShape(1, depth, SIDE, SIDE);
        SemanticSpec spec = new SemanticSpec(
                name,
                Optional.of("sam-vit-b"),
                patch,
                Framing.WHOLE_SLICES,
                Intensities.UNIT,
                List.of("one", "two"),
                new JsonObject());
        MedicoSamConfig config = new MedicoSamConfig(patch, 3, new MedicoSamConfig.Parts(4, 6, 5));
        return stored(new MedicoSam(config, added -> new Sam(SMALL_SAM, added)), spec.metadata());
    }

    @Test
    void classesOfImagesAreAStateOfSamAndOneOfADecoder() {
        StateDict own = system("medicosam", 1);
        OfficialForm official = OfficialForm.of(own);
        assertThat(official.layout()).isEqualTo(TorchLayout.MODEL_AND_DECODER);
        assertThat(official.weights().without("decoder.").keys())
                .isEqualTo(new Sam(SMALL_SAM, Additions.none()).parameters().keySet());
        assertThat(official.weights().get("decoder.out_conv.weight").size(0)).isEqualTo(3);
        Path file = folder.resolve("official.pt");
        Checkpoints.writeTorch(official.weights(), file, official.layout());
        StateDict read = Checkpoints.read(file);
        assertThat(read.keys()).isEqualTo(official.weights().keys());
        String neck = "image_encoder.neck.0.weight";
        assertThat(read.get(neck).toFloats())
                .containsExactly(own.get("backbone." + neck).toFloats());
        StoredWeights.bind("SAM", new Sam(SMALL_SAM.withImageSize(SIDE)), read.without("decoder."))
                .close();
    }

    @Test
    void classesOfVolumesAreAStateOfMedicoSamsNetwork() {
        OfficialForm official = OfficialForm.of(system("medicosam", 2));
        assertThat(official.layout()).isEqualTo(TorchLayout.MODEL_STATE);
        assertThat(official.leftOut()).isPresent();
        assertThat(official.weights().get("encoder.image_encoder.pos_embed").shape())
                .containsExactly(1, 2, 2, 16);
        assertThat(official.weights().keys())
                .contains(
                        "encoder.image_encoder.pos_embed",
                        "encoder.image_encoder.blocks.0.block.attn.qkv.weight",
                        "encoder.image_encoder.blocks.0.adapter_norm.weight",
                        "encoder.image_encoder.blocks.1.adapter_linear_down.weight",
                        "encoder.image_encoder.blocks.1.adapter_conv_2.bias",
                        "encoder.image_encoder.blocks.1.adapter_linear_up_2.weight",
                        "encoder.image_encoder.neck.0.weight",
                        "decoder.samplers.0.conv.weight",
                        "deconv1.block.2.running_mean",
                        "base.block.1.weight",
                        "fusion_3d.0.weight",
                        "classifier.bias")
                .noneMatch(key -> key.contains("prompt_encoder") || key.contains("mask_decoder"));
    }

    @Test
    void aDecoderBesideSamIsKeptAndOneBesideSam2IsLeftOutWithAWord() {
        StateDict sam = stored(new Unetr(new Sam(SMALL_SAM), 256, 4, 3), Map.of());
        assertThat(OfficialForm.of(sam).layout()).isEqualTo(TorchLayout.MODEL_AND_DECODER);
        StateDict sam2 = stored(
                new Unetr(
                        new Sam2(SmallVideoNetwork.config()),
                        SmallVideoNetwork.config().width(),
                        4,
                        3),
                Sam2Metadata.of(SmallVideoNetwork.config()));
        OfficialForm official = OfficialForm.of(sam2);
        assertThat(official.layout()).isEqualTo(TorchLayout.MODEL);
        assertThat(official.leftOut()).isPresent();
        assertThat(official.weights().keys()).noneMatch(key -> key.startsWith("decoder."));
    }

    @Test
    void systemsWithoutAnOfficialPackageAreRefusedInOneSentence() {
        assertThatThrownBy(() -> OfficialForm.of(system("masksam", 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("masksam on sam-vit-b");
    }
}
