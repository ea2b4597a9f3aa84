/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-style.h"

G_BEGIN_DECLS

/* Of all years, so that colours can be compared while the years play, or of the year shown. Numbers are kept with projects. */
typedef enum
{
  NQP_CLASSES_QUANTILE,
  NQP_CLASSES_EQUAL,
  NQP_CLASSES_JENKS,
  NQP_CLASSES_CONTINUOUS,
  NQP_CLASSES_QUANTILE_YEAR,
  NQP_CLASSES_JENKS_YEAR,
  NQP_N_CLASSES
} NqpClasses;

#define NQP_MAX_CLASSES 9

/* In the order in which they are printed and listed. */
typedef enum
{
  NQP_OPTION_AXIS_MIN,
  NQP_OPTION_AXIS_MAX,
  NQP_OPTION_AXIS_ZERO,
  NQP_OPTION_BREAKS,
  NQP_OPTION_CLASSES,
  NQP_OPTION_DECIMALS,
  NQP_OPTION_FROM,
  NQP_OPTION_LABELS,
  NQP_OPTION_PALETTE,
  NQP_OPTION_REFERENCE,
  NQP_OPTION_TYPE,
  NQP_N_CHART_OPTIONS
} NqpChartOption;

#define NQP_OPTION_BIT(option) (1u << NQP_OPTION_##option)

/**
 * NqpChartOptions:
 *
 * How a chart departs from what it does by itself: a plain value, all zero = in nothing. Printed to and parsed from one line of
 * text: "axis.max=100 labels=no".
 */
typedef struct
{
  guint set; /* bits of what counts of the rest */
  double axis_min, axis_max; /* as the numbers at the axis are shown; never so that a value is left out */
  gboolean axis_zero; /* zero is on the axis */
  NqpClasses breaks;  /* of a map */
  int classes;        /* how many */
  int decimals;       /* of the numbers in the picture */
  int from;           /* the year to compare with */
  gboolean labels;    /* names on a map, numbers in tiles and behind bars */
  NqpPalette palette;
  double reference;   /* a line there, with its number */
  double type;        /* times the size of type, and of the room around it */
} NqpChartOptions;

static inline gboolean
nqp_chart_options_has (const NqpChartOptions *self, NqpChartOption option)
{
  return (self->set & (1u << option)) != 0;
}

/* @known: bits of the options that there are; another one is refused with a message that names them. */
gboolean nqp_chart_options_set (NqpChartOptions *self, guint known, const char *text, GError **error); /* "axis.max=100" */
gboolean nqp_chart_options_parse (NqpChartOptions *self, guint known, const char *line, GError **error);
gboolean nqp_chart_options_check (const NqpChartOptions *self, GError **error); /* whether they go together */
char *nqp_chart_options_print (const NqpChartOptions *self);
char *nqp_chart_options_ids (guint known, const char *between); /* "axis.min, axis.max" */
gboolean nqp_chart_options_equal (const NqpChartOptions *a, const NqpChartOptions *b);
void nqp_chart_options_apply_style (const NqpChartOptions *self, NqpStyle *style); /* type and palette */

G_END_DECLS
