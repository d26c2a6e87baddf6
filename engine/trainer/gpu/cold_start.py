#!/usr/bin/env python3
"""Stage 1 of Pebble's recipe, the cold start, on a graphics processor.

Reads packed lessons from standard input, as `engine/trainer/train lessons` writes them, and trains
the model of `Net.java` on them for a given time: the same weights, the same optimizer (Muon for the
matrices between embedding and output, AdamW for the rest), the same schedule, in bfloat16 with
weights in float32. `engine/trainer/train import FOLDER` makes GGUF files of the result.

  engine/trainer/train lessons --tokens 65536 | python3 engine/trainer/gpu/cold_start.py --out FOLDER

It needs PyTorch 2.8 or later. Without a graphics processor it runs on the CPU, which takes a C++
compiler and is slow: enough to try it, or to teach a finished model more (--start).
"""

import argparse
import itertools
import math
import os
import queue
import sys
import threading
import time
import zlib

import numpy
import torch
import torch.nn.functional as F

VOCABULARY = 264
ROPE_BASE = 10_000
NORM_EPSILON = 1e-6
LEARNED = 0x8000  # PackedLessons.LEARNED
READ = 0x4000  # PackedLessons.READ
SHORTEST = 32  # PackedLessons.SHORTEST
PART = 15 << 20
CACHED = 2048  # Tokens whose layer a processor's third cache holds; a graphics processor takes all.


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True, help="folder for the weights")
    parser.add_argument("--tokens", type=int, default=65536, help="of a step, as lessons was told")
    parser.add_argument("--seconds", type=float, default=400, help="of training")
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--width", type=int, default=320)
    parser.add_argument("--heads", type=int, default=10)
    parser.add_argument("--feed-forward", type=int, default=896)
    parser.add_argument("--context", type=int, default=4096)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--read-weight", type=float, default=0.15,
                        help="how much a token of a question is learned, where one of a reply is 1")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=4096,
                        help="tokens of a lesson: longer ones are left out, as their attention costs"
                             " the square of their length")
    parser.add_argument("--start", help="folder of weights to go on from, in their shape")
    return parser.parse_args()


def lessons(tokens, read_weight, stream):
    """Steps in the order in which they come: ids, weights, positions, starts, longest."""
    size = 4 * tokens + 4 * (tokens // SHORTEST + 1)
    ready = queue.Queue(16)

    def read():
        first = True
        while True:
            data = stream.read(size)
            if len(data) < size:
                ready.put(None)
                return
            ids = numpy.frombuffer(data, numpy.uint16, tokens)
            positions = numpy.frombuffer(data, numpy.uint16, tokens, 2 * tokens)
            starts = numpy.frombuffer(data, numpy.int32, tokens // SHORTEST + 1, 4 * tokens)
            if first and (starts[0] != 0 or (ids & (READ - 1)).max() >= VOCABULARY):
                ready.put("These are no lessons, or of another number of tokens a step: give"
                          f" lessons --tokens {tokens} too.")
                return
            first = False
            arrays = (
                (ids & (READ - 1)).astype(numpy.int64),
                numpy.select([ids >= LEARNED, ids >= READ], [1, read_weight]).astype(numpy.float32),
                positions.astype(numpy.int64),
                starts[:numpy.searchsorted(starts, tokens) + 1].copy(),
            )
            longest = int(numpy.diff(arrays[3]).max())
            ready.put([*(torch.from_numpy(a) for a in arrays), longest])

    threading.Thread(target=read, daemon=True).start()
    while True:
        step = ready.get()
        if step is None:
            return
        if isinstance(step, str):
            raise SystemExit(step)
        yield step


class Embedding(torch.autograd.Function):
    """Rows of a small table. Its gradient is one product: adding row by row waits for other adders."""

    @staticmethod
    def forward(context, ids, weight):
        context.save_for_backward(ids)
        context.rows = weight.shape[0]
        return weight[ids]

    @staticmethod
    def backward(context, gradient):
        ids, = context.saved_tensors
        return None, F.one_hot(ids, context.rows).to(gradient.dtype).T @ gradient


class Parameters:
    """All weights; those of the layers stacked, [layers, …], so that one optimizer call serves all."""

    def __init__(self, a, device):
        torch.manual_seed(a.seed)
        w, f, n = a.width, a.feed_forward, a.layers

        def normal(deviation, *shape):
            return (torch.randn(*shape) * deviation).to(device).requires_grad_()

        def full(value, *shape):
            return torch.full(shape, float(value)).to(device).requires_grad_()

        writes = 1 / math.sqrt(2 * n)
        self.embedding = normal(0.04, VOCABULARY, w)
        self.matrices = {
            "attn_qkv.weight": normal(1 / math.sqrt(w), n, 3, w, w),
            "attn_output.weight": normal(writes / math.sqrt(w), n, 1, w, w),
            "ffn_gate_up.weight": normal(1 / math.sqrt(w), n, 2, f, w),
            "ffn_down.weight": normal(writes / math.sqrt(f), n, 1, w, f),
        }
        self.vectors = {
            "attn_norm.weight": full(1, n, w),
            "attn_qkv.bias": full(0, n, 3 * w),
            "ffn_norm.weight": full(1, n, w),
        }
        self.output_norm = full(1, w)

    ORDER = ["attn_norm.weight", "attn_qkv.weight", "attn_qkv.bias", "attn_output.weight",
             "ffn_norm.weight", "ffn_gate_up.weight", "ffn_down.weight"]

    def in_order(self):
        """Views of all weights in the order of ModelShape.parameters."""
        layers = {**self.matrices, **self.vectors}
        each = zip(*(layers[name].detach().unbind(0) for name in self.ORDER))
        return [self.embedding.detach(), *itertools.chain(*each), self.output_norm.detach()]

    def load(self, folder, crc32):
        """As save left them, or the command weights of the trainer in Java."""
        names = sorted(name for name in os.listdir(folder)
                       if name.startswith("weights.") and not name.endswith(".part"))
        data = b"".join(open(os.path.join(folder, name), "rb").read() for name in names)
        if len(data) != 4 * sum(p.numel() for p in self.all()) or f"{zlib.crc32(data):08x}" != crc32:
            raise SystemExit(f"The weights in {folder} are not whole: copy all of their files again.")
        values = torch.from_numpy(numpy.frombuffer(data, "<f4").copy())
        for target, source in zip(self.in_order(),
                                  values.split([p.numel() for p in self.in_order()])):
            target.copy_(source.view_as(target))

    def all(self):
        return [self.embedding, self.output_norm, *self.matrices.values(), *self.vectors.values()]

    def save(self, folder, a):
        """In the order of ModelShape.parameters, as float32, in parts of at most 15 MiB.

        All is written before any file takes its name, the shape last of all, with a checksum: where
        a kill leaves parts of two models, they are not taken for one.
        """
        data = torch.cat([p.flatten() for p in self.in_order()]).float().cpu().numpy().tobytes()
        os.makedirs(folder, exist_ok=True)
        files = {f"weights.{i // PART:02d}": data[i:i + PART] for i in range(0, len(data), PART)}
        shape = (f"layers={a.layers}\nwidth={a.width}\nheads={a.heads}\n"
                 f"feedForward={a.feed_forward}\ncontext={a.context}\n"
                 f"crc32={zlib.crc32(data):08x}\n")
        files["shape.properties"] = shape.encode()
        for name, content in files.items():
            with open(os.path.join(folder, name + ".part"), "wb") as file:
                file.write(content)
        for name in os.listdir(folder):  # An earlier model may have had more parts.
            if name.startswith("weights.") and name.removesuffix(".part") not in files:
                os.remove(os.path.join(folder, name))
        for name in files:
            os.replace(os.path.join(folder, name + ".part"), os.path.join(folder, name))


def shape_of(folder):
    """The lines of shape.properties."""
    name = os.path.join(folder, "shape.properties")
    if not os.path.exists(name):
        raise SystemExit(f"There are no weights in {folder}: the file {name} is missing.")
    with open(name) as file:
        return dict(line.strip().split("=") for line in file if "=" in line)


def pieces(starts, most):
    """Lessons that are computed together, as many as have at most so many tokens, at least one.

    Yields where they begin and end, and the bounds of each, counted from there.
    """
    bounds, i = starts.tolist(), 0
    while i < len(bounds) - 1:
        j = i + 1
        while j < len(bounds) - 1 and bounds[j + 1] - bounds[i] <= most:
            j += 1
        yield bounds[i], bounds[j], starts[i:j + 1] - bounds[i]
        i = j


def norm(x, weight):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + NORM_EPSILON) * weight


@torch.compiler.disable  # Its sizes change from step to step, which would compile it anew.
def attend(q, k, v, starts, longest):
    """Each lesson reads itself alone, and no further than its own place: [tokens, heads, d]."""
    if q.is_cuda:
        return torch.ops.aten._flash_attention_forward(
            q, k, v, starts, starts, longest, longest, 0.0, True, False)[0]
    out, bounds = [], starts.tolist()
    for begin, end in zip(bounds, bounds[1:]):
        if begin < end:
            # As a batch of one: without that dimension no flash attention runs.
            parts = [t[begin:end].transpose(0, 1).unsqueeze(0) for t in (q, k, v)]
            mixed = F.scaled_dot_product_attention(*parts, is_causal=True)
            out.append(mixed.squeeze(0).transpose(0, 1))
    return torch.cat(out)


def block(x, cos, sin, lessons, heads, attn_norm, qkv, bias, output, ffn_norm, gate_up, down):
    """One layer: [tokens, width] to the same; cos and sin are [tokens, 1, d / 2]."""
    tokens, width = x.shape
    kind = qkv.dtype
    both = F.linear(norm(x, attn_norm).to(kind), qkv.view(-1, width), bias.to(kind))
    q, k, v = both.view(tokens, 3, heads, width // heads).unbind(1)

    def rotate(t):
        first, second = t.float().chunk(2, -1)
        return torch.cat((first * cos - second * sin, second * cos + first * sin), -1).to(kind)

    mixed = attend(rotate(q), rotate(k), v, *lessons)
    x = x + F.linear(mixed.reshape(tokens, width), output[0])
    gate, up = F.linear(norm(x, ffn_norm).to(kind), gate_up.view(-1, width)).chunk(2, -1)
    return x + F.linear(F.silu(gate) * up, down[0])


def loss_of(x, weight, embedding, targets, weights, total):
    """The weighted sum of the tokens' losses, in nats, as a share of all weights of the step."""
    logits = F.linear(norm(x, weight).to(embedding.dtype), embedding).float()
    losses = F.cross_entropy(logits, targets, reduction="none")
    return (losses * weights).sum() / total


class Optimizer:
    """Muon.java and AdamW.java, for stacked weights."""

    MOMENTUM, MUON_DECAY, LIKE_ADAM = 0.95, 0.02, 0.2
    BETA1, BETA2, EPSILON, DECAY = 0.9, 0.95, 1e-8, 0.05

    def __init__(self, parameters, kind):
        self.parameters = parameters
        self.kind = kind
        self.momenta = [torch.zeros_like(p) for p in parameters.matrices.values()]
        self.adam = [parameters.embedding, parameters.output_norm, *parameters.vectors.values()]
        self.means = [torch.zeros_like(p) for p in self.adam]
        self.squares = [torch.zeros_like(p) for p in self.adam]
        self.steps = 0

    @torch.no_grad()
    def step(self, rate):
        self.steps += 1
        gradients = [p.grad for p in self.parameters.all()]
        norms = torch._foreach_norm(gradients)
        scale = (1 / (torch.linalg.vector_norm(torch.stack(norms)) + 1e-12)).clamp(max=1)
        torch._foreach_mul_(gradients, scale)
        for weight, momentum in zip(self.parameters.matrices.values(), self.momenta):
            momentum.mul_(self.MOMENTUM).add_(weight.grad)
            ahead = weight.grad.add(momentum, alpha=self.MOMENTUM)
            size = self.LIKE_ADAM * math.sqrt(max(weight.shape[-2:]))
            weight.mul_(1 - rate * self.MUON_DECAY)
            weight.add_(orthogonal(ahead.flatten(0, 1), self.kind).view_as(weight), alpha=-rate * size)
        corrected = rate * math.sqrt(1 - self.BETA2 ** self.steps) / (1 - self.BETA1 ** self.steps)
        for weight, mean, square in zip(self.adam, self.means, self.squares):
            mean.lerp_(weight.grad, 1 - self.BETA1)
            square.mul_(self.BETA2).addcmul_(weight.grad, weight.grad, value=1 - self.BETA2)
            if weight is self.parameters.embedding:
                weight.mul_(1 - rate * self.DECAY)
            weight.addcdiv_(mean, square.sqrt().add_(self.EPSILON), value=-corrected)
        for p in self.parameters.all():
            p.grad = None


def orthogonal(matrices, kind):
    """The nearest matrices with equal singular values, computed in a kind: [n, rows, columns]."""
    x = matrices.to(kind)
    tall = x.shape[1] > x.shape[2]
    if tall:
        x = x.transpose(1, 2)
    x = x / (x.float().norm(dim=(1, 2), keepdim=True) + 1e-7).to(x.dtype)
    for _ in range(5):
        gram = x @ x.transpose(1, 2)
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * (gram @ gram)) @ x
    return (x.transpose(1, 2) if tall else x).float()


def main():
    a = arguments()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    quick = device.type == "cuda" or torch.cpu._is_avx512_bf16_supported()
    kind = torch.bfloat16 if quick else torch.float32
    if a.start:
        start = shape_of(a.start)
        a.layers, a.width, a.heads = (int(start[key]) for key in ("layers", "width", "heads"))
        a.feed_forward, a.context = int(start["feedForward"]), int(start["context"])
    parameters = Parameters(a, device)
    if a.start:
        parameters.load(a.start, start["crc32"])
    optimizer = Optimizer(parameters, kind)
    if device.type == "cuda":
        one_layer, last = torch.compile(block), torch.compile(loss_of)
    else:
        one_layer, last = torch.compile(block, dynamic=True), loss_of

    d = a.width // a.heads
    angles = torch.outer(
        torch.arange(a.context, dtype=torch.float64),
        ROPE_BASE ** (-torch.arange(0, d, 2, dtype=torch.float64) / d))
    cosines, sines = angles.cos().float().to(device), angles.sin().float().to(device)

    count = sum(p.numel() for p in parameters.all())
    print(f"{count:,} parameters, {device}, PyTorch {torch.__version__}", flush=True)
    begun, reported, saved = None, time.monotonic(), time.monotonic()
    losses, step, share = [], 0, 0
    for ids, weights, positions, starts, longest in lessons(a.tokens, a.read_weight, sys.stdin.buffer):
        share = 0 if begun is None else (time.monotonic() - begun) / a.seconds
        if share >= 1:
            break
        rate = a.rate * min((step + 1) / (20 if a.start else 100), 1, (1 - share) / 0.75)
        ids, positions = ids.to(device, non_blocking=True), positions.to(device, non_blocking=True)
        targets = ids.roll(-1)  # Where another lesson begins, nothing is learned.
        learned = weights.roll(-1)
        for begin, end in itertools.pairwise(starts.tolist()):
            if end - begin > a.longest:
                learned[begin:end] = 0
        weights = learned.to(device, non_blocking=True)
        total, loss = weights.sum(), 0
        for begin, end, bounds in pieces(starts, a.tokens if device.type == "cuda" else CACHED):
            if not learned[begin:end].any():
                continue
            cos, sin = (t[positions[begin:end]].unsqueeze(1) for t in (cosines, sines))
            embedding = parameters.embedding.to(kind)
            x = Embedding.apply(ids[begin:end], parameters.embedding)
            layers = zip(*(p.to(kind).unbind(0) for p in parameters.matrices.values()),
                         *(p.unbind(0) for p in parameters.vectors.values()))
            # Another number of a Python program compiles a layer anew; only flash attention asks.
            own = (bounds.to(device, non_blocking=True), longest if device.type == "cuda" else 0)
            for qkv, output, gate_up, down, attn_norm, bias, ffn_norm in layers:
                x = one_layer(x, cos, sin, own, a.heads,
                              attn_norm, qkv, bias, output, ffn_norm, gate_up, down)
            part = last(x, parameters.output_norm, embedding, targets[begin:end],
                        weights[begin:end], total)
            part.backward()
            loss = loss + part.detach()
        optimizer.step(rate)
        losses.append(loss)
        step += 1
        if begun is None:  # The first step compiles.
            loss.item()
            begun = time.monotonic()
            print(f"first step after {begun - reported:.1f} s", flush=True)
            reported = begun
        if len(losses) == 50:
            mean = torch.stack(losses).mean().item()
            now = time.monotonic()
            print(f"step {step}, {now - begun:.0f} of {a.seconds:.0f} s: loss {mean:.4f}, "
                  f"{50 * a.tokens / (now - reported):,.0f} tokens/s", flush=True)
            losses, reported = [], now
            if not math.isfinite(mean):
                raise SystemExit("The loss is no longer a number: lower the rate.")
            if now - saved > 150:
                parameters.save(a.out, a)
                saved = now
    if step == 0:
        raise SystemExit("No lessons came.")
    parameters.save(a.out, a)
    print(f"Wrote {a.out} after {step} steps, {step * a.tokens:,} tokens.", flush=True)
    if share < 1:
        raise SystemExit("The lessons ended before the training did: give lessons more steps.")


if __name__ == "__main__":
    main()
