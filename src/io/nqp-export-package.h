/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"

G_BEGIN_DECLS

/* The folder of nqp_export_folder() with datapackage.json, which describes its files: a Frictionless Data Package. */
gboolean
nqp_export_package (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
                    const char *directory, NqpExportFlags flags, GError **error);

G_END_DECLS
