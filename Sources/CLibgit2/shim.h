#ifndef STEMMA_CLIBGIT2_SHIM_H
#define STEMMA_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <zlib.h>

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

/*
 * Unpacks the start of a zlib stream. libgit2 1.5 loops for ever where a loose object's stream is
 * cut short, and writes past its buffer where the header states too small a size.
 * Returns Z_STREAM_END (1) when the stream ended within the output, and was sound.
 */
static inline int stemma_git_inflate(
  const unsigned char *in, unsigned in_bytes, unsigned char *out, unsigned out_bytes,
  unsigned *written_bytes
) {
  z_stream stream = {0};
  int code = inflateInit(&stream);
  *written_bytes = 0;
  if (code != Z_OK) return code;
  stream.next_in = (unsigned char *)in;
  stream.avail_in = in_bytes;
  stream.next_out = out;
  stream.avail_out = out_bytes;
  code = inflate(&stream, Z_SYNC_FLUSH);
  *written_bytes = out_bytes - stream.avail_out;
  inflateEnd(&stream);
  return code;
}

#endif
