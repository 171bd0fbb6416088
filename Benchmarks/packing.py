#!/usr/bin/env python3
"""Weighs what the store is packed with: leaf and block size, dictionary, level.

    Benchmarks/packing.py                        # on the generator's records
    Benchmarks/packing.py records.jsonl          # an export of a version, or any JSON Lines with an id

Prints, for a million records, the megabytes of blocks and of what names them (trailer, nodes, heads),
what an edit of 2 % of the records adds, and the seconds of packing on one processor. The choices are in
Sources/StemmaStore: SequenceCut.standard, PackFormat.blockBytes, DictionaryTraining.ways
and Compressor.level.
"""

import argparse
import ctypes
import ctypes.util
import itertools
import json
import tempfile
import time

import generate

ATTACH = (1001, 1)
BY_COPY, ANY_CONTENT = 0, 0
NO_SIZE, NO_DICTIONARY_ID = (200, 0), (202, 0)
LEVEL = 100
EDITED = 0.02
# A dictionary as the store chooses it: the best of these sizes, for a pack so many times what it is tried on.
TRIAL, TRIED, EXPECTED = -1, (8 << 10, 10 << 10, 16 << 10, 64 << 10), 32
MASK = (1 << 64) - 1


def library():
    zstd = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
    for name in ("ZSTD_createCCtx", "ZSTD_createCDict_advanced"):
        getattr(zstd, name).restype = ctypes.c_void_p
    for name in ("ZSTD_compress2", "ZDICT_trainFromBuffer_fastCover"):
        getattr(zstd, name).restype = ctypes.c_size_t
    zstd.ZSTD_getCParams.restype = Parameters
    return zstd


def key_hash(key):
    value = 0xCBF29CE484222325
    for byte in key.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    value = ((value ^ value >> 33) * 0xFF51AFD7ED558CCD) & MASK
    return value ^ value >> 33


def entries(path, limit):
    with open(path, encoding="utf-8") as file:
        for line in itertools.islice(file, limit):
            row = json.loads(line)
            text = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            key = str(row["id"])
            yield key_hash(key), f"[{json.dumps(key)},{{\"row\":{text}}}]\n".encode()


def leaves(rows, parameter):
    leaf, count = [], 0
    for hash_, line in rows:
        leaf.append(line)
        count += 1
        if hash_ % parameter < count:
            yield b"".join(leaf), count
            leaf, count = [], 0
    if leaf:
        yield b"".join(leaf), count


class Parameters(ctypes.Structure):
    """ZSTD_compressionParameters."""
    _fields_ = [(name, ctypes.c_uint) for name in (
        "window_log", "chain_log", "hash_log", "search_log", "least_match", "target", "strategy")]


class Memory(ctypes.Structure):
    """ZSTD_customMem, for the usual one."""
    _fields_ = [(name, ctypes.c_void_p) for name in ("allocate", "free", "opaque")]


class FastCover(ctypes.Structure):
    """ZDICT_fastCover_params_t."""
    _fields_ = (
        [(name, ctypes.c_uint) for name in ("k", "d", "f", "steps", "threads")]
        + [("split", ctypes.c_double)]
        + [(name, ctypes.c_uint) for name in ("accel", "shrink", "regression")]
        + [("level", ctypes.c_int), ("notification", ctypes.c_uint), ("id", ctypes.c_uint)])


def use(zstd, context, dictionary, level, block_bytes):
    """Has the context compress by `dictionary`, whose tables have half the size that the level gives them."""
    zstd.ZSTD_CCtx_setParameter(context, *ATTACH)
    if not dictionary:
        zstd.ZSTD_CCtx_refCDict(context, None)
        return
    size = ctypes.c_size_t(len(dictionary))
    parameters = zstd.ZSTD_getCParams(level, ctypes.c_ulonglong(block_bytes), size)
    parameters.chain_log -= 1
    parameters.hash_log -= 1
    table = zstd.ZSTD_createCDict_advanced(
        dictionary, size, BY_COPY, ANY_CONTENT, parameters, Memory())
    zstd.ZSTD_CCtx_refCDict(context, ctypes.c_void_p(table))


def compressed(zstd, context, blocks):
    room = max(map(len, blocks)) * 2 + 1000
    out = ctypes.create_string_buffer(room)
    return sum(
        zstd.ZSTD_compress2(context, out, ctypes.c_size_t(room), block, ctypes.c_size_t(len(block)))
        for block in blocks)


def blocked(leaves, block_bytes):
    blocks, block = [], []
    size = 0
    for leaf in leaves:
        block.append(leaf)
        size += len(leaf)
        if size >= block_bytes:
            blocks.append(b"".join(block))
            block, size = [], 0
    return blocks + ([b"".join(block)] if block else [])


def trained(zstd, context, cut, size, block_bytes, level):
    """- Returns: the dictionary of `size` bytes, or of those in TRIED, that packs other leaves best."""
    samples, total = [], 0
    for leaf, _ in cut:
        if total > 1 << 20 or not size:
            break
        samples.append(leaf)
        total += len(leaf)
    learnt, others = samples[::2], blocked(samples[1::2], block_bytes)
    sizes = (ctypes.c_size_t * len(learnt))(*map(len, learnt))
    dictionaries = [b""] if size in (TRIAL, 0) else []
    for tried in TRIED if size == TRIAL else (size,):
        for segment in (512, 1024) if size else ():
            out = ctypes.create_string_buffer(tried)
            way = FastCover(k=segment, d=8, f=20, accel=1)
            made = zstd.ZDICT_trainFromBuffer_fastCover(
                out, ctypes.c_size_t(tried), b"".join(learnt), sizes, len(learnt), way)
            dictionaries.append(out.raw[:made] if made <= tried else b"")

    def cost(dictionary):
        use(zstd, context, dictionary, level, block_bytes)
        return len(dictionary) + EXPECTED * compressed(zstd, context, others)

    return min(dictionaries, key=cost) if others else b""


def packed(zstd, cut, block_bytes, dictionary_bytes, level):
    """- Returns: bytes of all blocks, how many there are, and seconds."""
    context = ctypes.c_void_p(zstd.ZSTD_createCCtx())
    zstd.ZSTD_CCtx_setParameter(context, LEVEL, level)
    zstd.ZSTD_CCtx_setParameter(context, *NO_SIZE)
    zstd.ZSTD_CCtx_setParameter(context, *NO_DICTIONARY_ID)
    dictionary = trained(zstd, context, cut, dictionary_bytes, block_bytes, level)
    use(zstd, context, dictionary, level, block_bytes)
    blocks = blocked((leaf for leaf, _ in cut), block_bytes)
    began = time.process_time()
    total = compressed(zstd, context, blocks)
    return total, len(blocks), time.process_time() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="?")
    parser.add_argument("--records", type=int, default=60_000)
    options = parser.parse_args()
    zstd = library()
    with tempfile.TemporaryDirectory() as folder:
        path = options.path or folder + "/records.jsonl"
        if not options.path:
            generate.write(path, options.records, 0)
        rows = list(entries(path, options.records))
    scale = 1_000_000 / len(rows) / 1e6
    print("| leaf | block | dictionary | level | blocks MB | names MB | 2 % edited adds MB | pack s |")
    print("|---|---|---|---|---|---|---|---|")
    choices = [(p, 12, TRIAL, 3) for p in (9, 25, 64, 256)]
    choices += [(25, b, TRIAL, 3) for b in (0, 8, 16, 22, 32, 128)]
    choices += [(25, 12, d << 10, 3) for d in (0, 8, 10, 16, 64)]
    choices += [(25, 12, TRIAL, level) for level in (1, 4)]
    for parameter, block, dictionary, level in choices:
        cut = list(leaves(rows, parameter))
        total, blocks, seconds = packed(zstd, cut, block << 10, dictionary, level)
        names = len(cut) * (22 + 2 + 33) + blocks * 12
        touched = sum(len(leaf) * (1 - (1 - EDITED) ** count) for leaf, count in cut)
        share = touched / sum(len(leaf) for leaf, _ in cut)
        more = total * share + len(cut) * 33 + len(cut) * share * 27
        size = f"{block} KiB" if block else "a leaf"
        learnt = {TRIAL: "by trial", 0: "none"}.get(dictionary, f"{dictionary >> 10} KiB")
        print(f"| {len(rows) / len(cut):.1f} | {size} | {learnt} | {level} | "
              f"{total * scale:.1f} | {names * scale:.1f} | {more * scale:.1f} | "
              f"{seconds * scale * 1e6:.2f} |")


if __name__ == "__main__":
    main()
