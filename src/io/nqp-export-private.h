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
nqp_export_weights (const NqpPanel *panel, gboolean raw);
GString *
nqp_export_geojson (const NqpBoundaries *boundaries);

G_END_DECLS
