/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

NqpNameQuestion *
nqp_name_question_new (const char *name, int n_rows, int line, const char *const *codes)
{
  NqpNameQuestion *self = g_new0 (NqpNameQuestion, 1);

  self->name = nqp_names_spaces (name);
  self->n_rows = n_rows;
  self->line = line;
  self->codes = g_strdupv ((char **)codes);
  return self;
}

void
nqp_name_question_free (gpointer question)
{
  NqpNameQuestion *self = question;

  g_free (self->name);
  g_strfreev (self->codes);
  g_free (self);
}

NqpNamedRegion *
nqp_named_region_new (const char *code, char *shown)
{
  NqpNamedRegion *self = g_new0 (NqpNamedRegion, 1);

  self->code = g_strdup (code);
  self->shown = shown;
  return self;
}

void
nqp_named_region_free (gpointer region)
{
  NqpNamedRegion *self = region;

  g_free (self->code);
  g_free (self->shown);
  g_free (self);
}

/**
 * nqp_import_ask_name:
 * @n_rows: with the name, the first of them in @line
 *
 * Notes for who imports that it is not certain what the name of @draft means.
 */
void
nqp_import_ask_name (NqpImporter *self, const NqpRegionDraft *draft, int n_rows, int line)
{
  g_auto (GStrv) codes = g_new0 (char *, draft->match.n_proposals + 1);

  if (self->report == NULL)
    return;
  if (self->report->names == NULL)
    self->report->names = g_ptr_array_new_with_free_func (nqp_name_question_free);
  for (int i = 0; i < draft->match.n_proposals; i++)
    codes[i] = g_strdup (nqp_names_code (self->names, draft->match.proposals[i]));
  g_ptr_array_add (self->report->names,
                   nqp_name_question_new (draft->region.code, n_rows, line, (const char *const *)codes));
}

/**
 * nqp_import_list_regions:
 *
 * Notes what names may mean, where a file lists the regions.
 */
void
nqp_import_list_regions (NqpImporter *self)
{
  if (self->report == NULL || !self->regions_listed)
    return;
  self->report->regions = g_ptr_array_new_with_free_func (nqp_named_region_free);
  for (int i = 0; i < self->n_listed_regions; i++)
    g_ptr_array_add (self->report->regions,
                     nqp_named_region_new (nqp_importer_region (self, i)->region.code,
                                           nqp_names_show (nqp_import_listed_names (self), i)));
}

/**
 * nqp_import_list_settled:
 *
 * Notes which regions names were settled to, whether these are known or not.
 */
void
nqp_import_list_settled (NqpImporter *self)
{
  GHashTableIter iter;
  gpointer value;

  if (self->report == NULL || self->rules == NULL || self->report->settled != NULL)
    return;
  self->report->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->rules);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((const NqpNameRule *)value)->code != NULL)
      g_hash_table_add (self->report->settled, g_strdup (((const NqpNameRule *)value)->code));
}
