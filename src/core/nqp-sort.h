/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdlib.h>

G_BEGIN_DECLS

/* qsort() of no elements may not be given NULL, which is what an empty array is. */
static inline void
nqp_sort (gpointer items, gsize n, gsize size, int (*compare) (const void *, const void *))
{
  if (n > 1)
    qsort (items, n, size, compare);
}

G_END_DECLS
