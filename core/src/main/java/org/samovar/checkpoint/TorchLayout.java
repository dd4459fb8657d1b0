package org.samovar.checkpoint;

/** What stands around the state dict in a {@code .pt} or {@code .pth} file; the package that is to load it decides. */
public enum TorchLayout {
    /** Nothing: {@code segment_anything}, {@code mobile_sam}, MedSAM. */
    BARE,
    /** {@code {"model": ...}}: {@code sam2}, MedSAM2. */
    MODEL,
    /** {@code {"model_state": ..., "decoder_state": ...}}: micro-sam, MedicoSAM. Keys under {@code decoder.} go into the second, without that prefix. */
    MODEL_AND_DECODER,
    /** {@code {"model_state": ...}}: what torch-em's trainer writes, as of medico-sam's networks for volumes. */
    MODEL_STATE
}
