/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"
#include "nqp-draw-options.h"
#include "nqp-options.h"
#include "nqp-picture-size.h"

G_BEGIN_DECLS

extern const NqpOption nqp_chart_request_options[]; /* -o, --size, ... */

/**
 * NqpChartRequest:
 *
 * What `nqp chart` asks for, as far as it can be judged without the project. Zero it, nqp_chart_request_parse(),
 * nqp_chart_request_clear().
 */
typedef struct
{
  const NqpChart *chart;
  const char *output, *figures;
  NqpFormat format;
  gboolean sized; /* --size was given; else the chart's own */
  NqpPictureSize size;
  double dpi;
  NqpStyleKind style;
  gboolean transparent, strict;
  char *title, *subtitle, *caption; /* NULL = the chart's own */
  gboolean own_caption;             /* the caption is made of the figures */
  NqpChartOptions options;
  NqpDrawOptions draws;
} NqpChartRequest;

gboolean
nqp_chart_request_parse (NqpChartRequest *self, const NqpArgs *args, GError **error);
void
nqp_chart_request_clear (NqpChartRequest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpChartRequest, nqp_chart_request_clear)

G_END_DECLS
