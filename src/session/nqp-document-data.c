/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

const char *
nqp_editing_series_name (NqpEditing *self, const char *code)
{
  const NqpPanel *panel = self->document->now.panel;
  int s = nqp_panel_find_series (panel, code);

  return s >= 0 ? nqp_text_get (&panel->series[s].name, self->document->lang) : code;
}

const char *
nqp_editing_place_name (NqpEditing *self, const char *code)
{
  const NqpPanel *panel = self->document->now.panel;
  int i = nqp_panel_find_place (panel, code);

  return i >= 0 ? nqp_panel_place_name (panel, i, self->document->lang) : code;
}

gboolean
nqp_document_accept_flag (NqpDocument *self, const char *series, const char *place, int year,
                          gboolean accepted, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  label = g_strdup_printf (accepted ? _ ("Accept %s, %s %d") : _ ("Set aside %s, %s %d"),
                           nqp_editing_series_name (&editing, series),
                           nqp_editing_place_name (&editing, place), year);
  return nqp_editing_end_data (
      &editing, nqp_project_accept_flag (self->project, series, place, year, accepted, label, error), error);
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

/**
 * nqp_document_accept_finding:
 * @finding: the key of a check
 * @value: what was found: once there is another figure the finding is open again
 * @note: (nullable): why it is right
 */
gboolean
nqp_document_accept_finding (NqpDocument *self, const char *finding, double value, const char *note,
                             GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  /* Translators: an entry of the undo history; what nqp check calls it, such as jump:GDP/2019/110000 */
  label = g_strdup_printf (_ ("Accept the finding %s"), finding);
  return nqp_editing_end_data (
      &editing, nqp_project_accept_finding (self->project, finding, value, note, label, error), error);
}

gboolean
nqp_document_reopen_finding (NqpDocument *self, const char *finding, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  label = g_strdup_printf (_ ("Ask about %s again"), finding);
  return nqp_editing_end_data (&editing, nqp_project_reopen_finding (self->project, finding, label, error),
                               error);
}

/* ---- goalposts --------------------------------------------------------------------------------------------------- */

static const NqpIndicator *
find_indicator (const NqpContents *contents, const char *code)
{
  int at = nqp_panel_find_indicator (contents->panel, code);

  return at >= 0 ? &contents->panel->indicators[at] : NULL;
}

/* A mark that is set has to leave room to the extreme that stands for an empty one, whatever the method in force. */
static gboolean
leaves_room (const NqpContents *now, int indicator, double lower, double upper, GError **error)
{
  double lowest, highest;
  char number[NQP_NUMBER_SIZE];

  nqp_contents_get_extremes (now, indicator, &lowest, &highest);
  if (isnan (lower) && upper <= lowest)
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
                 _ ("The lower mark is empty and stands for the lowest value, %s: the upper mark must lie "
                    "above it."),
                 nqp_number_to_screen_auto (lowest, number));
  else if (isnan (upper) && lower >= highest)
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
                 _ ("The upper mark is empty and stands for the highest value, %s: the lower mark must lie "
                    "below it."),
                 nqp_number_to_screen_auto (highest, number));
  else
    return TRUE;
  return FALSE;
}

/**
 * nqp_document_set_goalposts:
 * @indicator: its code
 * @lower: in the indicator's unit; NaN = the lowest value of all regions and years
 * @upper: likewise, the highest
 *
 * Returns: %FALSE with @error set, and nothing has changed, unless @lower, or what it stands for, is below @upper
 */
gboolean
nqp_document_set_goalposts (NqpDocument *self, const char *indicator, double lower, double upper,
                            GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;
  const NqpIndicator *was, *is;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  was = find_indicator (&editing.seen, indicator);
  is = find_indicator (&self->now, indicator);
  if (is == NULL)
    return nqp_editing_fail_gone (indicator, error);
  if (was != NULL && (!nqp_number_same (was->lower, is->lower) || !nqp_number_same (was->upper, is->upper)))
    return nqp_editing_fail_changed (nqp_text_get (&is->name, self->lang), error);
  if (!leaves_room (&self->now, (int)(is - self->now.panel->indicators), lower, upper, error))
    return FALSE;
  /* Translators: an entry of the undo history; the name of an indicator */
  label = g_strdup_printf (_ ("Goalposts of %s"), nqp_text_get (&is->name, self->lang));
  ok = nqp_project_set_goalposts (self->project, indicator, lower, upper, label, error);
  return nqp_editing_end_data (&editing, ok, error);
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

/* Borrowed; both languages NULL if there is no such thing. */
static NqpText
find_name (const NqpContents *contents, NqpNameKind kind, const char *id)
{
  const NqpPanel *panel = contents->panel;
  NqpText name = { NULL, NULL };
  int at = -1;

  switch (kind)
    {
    case NQP_NAME_PROJECT:
      return (NqpText){ panel->title_en, panel->title_zh };
    case NQP_NAME_PLACE:
      at = nqp_panel_find_place (panel, id);
      return at >= 0 ? panel->places[at].name : name;
    case NQP_NAME_INDICATOR:
      at = nqp_panel_find_indicator (panel, id);
      return at >= 0 ? panel->indicators[at].name : name;
    case NQP_NAME_SERIES:
      at = nqp_panel_find_series (panel, id);
      return at >= 0 ? panel->series[at].name : name;
    case NQP_NAME_NODE:
      at = nqp_tree_find (contents->tree, id);
      return at >= 0 ? contents->tree->nodes[at].name : name;
    default:
      g_return_val_if_reached (name);
    }
}

static gboolean
same_text (const NqpText *a, const NqpText *b)
{
  return g_strcmp0 (a->en, b->en) == 0 && g_strcmp0 (a->zh, b->zh) == 0;
}

/**
 * nqp_document_set_name:
 * @id: (nullable): as for nqp_project_set_name()
 *
 * Refused if another window has given it another name that was not seen here.
 */
gboolean
nqp_document_set_name (NqpDocument *self, NqpNameKind kind, const char *id, const NqpText *name,
                       GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;
  NqpText was, is;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  was = find_name (&editing.seen, kind, id);
  is = find_name (&self->now, kind, id);
  if (!same_text (&was, &is) && !same_text (&is, name))
    {
      const char *shown = nqp_text_get (&was, self->lang);

      return nqp_editing_fail_changed (shown != NULL ? shown : id, error);
    }
  label = g_strdup_printf (_ ("Rename to %s"), nqp_text_get (name, self->lang));
  ok = nqp_project_set_name (self->project, kind, id, name, label, error);
  return nqp_editing_end_data (&editing, ok, error);
}
