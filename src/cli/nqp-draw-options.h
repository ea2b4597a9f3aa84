/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-cli.h"
#include "nqp-uncertainty.h"
#include "nqp-work.h"

G_BEGIN_DECLS

extern const NqpOption nqp_draw_options[]; /* --draws, --seed, --vary, ... */

/* What of them is given; zeroed fields that are not. As in NqpUncertaintySpec. */
typedef struct
{
  gboolean any; /* one of those that ask for draws */
  int draws, top;
  guint64 seed;
  guint vary;
  double spread;
  int n_threads;
} NqpDrawOptions;

/* As far as they can be judged without the project. */
gboolean
nqp_options_draws (const NqpArgs *args, NqpDrawOptions *out, GError **error);
/* What is given takes the place of what stands in @spec. */
void
nqp_draw_options_apply (const NqpDrawOptions *self, const NqpArgs *args, NqpUncertaintySpec *spec);

/* Progress of long work on standard error, when that is a terminal; @shown lives until the end. */
void
nqp_progress_begin (NqpWork *work, int *shown);
void
nqp_progress_end (int *shown);

G_END_DECLS
