/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

static void
question_free (gpointer data)
{
  NqpNameQuestion *question = data;

  g_free (question->name);
  g_strfreev (question->codes);
  g_free (question);
}

static void
named_region_free (gpointer data)
{
  NqpNamedRegion *region = data;

  g_free (region->code);
  g_free (region->shown);
  g_free (region);
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
  NqpNameQuestion *question;

  if (self->report == NULL)
    return;
  if (self->report->names == NULL)
    self->report->names = g_ptr_array_new_with_free_func (question_free);
  question = g_new0 (NqpNameQuestion, 1);
  question->name = nqp_names_spaces (draft->region.code);
  question->n_rows = n_rows;
  question->line = line;
  question->codes = g_new0 (char *, draft->match.n_proposals + 1);
  for (int i = 0; i < draft->match.n_proposals; i++)
    question->codes[i] = g_strdup (nqp_names_code (self->names, draft->match.proposals[i]));
  g_ptr_array_add (self->report->names, question);
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
  self->report->regions = g_ptr_array_new_with_free_func (named_region_free);
  for (int i = 0; i < self->n_listed_regions; i++)
    {
      NqpNamedRegion *region = g_new0 (NqpNamedRegion, 1);

      region->code = g_strdup (nqp_importer_region (self, i)->region.code);
      region->shown = nqp_names_show (nqp_import_listed_names (self), i);
      g_ptr_array_add (self->report->regions, region);
    }
}
