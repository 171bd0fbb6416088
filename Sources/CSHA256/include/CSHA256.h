#ifndef STEMMA_CSHA256_H
#define STEMMA_CSHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes to be hashed.
typedef struct {
  const uint8_t *_Nullable bytes;
  size_t count;
} csha256_message;

/// How several messages are hashed side by side, the quickest first.
typedef enum {
  /// By the processor's instructions for SHA-256, two messages at a time.
  CSHA256_OWN,
  /// By wide instructions, eight messages at a time.
  CSHA256_AVX512,
  CSHA256_AVX2
} csha256_way;

/// Whether this processor can hash that way; to ask may take longer than to hash.
bool csha256_has(csha256_way way);

/// SHA-256 of each message behind `prefix`.
///
/// @param way one that this processor has.
/// @param prefix_count less than 64.
/// @param digests room for 32 bytes a message.
void csha256_hash_each(csha256_way way, const uint8_t *_Nonnull prefix, size_t prefix_count,
                       const csha256_message *_Nonnull messages, size_t count,
                       uint8_t *_Nonnull digests);

/// SHA-256 of a stream under way.
typedef struct {
  uint32_t state[8];
  /// How many bytes came; the last of them, `count` modulo 64, wait in `rest` for their block's others.
  uint64_t count;
  uint8_t rest[64];
} csha256_stream;

/// A stream of which nothing came yet. Streams are for processors that have `CSHA256_OWN`.
csha256_stream csha256_begin(void);

/// Adds bytes to a stream, and hashes messages beside it, as `csha256_hash_each` does.
void csha256_hash_beside(csha256_stream *_Nonnull stream, const uint8_t *_Nullable bytes,
                         size_t bytes_count, const uint8_t *_Nonnull prefix, size_t prefix_count,
                         const csha256_message *_Nonnull messages, size_t count,
                         uint8_t *_Nonnull digests);

/// SHA-256 of all that came; the stream stays as it is.
///
/// @param digest room for 32 bytes.
void csha256_end(const csha256_stream *_Nonnull stream, uint8_t *_Nonnull digest);

#endif
