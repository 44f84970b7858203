# SPDX-License-Identifier: Apache-2.0
"""Write a trained network as ONNX the way the bench's compiler likes it."""
import copy
import warnings

import onnx
import torch

OPSET = 13


def export_onnx(model, path, name, mean, std, float_accuracy, description):
    """Opset 13, float32, batch dimension symbolic, batch norms separate (the compiler folds them into the cores' affine stage).

    The metadata say how pixels 0..255 become inputs, (pixel - mean) / std per channel in NCHW order, and the measured accuracy.
    """
    model = copy.deepcopy(model).float().cpu().to(memory_format=torch.contiguous_format).eval()
    warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)  # the size of the last pool is meant to become a constant
    # PRESERVE on a net in eval mode keeps the exporter from folding each batch norm into its convolution.
    torch.onnx.export(model, torch.zeros(1, 3, 32, 32), path, opset_version=OPSET, training=torch.onnx.TrainingMode.PRESERVE,
                      do_constant_folding=True, input_names=["input"], output_names=["logits"],
                      dynamic_axes={"input": {0: "N"}, "logits": {0: "N"}})
    proto = onnx.load(path)
    proto.graph.name, proto.doc_string = name, description
    for key, value in (("acs.input.mean", ",".join(f"{v:g}" for v in mean)),
                       ("acs.input.std", ",".join(f"{v:g}" for v in std)),
                       ("acs.float.accuracy", f"{float_accuracy:.4f}")):
        entry = proto.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(proto, full_check=True)
    onnx.save(proto, path)


def record_accuracy(path, float_accuracy):
    """Replace the float accuracy in a file's metadata, say by that on the test set once a run is over."""
    proto = onnx.load(path)
    for entry in proto.metadata_props:
        if entry.key == "acs.float.accuracy":
            entry.value = f"{float_accuracy:.4f}"
    onnx.save(proto, path)
