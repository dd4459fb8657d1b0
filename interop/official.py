"""The side of ./dev interop that runs in the official packages: loads a file strictly and writes what its model answers as a golden case."""
import json
import pathlib
import shutil
import sys

import torch

parity = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(parity))
import generate  # noqa: E402
from weights import fill  # noqa: E402

IMAGE = "cells.png"


def case(out, family, model, keys):
    """An empty case whose image lies where `samovar parity` looks for it."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "images").mkdir(exist_ok=True)
    shutil.copy(parity / "images" / IMAGE, out / "images")
    return generate.Case(str(out), f"interop_{model}", family=family, model=model, salt="none", image=IMAGE, keys=keys)


def answers(golden, predictor, embedding):
    predictor.set_image(generate.image(str(parity), IMAGE))
    golden.want("embedding", embedding())
    generate.predict_all(golden, predictor, 0)
    golden.save()


def nano(file, out):
    from sam2.modeling.backbones.hieradet import Hiera
    from sam2.modeling.backbones.image_encoder import FpnNeck, ImageEncoder
    from sam2.modeling.memory_attention import MemoryAttention, MemoryAttentionLayer
    from sam2.modeling.memory_encoder import CXBlock, Fuser, MaskDownSampler, MemoryEncoder
    from sam2.modeling.position_encoding import PositionEmbeddingSine
    from sam2.modeling.sam.transformer import RoPEAttention
    from sam2.modeling.sam2_base import SAM2Base
    from sam2.sam2_image_predictor import SAM2ImagePredictor

    size, width = 128, 128
    cells = size // 16
    trunk = Hiera(embed_dim=48, num_heads=1, stages=(1, 2, 5, 2), global_att_blocks=(5, 7, 9), window_spec=(8, 4, 8, 4),
                  window_pos_embed_bkg_spatial_size=(7, 7))
    neck = FpnNeck(PositionEmbeddingSine(width), width, [384, 192, 96, 48], fpn_top_down_levels=[2, 3], fpn_interp_model="nearest")
    rope = dict(rope_theta=10000.0, feat_sizes=[cells, cells], embedding_dim=width, num_heads=1, downsample_rate=1, dropout=0.1)
    layer = MemoryAttentionLayer(
        activation="relu", dim_feedforward=2048, dropout=0.1, pos_enc_at_attn=False, d_model=width, pos_enc_at_cross_attn_keys=True,
        pos_enc_at_cross_attn_queries=False, self_attention=RoPEAttention(**rope),
        cross_attention=RoPEAttention(rope_k_repeat=True, kv_in_dim=64, **rope))
    memory = MemoryEncoder(64, MaskDownSampler(embed_dim=width, kernel_size=3, stride=2, padding=1), Fuser(CXBlock(width), 2),
                           PositionEmbeddingSine(64), in_dim=width)
    model = SAM2Base(
        ImageEncoder(trunk, neck, scalp=1), MemoryAttention(width, True, layer, 4), memory, image_size=size,
        sigmoid_scale_for_mem_enc=20.0, sigmoid_bias_for_mem_enc=-10.0, use_mask_input_as_output_without_sam=True,
        directly_add_no_mem_embed=True, no_obj_embed_spatial=True, use_high_res_features_in_sam=True, multimask_output_in_sam=True,
        iou_prediction_use_sigmoid=True, use_obj_ptrs_in_encoder=True, add_tpos_enc_to_obj_ptrs=True, proj_tpos_enc_in_obj_ptrs=True,
        use_signed_tpos_enc_to_obj_ptrs=True, only_obj_ptrs_in_the_past_for_eval=True, pred_obj_scores=True, pred_obj_scores_mlp=True,
        fixed_no_obj_ptr=True, multimask_output_for_tracking=True, use_multimask_token_for_obj_ptr=True, use_mlp_for_obj_ptr_proj=True)
    model.load_state_dict(torch.load(file, weights_only=True)["model"])
    model.eval()
    predictor = SAM2ImagePredictor(model)
    predictor._bb_feat_sizes = [(size // 4,) * 2, (size // 8,) * 2, (size // 16,) * 2]  # the package has those of 1024 pixels
    golden = case(out, "SAM 2", "nano", len(model.state_dict()))
    answers(golden, predictor, lambda: predictor._features["image_embed"])


def write_sam(file):
    from segment_anything import sam_model_registry
    model = sam_model_registry["vit_b"](checkpoint=None)
    fill(model, "interop")
    torch.save(model.state_dict(), file)


def sam(file, out):
    from segment_anything import SamPredictor, sam_model_registry
    model = sam_model_registry["vit_b"](checkpoint=str(file)).eval()
    predictor = SamPredictor(model)
    golden = case(out, "SAM", "vit_b", len(model.state_dict()))
    answers(golden, predictor, lambda: predictor.features)


def decoder_keys():
    """Keys and shapes of the decoder that micro-sam puts beside SAM."""
    rows = [line.rstrip("\n").split("\t") for line in open(parity / "keys" / "keys_microsam_instance_unetr2d.tsv")]
    return {row[0]: (json.loads(row[1]), getattr(torch, row[2].replace("torch.", ""))) for row in rows if row[1].startswith("[")}


def write_medicosam(file):
    from segment_anything import sam_model_registry
    model = sam_model_registry["vit_b"](checkpoint=None)
    fill(model, "interop")
    decoder = {key: torch.rand(shape).to(dtype) for key, (shape, dtype) in decoder_keys().items()}
    state = {"sam." + key: value for key, value in model.state_dict().items()}
    torch.save({"model_state": state, "decoder_state": decoder}, file)


def medicosam(file, original):
    from segment_anything import sam_model_registry
    ours, theirs = (torch.load(f, weights_only=True) for f in (file, original))
    assert set(ours) == {"model_state", "decoder_state"}, set(ours)
    sam_model_registry["vit_b"](checkpoint=None).load_state_dict(ours["model_state"])
    shapes = {key: list(value.shape) for key, value in ours["decoder_state"].items()}
    assert shapes == {key: shape for key, (shape, _) in decoder_keys().items()}, shapes
    for key, value in theirs["decoder_state"].items():
        assert torch.equal(ours["decoder_state"][key].to(value.dtype), value), key
    for key, value in theirs["model_state"].items():
        assert torch.equal(ours["model_state"][key.removeprefix("sam.")], value), key


torch.set_grad_enabled(False)
if sys.argv[2].startswith("write-"):
    {"write-sam": write_sam, "write-medicosam": write_medicosam}[sys.argv[2]](sys.argv[3])
else:
    {"nano": nano, "sam": sam, "medicosam": medicosam}[sys.argv[2]](pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4]))
