/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-salvaged.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-document.h"

static gboolean
is_method (const char *line)
{
  NqpMethod method;

  nqp_method_init (&method);
  return nqp_method_parse (&method, line, NULL);
}

static gboolean
make_computable (const char *target, NqpLang lang, GPtrArray *losses, GError **error)
{
  g_autoptr (NqpDocument) document = nqp_document_open (target, lang, error);
  NqpLoss *loss;

  if (document == NULL)
    return FALSE;
  if (document->now.trouble == NULL)
    return TRUE;
  loss = g_new0 (NqpLoss, 1);
  loss->table = g_strdup ("project");
  loss->rows = 1;
  loss->what = g_strdup ("method");
  loss->why = g_strdup (document->now.trouble->message);
  g_ptr_array_add (losses, loss);
  return nqp_document_take_plain_method (document, error);
}

/**
 * nqp_salvaged_new:
 * @path: a damaged project, which is left as it is
 * @target: the project to make of it
 *
 * Returns: %TRUE if there is a project at @target that opens and gives scores, if it has any to give
 */
gboolean
nqp_salvaged_new (const char *path, const char *target, gboolean replace, NqpLang lang,
                  GPtrArray **out_losses, GError **error)
{
  *out_losses = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_loss_free);
  return nqp_project_salvage (path, target, replace, is_method, *out_losses, error)
         && make_computable (target, lang, *out_losses, error);
}

/**
 * nqp_salvaged_table:
 *
 * Returns: (transfer full): a row a loss; the number is missing where nobody can tell
 */
NqpTable *
nqp_salvaged_table (const GPtrArray *losses)
{
  NqpTable *table = nqp_table_new ();
  int columns[] = { nqp_table_add_column (table, "table", _ ("Table"), NULL, NQP_COLUMN_TEXT, 0),
                    nqp_table_add_column (table, "rows", _ ("Rows"), NULL, NQP_COLUMN_INTEGER, 0),
                    nqp_table_add_column (table, "what", _ ("What"), NULL, NQP_COLUMN_TEXT, 0),
                    nqp_table_add_column (table, "why", _ ("Why"), NULL, NQP_COLUMN_TEXT, 0) };

  for (guint k = 0; k < losses->len; k++)
    {
      const NqpLoss *loss = losses->pdata[k];

      nqp_table_add_row (table);
      nqp_table_set_text (table, columns[0], loss->table);
      nqp_table_set_number (table, columns[1], loss->rows >= 0 ? (double)loss->rows : NAN);
      nqp_table_set_text (table, columns[2], loss->what);
      nqp_table_set_text (table, columns[3], loss->why);
    }
  nqp_table_show (table, columns[0], (NqpLook){ 0 });
  nqp_table_show (table, columns[1], (NqpLook){ 0 });
  nqp_table_show (table, columns[2], (NqpLook){ .lines = 3, .expand = TRUE });
  nqp_table_show (table, columns[3], (NqpLook){ .lines = 3 });
  return table;
}
