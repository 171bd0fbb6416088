---
dlm_id: 01KPQ9X2000000000000000000
dlm_version: 15
base_model: smollm2-135m
---

DGEMM multiplies two dense matrices of double-precision numbers. It adds the product to an output
matrix, because the factor beta says how much of the old output stays. The call returns nothing else.
