/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdlib.h>

/* How long a fuzzer goes on, and where it begins: NQP_FUZZ_ROUNDS and NQP_FUZZ_SEED, for a longer run than each test run can
 * have. */

static inline int
fuzz_rounds (int usual)
{
  const char *rounds = g_getenv ("NQP_FUZZ_ROUNDS");

  return rounds != NULL ? MAX (atoi (rounds), 1) : usual;
}

static inline GRand *
fuzz_random (guint32 usual)
{
  const char *seed = g_getenv ("NQP_FUZZ_SEED");

  return g_rand_new_with_seed (seed != NULL ? (guint32)atoi (seed) : usual);
}
