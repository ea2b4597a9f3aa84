/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-private.h"

#include <glib/gi18n.h>

#include "nqp-import.h"

static gboolean
write_folder (const NqpOut *what, const char *directory, NqpExportFlags flags, GError **error)
{
  return nqp_export_folder (what->panel, what->boundaries, what->framework, directory, flags, error);
}

const NqpOutForm nqp_out_csv = {
  .id = "csv",
  .title = N_ ("Folder of CSV, GeoJSON and JSON files that can be imported again"),
  .needs = NQP_OUT_MAKES_FOLDER,
  .write_folder = write_folder,
};
