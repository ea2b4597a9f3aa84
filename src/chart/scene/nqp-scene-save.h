/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scene.h"

G_BEGIN_DECLS

#define NQP_CHART_ERROR (nqp_chart_error_quark ())
GQuark nqp_chart_error_quark (void);
typedef enum { NQP_CHART_ERROR_UNKNOWN, NQP_CHART_ERROR_FAILED } NqpChartError;

/* Files: written beside and renamed when complete. Metadata (title, provenance, program) goes into each format. */
typedef enum { NQP_FORMAT_PNG, NQP_FORMAT_PDF, NQP_FORMAT_SVG } NqpFormat;
gboolean nqp_format_from_path (const char *path, NqpFormat *out_format);
gboolean nqp_scene_save (const NqpScene *scene, const char *path, NqpFormat format, double dpi, const char *title,
                         const char *provenance, GError **error);
void nqp_scene_print_svg (const NqpScene *scene, GString *out, const char *title, const char *description);

G_END_DECLS
