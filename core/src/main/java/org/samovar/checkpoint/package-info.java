/**
 * Files of weights: reading, writing, and finding out what they are weights of.
 *
 * <p>Entry classes: {@link org.samovar.checkpoint.Checkpoints} reads and writes a {@link org.samovar.checkpoint.StateDict};
 * {@link org.samovar.checkpoint.Architecture} tells which network it belongs to; {@link org.samovar.checkpoint.BindReport} how it fits one. May depend
 * on {@code geometry} and {@code io}, and on no engine. Tests: {@code src/test/java/org/samovar/checkpoint}.
 *
 * <h2>Formats</h2>
 *
 * The first bytes decide, not the name. All numbers are little-endian; {@code T*} repeats T, {@code |} separates choices.
 *
 * <pre>
 * File         = TorchArchive | TorchLegacy | Safetensors
 *
 * TorchArchive = a ZIP archive of stored entries, in one folder of any name:
 *                data.pkl    Pickle of a Root
 *                byteorder   "little"                     absent before PyTorch 2.1
 *                data/KEY    the elements of storage KEY  one entry a storage
 *                version     "3\n"                        not read; and others, not read
 *
 * TorchLegacy  = Pickle(0x1950a86a20f9469cfc6c) Pickle(1001) Pickle(System) Pickle(Root) Pickle(Keys) Elements*
 * System       = {"little_endian": true, ...}
 * Keys         = [KEY*]                                   the order of Elements
 * Elements     = int64 count, then count elements of the storage's type
 *
 * Root         = StateDict | {Wrapper: StateDict, "decoder_state": StateDict, ...}      the decoder only where there is one
 * Wrapper      = "model" | "model_state" | "state_dict" | "model_state_dict"            the first of these that holds tensors
 * StateDict    = {NAME: Tensor, ...}                      values of other kinds are passed over
 * Tensor       = _rebuild_tensor_v2(Storage, offset, (size*), (stride*), ...) | _rebuild_parameter(Tensor, ...)
 * Storage      = persistent id ("storage", class of the type, KEY, device, count)
 *
 * Safetensors  = uint64 length, Header of length bytes, elements
 * Header       = JSON {"__metadata__": {TEXT: TEXT, ...}, NAME: {"dtype": TYPE, "shape": [size*], "data_offsets": [begin, end]}, ...}
 * </pre>
 *
 * A prefix {@code module.}, {@code _orig_mod.} or {@code sam.} that all names of a state dict share is taken off; names from {@code decoder_state} get
 * the prefix {@code decoder.}. Plain values beside the state dict become metadata.
 *
 * <h2>What a hostile file can do</h2>
 *
 * It can be refused. A pickle is a program; the one that reads it here knows tensors, storages, ordered dictionaries and plain values
 * ({@code PickleGlobal} is the whole list), has no access to classes, does not recurse, and holds at most 2^20 values. Every length and offset is
 * checked against the bytes that are there before anything is allocated or mapped, shapes and strides against their storage, and no tensor may have
 * more elements than its storage. Entries of an archive may not be compressed. Reading takes memory in proportion to the file; values stay where they
 * are until they are asked for.
 */
@NullMarked
package org.samovar.checkpoint;

import org.jspecify.annotations.NullMarked;
