/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-draw-options.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "nqp-number.h"

#define MAX_THREADS 64

const NqpOption nqp_draw_options[] = {
  { "draws", 0, "N",
    N_ ("draws of the method; if not given 10000 (stats robustness, dominance), 1000 (charts), or for sobol, "
        "as rows, 2048 and 512") },
  { "seed", 0, "S", N_ ("number that the draws follow from, 1 if not given") },
  { "vary", 0, "KIND,...",
    N_ ("what is drawn: weights, normalise, aggregate, missing, scheme, indicators; the first three if not "
        "given") },
  /* xgettext:no-c-format */
  { "spread", 0, "P", N_ ("weights move by up to P % of their values; 25 if not given") },
  { "dirichlet", 0, NULL, N_ ("weights take any values within each whole, all equally likely") },
  { "top", 0, "K", N_ ("the top K, 10 if not given (robustness)") },
  { "threads", 0, "N", N_ ("threads to work with, as many as processors if not given; changes no result") },
  { NULL },
};

/* A whole number; @out stays as it is when not given. */
static gboolean
read_int (const NqpArgs *args, const char *name, int most, int *out, GError **error)
{
  const char *text = nqp_args_get (args, name);
  gint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 1, most, &number, NULL))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--%s: expected a whole number from 1 to %d, found '%s'"), name, most, text);
      return FALSE;
    }
  *out = (int)number;
  return TRUE;
}

static gboolean
read_spread (const NqpArgs *args, double *out, GError **error)
{
  const char *text = nqp_args_get (args, "spread");
  double percent;

  if (text == NULL)
    return TRUE;
  if (!nqp_number_parse (text, strlen (text), '.', &percent) || !(percent >= 0 && percent <= 100))
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                 _ ("--spread: expected a percentage from 0 to 100, found '%s'"), text);
  else if (nqp_args_has (args, "dirichlet"))
    g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                 _ ("--dirichlet draws any weights and has no --spread; give one of the two"));
  else
    {
      *out = percent / 100;
      return TRUE;
    }
  return FALSE;
}

gboolean
nqp_options_draws (const NqpArgs *args, NqpDrawOptions *out, GError **error)
{
  const char *seed = nqp_args_get (args, "seed"), *vary = nqp_args_get (args, "vary");
  g_autoptr (GError) problem = NULL;

  *out = (NqpDrawOptions){ 0 };
  for (int i = 0; nqp_draw_options[i].name != NULL; i++)
    out->any |= nqp_args_has (args, nqp_draw_options[i].name);
  if (!read_int (args, "draws", NQP_MAX_DRAWS, &out->draws, error)
      || !read_int (args, "top", G_MAXINT, &out->top, error)
      || !read_int (args, "threads", MAX_THREADS, &out->n_threads, error)
      || !read_spread (args, &out->spread, error))
    return FALSE;
  if (seed != NULL && !g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &out->seed, NULL))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--seed: expected a whole number from 0, found '%s'"), seed);
      return FALSE;
    }
  if (vary != NULL && !nqp_factors_parse (vary, &out->vary, &problem))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, "--vary: %s", problem->message);
      return FALSE;
    }
  return TRUE;
}

void
nqp_draw_options_apply (const NqpDrawOptions *self, const NqpArgs *args, NqpUncertaintySpec *spec)
{
  if (self->draws > 0)
    spec->draws = self->draws;
  if (self->top > 0)
    spec->top = self->top;
  if (self->vary != 0)
    spec->vary = self->vary;
  if (nqp_args_has (args, "seed"))
    spec->seed = self->seed;
  if (nqp_args_has (args, "spread"))
    spec->spread = self->spread;
  spec->dirichlet = nqp_args_has (args, "dirichlet");
}

static void
show_progress (double fraction, gpointer user_data)
{
  nqp_progress (_ ("computing"), fraction, user_data);
}

void
nqp_progress_begin (NqpWork *work, int *shown)
{
  *shown = -1;
  if (!isatty (STDERR_FILENO))
    return;
  work->progress = show_progress;
  work->progress_data = shown;
}

void
nqp_progress_end (int *shown)
{
  nqp_progress_clear (shown);
}
