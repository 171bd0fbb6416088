#ifndef STEMMA_CLIBGIT2_SHIM_H
#define STEMMA_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/*
 * Variadic functions do not reach Swift; these wrap the few settings stemma needs.
 * All of them hold for the whole process.
 */

/* Nobody's configuration is read: not the system's, not the user's. */
static inline int stemma_git_ignore_configuration(void) {
  const int levels[] = {
    GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
    GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL
  };
  for (unsigned i = 0; i < sizeof levels / sizeof levels[0]; i++) {
    int code = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
    if (code < 0) return code;
  }
  return git_libgit2_opts(GIT_OPT_SET_TEMPLATE_PATH, "");
}

/* Every file is synced as it is written, and every object hashed again as it is read from disk. */
static inline int stemma_git_be_careful(void) {
  int code = git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
  if (code == 0) code = git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
  if (code == 0) code = git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, 1);
  if (code == 0) code = git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
  if (code == 0) code = git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  return code;
}

#endif
