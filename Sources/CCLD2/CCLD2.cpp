#include "CCLD2.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

// CLD2 has no interface for C: this is as much of one as is needed.

extern "C" ccld2_languages ccld2_tell(const char *text, int length) {
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int letters = 0;
  int valid = 0;
  bool is_reliable = false;
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text, length, true, &hints, 0, languages, percents,
                                          scores, nullptr, &letters, &is_reliable, &valid);
  ccld2_languages told = {{nullptr, nullptr, nullptr}, {0, 0, 0}, is_reliable};
  int count = 0;
  for (int index = 0; index < 3; index++) {
    if (languages[index] == CLD2::UNKNOWN_LANGUAGE || percents[index] <= 0) continue;
    told.codes[count] = CLD2::LanguageCode(languages[index]);
    told.percents[count] = percents[index];
    count++;
  }
  return told;
}

extern "C" const char *ccld2_code(const char *code) {
  CLD2::Language language = CLD2::GetLanguageFromName(code);
  return language == CLD2::UNKNOWN_LANGUAGE ? nullptr : CLD2::LanguageCode(language);
}
