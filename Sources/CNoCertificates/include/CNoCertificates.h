#ifndef STEMMA_CNOCERTIFICATES_H
#define STEMMA_CNOCERTIFICATES_H

/// Takes the place of mbedTLS's function of this name in the whole program: reads no certificates.
///
/// libgit2 has it read all that the system trusts whenever it is started, a third of a short command's
/// time, though stemma never has it speak with a server. A connection would be refused for want of
/// somebody to trust.
int mbedtls_x509_crt_parse_file(void *chain, const char *path);

#endif
