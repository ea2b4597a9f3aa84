/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"

G_BEGIN_DECLS

/* The files of an exported folder as text; @raw: texts that a spreadsheet would run as they are. */
GString *
nqp_export_data (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_series (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_indicators (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_regions (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_neighbours (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_flags (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_checks (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_names (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_weights (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_geojson (const NqpBoundaries *boundaries);

/**
 * NqpPackage:
 *
 * What a Frictionless Data Package says of the files of an exported folder: https://specs.frictionlessdata.io/data-package/
 */
typedef struct _NqpPackage NqpPackage;

#define NQP_PACKAGE_NAME "datapackage.json"
#define NQP_PACKAGE_START "{\n \"profile\": \"data-package\",\n \"software\": \"NQP Explorer\"" /* by which it is known */

NqpPackage *
nqp_package_new (const NqpPanel *panel);
void
nqp_package_add (NqpPackage *self, const char *name, const GString *text); /* a file, as it is written */
GString *
nqp_package_print (const NqpPackage *self);
void
nqp_package_free (NqpPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpPackage, nqp_package_free)

G_END_DECLS
