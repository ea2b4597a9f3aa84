/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

/* Made-up panels with the names of a real one, for tests and benchmarks of charts. */
typedef enum
{
  CHARTS_SAMPLE_PLAIN, /* some cells missing, suspect, edited */
  CHARTS_SAMPLE_WHOLE, /* every cell there */
  CHARTS_SAMPLE_TIES,
  CHARTS_SAMPLE_MISSING, /* no value at all */
  CHARTS_SAMPLE_LONG,    /* very long names */
} ChartsSampleKind;

NqpPanel *charts_sample_panel (int n_regions, int n_years, ChartsSampleKind kind);
NqpScores *charts_sample_scores (int n_regions, int n_years, ChartsSampleKind kind, const char *method_text);
