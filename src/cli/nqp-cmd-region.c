/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-document-places.h"
#include "nqp-typed-number.h"

static const NqpOption options[] = {
  { "set", 0, "KEY=VALUE",
    N_ ("what a region says of itself: name, name_zh, group, group_zh, longitude, latitude or area_km2; "
        "empty: "
        "not known; may be repeated") },
  { "add", 0, NULL, N_ ("make a region of that code, with --set name= or name_zh=") },
  { "remove", 0, NULL, N_ ("take the regions away, and their figures with them") },
  { NULL },
};

/* In the order of NqpPlaceParts. */
static const char *const keys[]
    = { "name", "name_zh", "group", "group_zh", "longitude", "latitude", "area_km2" };

static gboolean
fail_usage (GError **error, const char *text)
{
  g_set_error_literal (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, text);
  return FALSE;
}

static gboolean
set_part (NqpPlaceEdit *edit, gsize part, const char *value, GError **error)
{
  char **const texts[] = { &edit->name.en, &edit->name.zh, &edit->group.en, &edit->group.zh };
  double *const numbers[] = { &edit->longitude, &edit->latitude, &edit->area_km2 };

  edit->parts |= 1u << part;
  if (part < G_N_ELEMENTS (texts))
    *texts[part] = (char *)value;
  else if (!nqp_typed_number (value, numbers[part - G_N_ELEMENTS (texts)]))
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--set %s: found '%s'; expected a number, or nothing if it is not known"), keys[part],
                   value);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_pair (const char *pair, NqpPlaceEdit *edit, GError **error)
{
  const char *equals = strchr (pair, '=');

  for (gsize k = 0; equals != NULL && k < G_N_ELEMENTS (keys); k++)
    if (strlen (keys[k]) == (gsize)(equals - pair) && strncmp (pair, keys[k], strlen (keys[k])) == 0)
      return set_part (edit, k, equals + 1, error);
  g_set_error (
      error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
      _ ("--set: found '%s'; expected KEY=VALUE with one of the keys name, name_zh, group, group_zh, "
         "longitude, latitude, area_km2"),
      pair);
  return FALSE;
}

static gboolean
parse (const NqpArgs *args, const GPtrArray *pairs, NqpPlaceEdit *edit, GError **error)
{
  const gboolean adds = nqp_args_has (args, "add"), removes = nqp_args_has (args, "remove");

  for (guint i = 0; i < pairs->len; i++)
    if (!parse_pair (pairs->pdata[i], edit, error))
      return FALSE;
  if (removes && (adds || pairs->len > 0))
    return fail_usage (error, _ ("--remove stands alone: one step of Undo each"));
  if (adds && nqp_args_n_words (args) != 2)
    return fail_usage (error, _ ("--add makes one region: expected one code"));
  if (adds && (edit->parts & ~(guint)(NQP_PLACE_NAME_EN | NQP_PLACE_NAME_ZH)) != 0)
    return fail_usage (error,
                       _ ("--add takes the names of the region only; the rest is a step of its own, once "
                          "it is there"));
  return removes || edit->parts != 0 || adds
         || fail_usage (error, _ ("nothing to change: give --set KEY=VALUE, --add or --remove"));
}

static gboolean
check_known (const NqpDocument *document, const NqpArgs *args, GError **error)
{
  for (int i = 1; i < nqp_args_n_words (args); i++)
    if (nqp_panel_find_place (document->now.panel, nqp_args_text (args, i)) < 0)
      {
        g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED, _ ("the project has no region '%s'"),
                     nqp_args_text (args, i));
        return FALSE;
      }
  return TRUE;
}

static gboolean
set_all (NqpDocument *document, const NqpArgs *args, const NqpPlaceEdit *what, GError **error)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (NqpPlaceEdit));

  for (int i = 1; i < nqp_args_n_words (args); i++)
    {
      NqpPlaceEdit edit = *what;

      edit.code = nqp_args_text (args, i);
      g_array_append_val (edits, edit);
    }
  return nqp_document_set_places (document, (const NqpPlaceEdit *)(gpointer)edits->data, edits->len, error);
}

static gboolean
remove_all (NqpDocument *document, const NqpArgs *args, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  NqpGoing going = { 0 };

  for (int i = 1; i < nqp_args_n_words (args); i++)
    {
      g_ptr_array_add (codes, (gpointer)nqp_args_text (args, i));
      nqp_contents_count_region (&document->now,
                                 nqp_panel_find_place (document->now.panel, nqp_args_text (args, i)), &going);
    }
  if (!nqp_document_remove_regions (document, (const char *const *)codes->pdata, codes->len, error))
    return FALSE;
  nqp_message (ngettext ("%lu value went with them", "%lu values went with them", (gulong)going.n_values),
               (gulong)going.n_values);
  return TRUE;
}

static int
run (const NqpArgs *args, GError **error)
{
  const char *word = nqp_args_word (args, 0);
  g_autoptr (GPtrArray) pairs = nqp_args_get_all (args, "set");
  g_autoptr (NqpDocument) document = NULL;
  NqpPlaceEdit edit = { .longitude = NAN, .latitude = NAN, .area_km2 = NAN };
  gboolean done;

  if (!parse (args, pairs, &edit, error) || nqp_input_is_sample (word, error))
    return 1;
  document = nqp_document_open (word, nqp_lang_from_environment (), error);
  if (document == NULL)
    return 1;
  if (nqp_args_has (args, "add"))
    done = nqp_document_add_region (document, nqp_args_text (args, 1), &edit.name, error);
  else if (!check_known (document, args, error))
    done = FALSE;
  else if (nqp_args_has (args, "remove"))
    done = remove_all (document, args, error);
  else
    done = set_all (document, args, &edit, error);
  return done ? 0 : 1;
}

const NqpCommand nqp_command_region = {
  .name = "region",
  .synopsis = N_ ("P.nqp CODE... [OPTION]..."),
  .summary = N_ ("change what regions say of themselves, add one or take some away"),
  .details = N_ ("All regions that are named change in one step, which the window can undo; the scores are\n"
                 "computed before anything is written. Codes stay: figures and outlines are known by them."),
  .min_words = 2,
  .max_words = G_MAXINT,
  .options = { options },
  .run = run,
};
