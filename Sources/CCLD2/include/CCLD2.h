#ifndef STEMMA_CCLD2_H
#define STEMMA_CCLD2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A text's languages, at most three, the one of the most text first.
typedef struct {
  /// CLD2's codes, such as "en" or "zh-Hant"; NULL past the last one.
  const char *_Nullable codes[3];
  /// How much of the text each is, in hundredths.
  int percents[3];
  /// Whether CLD2 itself relies on it.
  bool is_reliable;
} ccld2_languages;

/// Tells the languages of a plain text, UTF-8, of less than 2 GiB.
ccld2_languages ccld2_tell(const char *_Nonnull text, int length);

/// CLD2's own code of a language known by this one; NULL where it knows none.
const char *_Nullable ccld2_code(const char *_Nonnull code);

#ifdef __cplusplus
}
#endif

#endif
