/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-picture-memory.h"

#include <stdlib.h> /* which also says whether the C library is glibc */

#ifdef __GLIBC__
#include <malloc.h>

/* The largest block that is not asked of the kernel each time, and what may lie unused before it is given back. A frame takes and
 * frees several pictures of the window, 4 MB each at 1280 x 800 and 33 MB at 3840 x 2160; mapping them anew, page by page, costs
 * more than painting them. glibc refuses a larger threshold than 32 MB. */
#define LARGEST_BLOCK (32 << 20)
#define MOST_UNUSED (64 << 20)

void
nqp_picture_memory_keep (void)
{
  mallopt (M_MMAP_THRESHOLD, LARGEST_BLOCK);
  mallopt (M_TRIM_THRESHOLD, MOST_UNUSED);
}
void
nqp_picture_memory_rest (void)
{
  malloc_trim (0);
}
#else
void
nqp_picture_memory_keep (void)
{
}

void
nqp_picture_memory_rest (void)
{
}
#endif
