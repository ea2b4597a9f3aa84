/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-private.h"

#include <glib/gi18n.h>

#include "nqp-export-package.h"

static gboolean
write_folder (const NqpOut *what, const char *directory, NqpExportFlags flags, GError **error)
{
  return nqp_export_package (what->panel, what->boundaries, what->framework, directory, flags, error);
}

const NqpOutForm nqp_out_datapackage = {
  .id = "datapackage",
  .title = N_ ("The same folder, described for Frictionless Data"),
  .needs = NQP_OUT_MAKES_FOLDER,
  .write_folder = write_folder,
};
