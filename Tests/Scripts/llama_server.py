#!/usr/bin/env python3
"""Serves a tiny model of random weights with llama.cpp's own server, on loopback.

    llama_server.py FOLDER

The model is made in FOLDER. Prints `ready PORT` and serves until it is ended. What it needs is
installed below `.build` at the first use.
"""
import json
import os
import signal
import socket
import sys

import packages

PACKAGES = ["xllamacpp", "gguf", "tokenizers", "numpy"]
MARKS = ["<|end|>", "<|begin|>", "<|stop|>"]
TEMPLATE = (
    "{% for m in messages %}<|begin|>{{ m['role'] }}\n{{ m['content'] }}<|stop|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|begin|>assistant\n{% endif %}"
)


def make_model(path):
    """A llama of two layers: weights from a fixed seed, tokens learnt from the licences at hand."""
    import gguf
    import numpy
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    with open("/usr/share/common-licenses/Apache-2.0", encoding="utf-8") as file:
        tokenizer.train_from_iterator([file.read()], trainers.BpeTrainer(
            vocab_size=1024, special_tokens=MARKS, show_progress=False,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    merges = [m if isinstance(m, str) else " ".join(m) for m in model["merges"]]
    width, inner, heads, layers = 64, 192, 2, 2

    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(1024)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // heads)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_merges(merges)
    kinds = gguf.TokenType
    writer.add_token_types([kinds.CONTROL if t in MARKS else kinds.NORMAL for t in tokens])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(2)
    writer.add_pad_token_id(0)
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)

    shapes = {"token_embd": (len(tokens), width)}
    for layer in range(layers):
        block = f"blk.{layer}."
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            shapes[block + name] = (width, width)
        shapes[block + "attn_norm"] = shapes[block + "ffn_norm"] = (width,)
        shapes[block + "ffn_gate"] = shapes[block + "ffn_up"] = (inner, width)
        shapes[block + "ffn_down"] = (width, inner)
    shapes["output_norm"] = (width,)
    shapes["output"] = (len(tokens), width)
    dice = numpy.random.default_rng(1)
    for name, shape in shapes.items():
        values = numpy.ones(shape) if len(shape) == 1 else dice.normal(0, shape[-1] ** -0.5, shape)
        writer.add_tensor(name + ".weight", values.astype(numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    packages.run_with(PACKAGES, "llama-server")
    path = os.path.join(sys.argv[1], "tiny.gguf")
    make_model(path)
    import xllamacpp

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = xllamacpp.CommonParams()
    settings.model.path = path
    settings.hostnames = (
        ["127.0.0.1"] if isinstance(settings.hostnames, list) else "127.0.0.1")
    settings.port = port
    settings.n_parallel = 2
    settings.n_ctx = 2048
    settings.offline = True
    settings.warmup = False
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 1
    settings.model_alias = {"tiny"} if isinstance(settings.model_alias, set) else "tiny"
    settings.n_gpu_layers = 0
    settings.verbosity = 0
    server = xllamacpp.Server(settings)
    print("ready", port, flush=True)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    signal.pause()
    del server


if __name__ == "__main__":
    main()
