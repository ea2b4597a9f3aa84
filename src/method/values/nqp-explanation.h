/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thing that a value is measured against. */
typedef struct
{
  const char *step;  /* "minimum", "maximum", "mean", "sd", "count" */
  char *label;       /* translated */
  double value;
  gboolean has_unit; /* the indicator's */
} NqpMeasured;

/**
 * NqpExplanation:
 *
 * How a value was normalised, in words and numbers, translated. Zero it, fill it, nqp_explanation_clear().
 */
typedef struct
{
  NqpMeasured measured[2];
  int n_measured;
  char *formula;    /* words and signs */
  char *numbers;    /* the same with the numbers set in, short of the result; NULL: there are none to tell */
  char *note;       /* what has to be known besides, or NULL */
  gboolean between; /* the value stands between these two */
  double low, high;
} NqpExplanation;

void nqp_explanation_clear (NqpExplanation *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpExplanation, nqp_explanation_clear)

G_END_DECLS
