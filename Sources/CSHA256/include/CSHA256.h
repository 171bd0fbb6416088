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

/// Whether hashing several messages side by side is quicker here than one after the other: on
/// processors that have no instructions for SHA-256, but wide ones.
bool csha256_is_quicker(void);

/// SHA-256 of each message behind `prefix`, eight at a time.
///
/// @param prefix_count less than 64.
/// @param digests room for 32 bytes a message.
/// @return false where this processor cannot: nothing is written then.
bool csha256_hash_each(const uint8_t *_Nonnull prefix, size_t prefix_count,
                       const csha256_message *_Nonnull messages, size_t count,
                       uint8_t *_Nonnull digests);

#endif
