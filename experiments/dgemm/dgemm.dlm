---
dlm_id: 01KPQ9X1000000000000000000
dlm_version: 15
base_model: smollm2-135m
---

# DGEMM

DGEMM is a routine of the level 3 BLAS. It multiplies two dense matrices and can optionally
accumulate the result into an existing output matrix. The matrices hold double-precision numbers.

The factor alpha scales the product of the two matrices. The factor beta scales the output matrix
before the product is added. When beta is zero, the output matrix need not be set before the call.

```fortran
::instruction::
call dgemm('N', 'N', m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
```

::instruction::
### Q
Which letter asks DGEMM to transpose a matrix?

### A
The letter `T`, as the first or second argument.

::prose::
## Leading dimensions

The leading dimension of a matrix is the number of elements between the starts of two neighbouring
columns in memory. It must be at least the number of rows, because columns may not overlap. A larger
leading dimension lets a routine work on a block of a larger matrix without a copy.

## Blocking

A fast implementation divides the matrices into blocks that fit into the processor's cache. Each block
is loaded once and used many times, so memory traffic no longer limits the speed.
