#version 450
// gather_batch: x[b,h,v,c] = byte(example[b], h', v', c) * scale[c] + offset[c], example[b] = order[position + b]; (h', v') is (h, v) after the example's random changes
//
// With mixing, x = share * that of the example + (1 - share) * that of its partner, which is changed as it is where it stands itself in this epoch (Zhang et al. 2018).
// Shapes     chunk j holds images j * examples_per_chunk and on, each [H, W, C] bytes, packed in 32-bit words with the lowest byte first; label [examples], order [epoch's examples],
//            scale_offset [C, 2], x [B, H, W, C], batch_label and batch_example [B]; mixing [examples] { partner, bits of the share }, batch_mixing [B] { partner's label, bits of the share }
// Bindings   0 to 3 Chunk0 to Chunk3, read · 4 Labels, read · 5 Order, read, only if use_order (else example[b] = position + b) · 6 Control (StepControl), read ·
//            7 ScaleOffset, read · 8 Input x, write · 9 BatchLabels, write · 10 BatchExamples, write · 11 Mixing, read, only if mix_examples ·
//            12 BatchMixing, write, likewise
// Constants  H, W, C; augment: whether images are changed; mix_examples: whether each is mixed with another
// Push       batch B; examples_per_chunk; seed; flip_probability; crop_padding; cutout_size: 0 for none
// Dispatch   B*H*W invocations: each makes the channels of one pixel
// Numerics   an augmented image is mirrored if u(word 0) < flip_probability, then cut out of its zero-padded self at row floor(word 1 * (2 * crop_padding + 1) / 2^32), column likewise by
//            word 2; the words are the Philox draw with key (seed, 4), counter (epoch, example, 0, 0). The border is byte 0, normalised as every byte is: black, as when a framework pads
//            images before it normalises them. Then a square of cutout_size rows and columns about row floor(word 0 * H / 2^32), column likewise by word 1, of the draw with counter
//            (epoch, example, 1, 0), as far as it lies in the image, becomes 0 after normalisation (DeVries and Taylor 2017)
#include <storage>
#include "include/indexing.glsl"
#include "include/philox.glsl"
#include "include/step_state.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint height = 1;
layout(constant_id = 2) const uint width = 1;
layout(constant_id = 3) const uint channels = 1;
layout(constant_id = 4) const bool use_order = true;
layout(constant_id = 5) const bool augment = false;
layout(constant_id = 6) const bool mix_examples = false;
layout(set = 0, binding = 0, std430) readonly buffer Chunk0 { uint chunk0[]; };
layout(set = 0, binding = 1, std430) readonly buffer Chunk1 { uint chunk1[]; };
layout(set = 0, binding = 2, std430) readonly buffer Chunk2 { uint chunk2[]; };
layout(set = 0, binding = 3, std430) readonly buffer Chunk3 { uint chunk3[]; };
layout(set = 0, binding = 4, std430) readonly buffer Labels { uint labels[]; };
layout(set = 0, binding = 5, std430) readonly buffer Order { uint order[]; };
layout(set = 0, binding = 6, std430) readonly buffer Control { StepControl control; };
layout(set = 0, binding = 7, std430) readonly buffer ScaleOffset { vec2 scale_offset[]; };
layout(set = 0, binding = 8, std430) writeonly buffer Input { real x[]; };
layout(set = 0, binding = 9, std430) writeonly buffer BatchLabels { uint batch_labels[]; };
layout(set = 0, binding = 10, std430) writeonly buffer BatchExamples { uint batch_examples[]; };
layout(set = 0, binding = 11, std430) readonly buffer Mixing { uvec2 mixing[]; };
layout(set = 0, binding = 12, std430) writeonly buffer BatchMixing { uvec2 batch_mixing[]; };
layout(push_constant) uniform Push { uint batch; uint examples_per_chunk; uint seed; float flip_probability; uint crop_padding; uint cutout_size; };

uint byte_at(uint chunk, uint index) {
    uint word;
    if (chunk == 0) {
        word = chunk0[index / 4];
    } else if (chunk == 1) {
        word = chunk1[index / 4];
    } else if (chunk == 2) {
        word = chunk2[index / 4];
    } else {
        word = chunk3[index / 4];
    }
    return word >> (index % 4 * 8) & 255u;
}

// Where a pixel of a batch comes from.
struct Source {
    uint chunk;
    uint first;   // its first channel's byte
    bool inside;  // not in the border
    bool cut;     // under the square
};

Source source_of(uint example, uint h, uint v) {
    bool cut = false;
    if (augment) {
        if (cutout_size > 0) {
            uvec4 words = philox(uvec4(control.epoch, example, 1, 0), uvec2(seed, purpose_augmentation));
            // Above the square or left of it wraps around and is far.
            cut = h + cutout_size / 2 - uniform_below(words.x, height) < cutout_size && v + cutout_size / 2 - uniform_below(words.y, width) < cutout_size;
        }
        uvec4 words = philox(uvec4(control.epoch, example, 0, 0), uvec2(seed, purpose_augmentation));
        uint places = 2 * crop_padding + 1;
        h += uniform_below(words.y, places) - crop_padding;  // below 0 wraps around and is outside
        v += uniform_below(words.z, places) - crop_padding;
        if (uniform_float(words.x) < flip_probability) {
            v = width - 1 - v;
        }
    }
    uint first = (example % examples_per_chunk * height * width + h * width + v) * channels;
    return Source(example / examples_per_chunk, first, h < height && v < width, cut);
}

float value_of(Source source, uint c) {
    uint value = source.inside ? byte_at(source.chunk, source.first + c) : 0;
    return source.cut ? 0.0 : float(value) * scale_offset[c].x + scale_offset[c].y;
}

void main() {
    uint pixel = invocation_index(workgroup_size);
    uint b = pixel / (height * width);
    if (b >= batch) {
        return;
    }
    uint place = control.position + b;
    uint example = use_order ? order[place] : place;
    uint h = pixel / width % height;
    uint v = pixel % width;
    if (h == 0 && v == 0) {
        batch_labels[b] = labels[example];
        batch_examples[b] = example;
    }

    Source own = source_of(example, h, v);
    if (!mix_examples) {
        for (uint c = 0; c < channels; c++) {
            x[pixel * channels + c] = stored(value_of(own, c));
        }
        return;
    }

    uvec2 mixed = mixing[example];
    float share = uintBitsToFloat(mixed.y);
    if (h == 0 && v == 0) {
        batch_mixing[b] = uvec2(labels[mixed.x], mixed.y);
    }
    Source other = source_of(mixed.x, h, v);
    for (uint c = 0; c < channels; c++) {
        x[pixel * channels + c] = stored(share * value_of(own, c) + (1.0 - share) * value_of(other, c));
    }
}
