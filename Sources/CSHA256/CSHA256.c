#include "CSHA256.h"

#include <stdlib.h>
#include <string.h>

// SHA-256 (FIPS 180-4) of several messages at once: eight, where a vector holds the same word of each, or
// two by a processor's own instructions, each of which waits for the one before it. Where messages come
// one after the other, swift-crypto hashes them, but for a stream beside which others are hashed.

#if defined(__x86_64__)

#include <assert.h>
#include <cpuid.h>
#include <immintrin.h>

enum { LANES = 8, OWN_LANES = 2, BLOCK = 64 };

typedef uint32_t words __attribute__((vector_size(4 * LANES)));
typedef uint64_t pairs __attribute__((vector_size(4 * LANES)));

static const uint32_t first_state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#define INLINE static inline __attribute__((always_inline))

// MARK: Messages in pieces

/// A message as it is fed to a lane: its first block, which begins with the prefix; what lies in
/// between, where it is; and its end, with the padding. Of a stream, the blocks that became whole.
typedef struct lane {
  uint8_t head[BLOCK];
  uint8_t tail[2 * BLOCK];
  /// What comes next, and how many blocks of it there are.
  const uint8_t *next;
  size_t blocks;
  const uint8_t *middle;
  size_t middle_blocks;
  size_t tail_blocks;
  /// Where the result goes: a message's digest, or a stream's state.
  uint8_t *digest;
  uint32_t *state;
} lane;

/// The end of a message of `total` bytes, `left` of which are in the tail.
static void pad(lane *lane, size_t left, uint64_t total) {
  lane->tail[left] = 0x80;
  lane->tail_blocks = left + 1 + 8 <= BLOCK ? 1 : 2;
  uint64_t bits = __builtin_bswap64(total * 8);
  memcpy(lane->tail + lane->tail_blocks * BLOCK - 8, &bits, 8);
}

static void begin(lane *lane, const uint8_t *prefix, size_t prefix_count,
                  const csha256_message *message, uint8_t *digest) {
  assert(prefix_count < BLOCK);
  size_t total = prefix_count + message->count;
  size_t in_head = 0;
  size_t left = total;
  const uint8_t *rest = message->bytes;
  uint8_t *tail = lane->tail;
  *lane = (struct lane){.digest = digest};
  if (total >= BLOCK) {
    in_head = BLOCK - prefix_count;
    memcpy(lane->head, prefix, prefix_count);
    memcpy(lane->head + prefix_count, rest, in_head);
    rest += in_head;
    left -= BLOCK;
    lane->next = lane->head;
    lane->blocks = 1;
    lane->middle = rest;
    lane->middle_blocks = left / BLOCK;
    rest += left / BLOCK * BLOCK;
    left %= BLOCK;
    if (left > 0) memcpy(tail, rest, left);
  } else {
    memcpy(tail, prefix, prefix_count);
    if (message->count > 0) memcpy(tail + prefix_count, rest, message->count);
  }
  pad(lane, left, total);
}

/// Takes in what became of a stream by `count` bytes more; false where no block became whole.
static bool begin_stream(lane *lane, csha256_stream *stream, const uint8_t *bytes, size_t count) {
  *lane = (struct lane){.state = stream->state};
  size_t held = stream->count % BLOCK;
  stream->count += count;
  if (held + count < BLOCK) {
    if (count > 0) memcpy(stream->rest + held, bytes, count);
    return false;
  }
  if (held > 0) {
    memcpy(lane->head, stream->rest, held);
    memcpy(lane->head + held, bytes, BLOCK - held);
    bytes += BLOCK - held;
    count -= BLOCK - held;
    lane->next = lane->head;
    lane->blocks = 1;
  }
  lane->middle = bytes;
  lane->middle_blocks = count / BLOCK;
  memcpy(stream->rest, bytes + count / BLOCK * BLOCK, count % BLOCK);
  return true;
}

/// Takes in the end of a stream.
static void begin_end(lane *lane, const csha256_stream *stream, uint8_t *digest) {
  *lane = (struct lane){.digest = digest};
  size_t held = stream->count % BLOCK;
  memcpy(lane->tail, stream->rest, held);
  pad(lane, held, stream->count);
}

/// Goes on to the message's next piece; false where there is none.
static bool go_on(lane *lane) {
  if (lane->blocks > 0) return true;
  if (lane->middle_blocks > 0) {
    lane->next = lane->middle;
    lane->blocks = lane->middle_blocks;
    lane->middle_blocks = 0;
    return true;
  }
  lane->next = lane->tail;
  lane->blocks = lane->tail_blocks;
  lane->tail_blocks = 0;
  return lane->blocks > 0;
}

// MARK: Rounds

// What takes or gives a vector is part of a function that has wide instructions: none is handed over.
#pragma clang diagnostic ignored "-Wpsabi"

/// Of eight rows of eight words, columns.
INLINE void transpose(words *row) {
  words a[LANES];
  pairs b[LANES];
  for (int i = 0; i < LANES; i += 2) {
    a[i] = __builtin_shufflevector(row[i], row[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    a[i + 1] = __builtin_shufflevector(row[i], row[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (int i = 0; i < LANES; i += 4) {
    for (int k = 0; k < 2; k++) {
      b[i + 2 * k] = __builtin_shufflevector((pairs)a[i + k], (pairs)a[i + k + 2], 0, 4, 2, 6);
      b[i + 2 * k + 1] = __builtin_shufflevector((pairs)a[i + k], (pairs)a[i + k + 2], 1, 5, 3, 7);
    }
  }
  for (int i = 0; i < 4; i++) {
    row[i] = (words)__builtin_shufflevector(b[i], b[i + 4], 0, 1, 4, 5);
    row[i + 4] = (words)__builtin_shufflevector(b[i], b[i + 4], 2, 3, 6, 7);
  }
}

INLINE words turned(words word, int by) { return word >> by | word << (32 - by); }

INLINE words swapped(words word) {
  typedef uint8_t bytes __attribute__((vector_size(4 * LANES)));
  return (words)__builtin_shufflevector(
      (bytes)word, (bytes)word, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 19, 18, 17, 16,
      23, 22, 21, 20, 27, 26, 25, 24, 31, 30, 29, 28);
}

/// `count` blocks from each lane's `next` on.
INLINE void hash_blocks(words state[8], lane *lanes, size_t count) {
  words sum[8];
  for (int i = 0; i < 8; i++) sum[i] = state[i];
  for (size_t block = 0; block < count; block++) {
    words w[16];
    for (int half = 0; half < 2; half++) {
      for (int i = 0; i < LANES; i++) {
        memcpy(&w[8 * half + i], lanes[i].next + BLOCK * block + 32 * half, sizeof(words));
        w[8 * half + i] = swapped(w[8 * half + i]);
      }
      transpose(w + 8 * half);
    }
    words a = sum[0], b = sum[1], c = sum[2], d = sum[3];
    words e = sum[4], f = sum[5], g = sum[6], h = sum[7];
#pragma clang loop unroll(full)
    for (int i = 0; i < 64; i++) {
      if (i >= 16) {
        words early = w[(i + 1) & 15], late = w[(i + 14) & 15];
        w[i & 15] += w[(i + 9) & 15] + (turned(early, 7) ^ turned(early, 18) ^ early >> 3) +
                     (turned(late, 17) ^ turned(late, 19) ^ late >> 10);
      }
      words first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (g ^ (e & (f ^ g))) +
                    w[i & 15] + constants[i];
      words second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) | (c & (a | b)));
      h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
    }
    sum[0] += a, sum[1] += b, sum[2] += c, sum[3] += d;
    sum[4] += e, sum[5] += f, sum[6] += g, sum[7] += h;
  }
  for (int i = 0; i < 8; i++) state[i] = sum[i];
}

/// What has nothing to do reads what another does, and nobody looks at what comes of it.
static void fill_idle(lane *lanes, const bool *is_busy) {
  for (int i = 0; i < LANES; i++) {
    for (int k = 0; !is_busy[i] && k < LANES; k++) {
      if (is_busy[k]) lanes[i].next = lanes[k].next;
    }
  }
}

__attribute__((target("avx2"))) static void hash_blocks_avx2(uint32_t state[8][LANES], lane *lanes,
                                                             const bool *is_busy, size_t count) {
  fill_idle(lanes, is_busy);
  hash_blocks((words *)state, lanes, count);
}

/// The same, with instructions that turn words and join three at a time.
__attribute__((target("avx2,avx512f,avx512vl"))) static void hash_blocks_avx512(
    uint32_t state[8][LANES], lane *lanes, const bool *is_busy, size_t count) {
  fill_idle(lanes, is_busy);
  hash_blocks((words *)state, lanes, count);
}

#define OWN __attribute__((target("sha,ssse3,sse4.1")))

/// The same of the first `width` lanes that are given, `OWN_LANES` at most.
OWN INLINE void hash_blocks_own(uint32_t state[8][LANES], lane *lanes, const int *given, int width,
                            size_t count) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i abef[OWN_LANES], cdgh[OWN_LANES];
  for (int l = 0; l < width; l++) {
    int i = given[l];
    abef[l] = _mm_set_epi32(state[0][i], state[1][i], state[4][i], state[5][i]);
    cdgh[l] = _mm_set_epi32(state[2][i], state[3][i], state[6][i], state[7][i]);
  }
  for (size_t block = 0; block < count; block++) {
    __m128i w[OWN_LANES][4], first[OWN_LANES], second[OWN_LANES];
    for (int l = 0; l < width; l++) {
      first[l] = abef[l], second[l] = cdgh[l];
      const __m128i *next = (const __m128i *)(lanes[given[l]].next + BLOCK * block);
      for (int i = 0; i < 4; i++) w[l][i] = _mm_shuffle_epi8(_mm_loadu_si128(next + i), swap);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
#pragma clang loop unroll(full)
      for (int l = 0; l < width; l++) {
        __m128i *here = &w[l][i & 3], *last = &w[l][(i + 3) & 3];
        if (i >= 4) {
          __m128i sum = _mm_sha256msg1_epu32(*here, w[l][(i + 1) & 3]);
          sum = _mm_add_epi32(sum, _mm_alignr_epi8(*last, w[l][(i + 2) & 3], 4));
          *here = _mm_sha256msg2_epu32(sum, *last);
        }
        __m128i word = _mm_loadu_si128((const __m128i *)(constants + 4 * i));
        word = _mm_add_epi32(word, *here);
        cdgh[l] = _mm_sha256rnds2_epu32(cdgh[l], abef[l], word);
        abef[l] = _mm_sha256rnds2_epu32(abef[l], cdgh[l], _mm_shuffle_epi32(word, 0x0e));
      }
    }
    for (int l = 0; l < width; l++) {
      abef[l] = _mm_add_epi32(abef[l], first[l]);
      cdgh[l] = _mm_add_epi32(cdgh[l], second[l]);
    }
  }
  for (int l = 0; l < width; l++) {
    uint32_t upper[4], lower[4];
    memcpy(upper, &abef[l], sizeof upper);
    memcpy(lower, &cdgh[l], sizeof lower);
    for (int k = 0; k < 2; k++) {
      state[k][given[l]] = upper[3 - k];
      state[k + 4][given[l]] = upper[1 - k];
      state[k + 2][given[l]] = lower[3 - k];
      state[k + 6][given[l]] = lower[1 - k];
    }
  }
}

/// As many lanes as are busy: an idle one would hold the others up.
OWN static void hash_blocks_sha(uint32_t state[8][LANES], lane *lanes, const bool *is_busy,
                                size_t count) {
  int given[OWN_LANES] = {0};
  int width = 0;
  for (int i = 0; i < OWN_LANES; i++) {
    if (is_busy[i]) given[width++] = i;
  }
  if (width == 1) hash_blocks_own(state, lanes, given, 1, count);
  if (width == 2) hash_blocks_own(state, lanes, given, 2, count);
}

// MARK: Ways

bool csha256_has(csha256_way way) {
  unsigned a, b = 0, c, d;
  switch (way) {
    case CSHA256_OWN:
      return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1) &&
             __builtin_cpu_supports("sse4.1");
    case CSHA256_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
    case CSHA256_AVX2:
      return __builtin_cpu_supports("avx2");
  }
  return false;
}

/// Hashes the lane that is begun, if one is, and messages beside it.
///
/// @param begun_state the state of the lane that is begun; NULL where none is.
static void hash_all(csha256_way way, lane *lanes, const uint32_t *begun_state,
                     const uint8_t *prefix, size_t prefix_count, const csha256_message *messages,
                     size_t count, uint8_t *digests) {
  int width = way == CSHA256_OWN ? OWN_LANES : LANES;
  uint32_t state[8][LANES] __attribute__((aligned(4 * LANES)));
  bool is_busy[LANES] = {begun_state != NULL};
  for (int k = 0; begun_state != NULL && k < 8; k++) state[k][0] = begun_state[k];
  size_t begun = 0, busy = begun_state != NULL;
  while (busy > 0 || begun < count) {
    size_t step = SIZE_MAX;
    for (int i = 0; i < width; i++) {
      if (!is_busy[i] && begun < count) {
        begin(&lanes[i], prefix, prefix_count, &messages[begun], digests + 32 * begun);
        for (int k = 0; k < 8; k++) state[k][i] = first_state[k];
        is_busy[i] = true;
        begun++;
        busy++;
      }
      if (is_busy[i] && go_on(&lanes[i]) && lanes[i].blocks < step) step = lanes[i].blocks;
    }
    switch (way) {
      case CSHA256_OWN: hash_blocks_sha(state, lanes, is_busy, step); break;
      case CSHA256_AVX512: hash_blocks_avx512(state, lanes, is_busy, step); break;
      case CSHA256_AVX2: hash_blocks_avx2(state, lanes, is_busy, step); break;
    }
    for (int i = 0; i < width; i++) {
      if (!is_busy[i]) continue;
      lanes[i].next += BLOCK * step;
      lanes[i].blocks -= step;
      if (lanes[i].blocks > 0 || lanes[i].middle_blocks > 0 || lanes[i].tail_blocks > 0) continue;
      for (int k = 0; k < 8; k++) {
        uint32_t word = __builtin_bswap32(state[k][i]);
        if (lanes[i].state != NULL) lanes[i].state[k] = state[k][i];
        if (lanes[i].digest != NULL) memcpy(lanes[i].digest + 4 * k, &word, 4);
      }
      is_busy[i] = false;
      busy--;
    }
  }
}

void csha256_hash_each(csha256_way way, const uint8_t *prefix, size_t prefix_count,
                       const csha256_message *messages, size_t count, uint8_t *digests) {
  lane lanes[LANES];
  hash_all(way, lanes, NULL, prefix, prefix_count, messages, count, digests);
}

csha256_stream csha256_begin(void) {
  csha256_stream stream = {.count = 0};
  memcpy(stream.state, first_state, sizeof first_state);
  return stream;
}

void csha256_hash_beside(csha256_stream *stream, const uint8_t *bytes, size_t bytes_count,
                         const uint8_t *prefix, size_t prefix_count,
                         const csha256_message *messages, size_t count, uint8_t *digests) {
  lane lanes[LANES];
  bool is_begun = begin_stream(&lanes[0], stream, bytes, bytes_count);
  hash_all(CSHA256_OWN, lanes, is_begun ? stream->state : NULL, prefix, prefix_count, messages,
           count, digests);
}

void csha256_end(const csha256_stream *stream, uint8_t *digest) {
  lane lanes[LANES];
  begin_end(&lanes[0], stream, digest);
  hash_all(CSHA256_OWN, lanes, stream->state, NULL, 0, NULL, 0, NULL);
}

#else

bool csha256_has(csha256_way way) { return false; }

void csha256_hash_each(csha256_way way, const uint8_t *prefix, size_t prefix_count,
                       const csha256_message *messages, size_t count, uint8_t *digests) {
  abort();
}

csha256_stream csha256_begin(void) { abort(); }

void csha256_hash_beside(csha256_stream *stream, const uint8_t *bytes, size_t bytes_count,
                         const uint8_t *prefix, size_t prefix_count,
                         const csha256_message *messages, size_t count, uint8_t *digests) {
  abort();
}

void csha256_end(const csha256_stream *stream, uint8_t *digest) { abort(); }

#endif
