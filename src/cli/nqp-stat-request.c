/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-stat-request.h"

#include <glib/gi18n.h>

#include "nqp-draw-options.h"
#include "nqp-links-csv.h"

#define LEAST_PERMUTATIONS 99
#define MOST_PERMUTATIONS 99999

static NqpStatOptions
given_options (const NqpArgs *args)
{
  static const struct
  {
    const char *name;
    NqpStatOptions option;
  } names[] = {
    { "measure", NQP_STAT_MEASURE },
    { "year", NQP_STAT_YEAR },
    { "region", NQP_STAT_REGIONS },
    { "target-rank", NQP_STAT_TARGET_RANK },
    { "draws", NQP_STAT_DRAWS },
    { "seed", NQP_STAT_SEED },
    { "vary", NQP_STAT_VARY },
    { "spread", NQP_STAT_SPREAD },
    { "dirichlet", NQP_STAT_DIRICHLET },
    { "top", NQP_STAT_TOP },
    { "threads", NQP_STAT_THREADS },
    { "form", NQP_STAT_FORM },
    { "neighbours", NQP_STAT_NEIGHBOURS },
    { "permutations", NQP_STAT_PERMUTATIONS },
    { "classes", NQP_STAT_CLASSES },
    { "from", NQP_STAT_FROM },
  };
  NqpStatOptions given = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    given |= nqp_args_has (args, names[i].name) ? names[i].option : 0;
  return given;
}

static void
take_draws (NqpStatRequest *request, const NqpDrawOptions *draws)
{
  request->draws = draws->draws;
  request->top = draws->top;
  request->seed = draws->seed;
  request->vary = draws->vary;
  request->spread = draws->spread;
  request->work.n_threads = draws->n_threads;
}

/* A whole number within bounds; @out stays as it is when not given. */
static gboolean
read_whole (const NqpArgs *args, const char *name, int least, int most, int *out, GError **error)
{
  const char *text = nqp_args_get (args, name);
  gint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, least, most, &number, NULL))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--%s: expected a whole number from %d to %d, found '%s'"), name, least, most, text);
      return FALSE;
    }
  *out = (int)number;
  return TRUE;
}

static gboolean
read_rank (const NqpArgs *args, int *out, GError **error)
{
  const char *text = nqp_args_get (args, "target-rank");
  gint64 rank;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 1, G_MAXINT, &rank, NULL))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--target-rank: expected a rank from 1, found '%s'"), text);
      return FALSE;
    }
  *out = (int)rank;
  return TRUE;
}

static gboolean
read_form (const NqpArgs *args, NqpCouplingForm *out, GError **error)
{
  const char *text = nqp_args_get (args, "form");

  if (text == NULL || nqp_coupling_form_parse (text, out))
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
               _ ("--form: expected classic or corrected, found '%s'"), text);
  return FALSE;
}

static gboolean
read_neighbours (NqpStatCall *self, const NqpArgs *args, GError **error)
{
  const char *text = nqp_args_get (args, "neighbours");
  g_autoptr (GError) problem = NULL;

  self->request.neighbours = &self->neighbours;
  if (text == NULL || nqp_space_spec_parse (text, &self->neighbours, &problem))
    return TRUE;
  g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, "--neighbours: %s", problem->message);
  return FALSE;
}

gboolean
nqp_stat_call_parse (NqpStatCall *self, const NqpStatistic *statistic, const NqpArgs *args, GError **error)
{
  NqpStatRequest *request = &self->request;
  g_autoptr (GPtrArray) codes = nqp_args_get_list (args, "region");
  g_autoptr (GError) problem = NULL;
  NqpDrawOptions draws = { 0 };

  request->year = -1;
  request->notes = g_ptr_array_new_with_free_func (g_free);
  request->given = given_options (args);
  if (!nqp_statistic_check (statistic, request->given, (int)codes->len, &problem))
    {
      g_set_error_literal (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, problem->message);
      return FALSE;
    }
  if (!read_rank (args, &request->target_rank, error) || !read_form (args, &request->form, error)
      || !read_whole (args, "permutations", LEAST_PERMUTATIONS, MOST_PERMUTATIONS, &request->permutations,
                      error)
      || !read_whole (args, "classes", 2, 10, &request->classes, error)
      || !read_neighbours (self, args, error) || !nqp_options_draws (args, &draws, error))
    return FALSE;
  take_draws (request, &draws);
  return TRUE;
}

gboolean
nqp_stat_call_read (NqpStatCall *self, const NqpStatistic *statistic, const NqpInput *input, GError **error)
{
  NqpSpaceSpec *spec = &self->neighbours;

  if (spec->kind == NQP_SPACE_LINKS)
    {
      g_autofree char *text = NULL;
      gsize length = 0;

      if (nqp_read_text (spec->name, &text, &length, error))
        spec->links = nqp_links_parse_csv (input->panel, text, length, spec->name, error);
      return spec->links != NULL;
    }
  if ((statistic->takes & NQP_STAT_NEIGHBOURS) != 0 && spec->kind == NQP_SPACE_CONTIGUITY
      && input->panel->n_neighbours == 0)
    self->boundaries = nqp_project_read_boundaries (input->project, error);
  else
    return TRUE;
  self->request.boundaries = self->boundaries;
  return self->boundaries != NULL;
}

void
nqp_stat_call_clear (NqpStatCall *self)
{
  g_clear_pointer (&self->boundaries, nqp_boundaries_unref);
  g_clear_pointer (&self->request.notes, g_ptr_array_unref);
  nqp_space_spec_clear (&self->neighbours);
}
