#ifndef STEMMA_CRE2_H
#define STEMMA_CRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern; may be used by several threads at once.
typedef struct cre2_pattern cre2_pattern;

/// Compiles a pattern, UTF-8.
///
/// `most_memory` bounds the program and the automaton made of it, in bytes. Returns NULL where that
/// cannot be done; `error` then holds why, as a C string of at most `error_size` bytes.
cre2_pattern *_Nullable cre2_make(const char *_Nonnull pattern, size_t length, int64_t most_memory,
                                  char *_Nonnull error, size_t error_size);

void cre2_free(cre2_pattern *_Nonnull pattern);

/// Looks for the first match that begins at `from` or later, in a time linear in the text's length.
///
/// `start` and `end` are offsets in the text; what stands before `from` is context for `\b` and `^`.
bool cre2_find(const cre2_pattern *_Nonnull pattern, const char *_Nonnull text, size_t length,
               size_t from, size_t *_Nonnull start, size_t *_Nonnull end);

/// Whether there is any match.
bool cre2_has(const cre2_pattern *_Nonnull pattern, const char *_Nonnull text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
