#include "CRE2.h"

#include <re2/re2.h>

#include <cstdio>

// RE2 has no interface for C: this is as much of one as is needed.

struct cre2_pattern {
  re2::RE2 expression;
};

static re2::RE2::Options options(int64_t most_memory) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(most_memory);
  return options;
}

extern "C" cre2_pattern *cre2_make(const char *pattern, size_t length, int64_t most_memory,
                                   char *error, size_t error_size) {
  auto *made = new cre2_pattern{{re2::StringPiece(pattern, length), options(most_memory)}};
  if (made->expression.ok()) return made;
  std::snprintf(error, error_size, "%s", made->expression.error().c_str());
  delete made;
  return nullptr;
}

extern "C" void cre2_free(cre2_pattern *pattern) { delete pattern; }

extern "C" bool cre2_find(const cre2_pattern *pattern, const char *text, size_t length,
                          size_t from, size_t *start, size_t *end) {
  re2::StringPiece found;
  if (!pattern->expression.Match(re2::StringPiece(text, length), from, length,
                                 re2::RE2::UNANCHORED, &found, 1))
    return false;
  *start = static_cast<size_t>(found.data() - text);
  *end = *start + found.size();
  return true;
}

extern "C" bool cre2_has(const cre2_pattern *pattern, const char *text, size_t length) {
  return pattern->expression.Match(re2::StringPiece(text, length), 0, length,
                                   re2::RE2::UNANCHORED, nullptr, 0);
}
