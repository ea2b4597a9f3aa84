/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"
#include "nqp-picture-size.h"

G_BEGIN_DECLS

/* How a picture is saved, beside what it shows. */
typedef struct
{
  NqpFormat format;
  NqpPictureSize size; /* width 0 = the chart's own */
  int dpi;
  NqpStyleKind style; /* light, dark or print */
  gboolean transparent;
  gboolean caption;   /* in words, where the chart has some */
} NqpPictureLook;

char *nqp_chart_command (const NqpChart *chart, const NqpView *view, const NqpPictureLook *look, const char *project,
                         const char *output);

G_END_DECLS
